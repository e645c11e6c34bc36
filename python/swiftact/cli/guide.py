# SPDX-License-Identifier: MIT
"""Commands that inform: table, show, recommend."""

from __future__ import annotations

from argparse import Namespace

from swiftact.cli import shared
from swiftact.cli.shared import Add


def register(add: Add) -> None:
    """table, show, recommend."""
    parser = add(
        "table", "compare functions: range, slope, saturation, dead zone, cost",
        ("", "relu gelu silu", "--no-cost --json"), _table,
    )  # fmt: skip
    shared.add_functions(parser, "the whole catalogue")
    parser.add_argument("--no-cost", action="store_true", help="skip the measurement of the cost")
    shared.add_handover(parser)

    parser = add(
        "show", "a card: formula, facts, and the curve in characters",
        ("gelu", "leaky_relu:alpha=0.2 --png card.png"), _show,
    )  # fmt: skip
    parser.add_argument("function", metavar="NAME", help=shared.NAMES_HELP)
    parser.add_argument("--png", metavar="FILE", help="write the card as a picture")
    shared.add_handover(parser)

    parser = add(
        "recommend", "which function to use where",
        (
            "--architecture transformer",
            "--layer output --task multiclass",
            "--architecture cnn --symptom dying-relu",
        ),
        _recommend,
    )  # fmt: skip
    parser.add_argument("--layer", default="hidden", help="hidden, output or gate")
    parser.add_argument(
        "--architecture", help="transformer, cnn, mlp, efficientnet, rnn, deep-mlp or on-device"
    )
    parser.add_argument(
        "--task", help="binary, multiclass, multilabel, regression or bounded-regression"
    )
    parser.add_argument(
        "--symptom",
        action="append",
        default=[],
        help="dying-relu, vanishing, exploding or accuracy; repeatable",
    )
    shared.add_handover(parser)


def _table(options: Namespace) -> None:
    from swiftact.guide import table

    shared.hand_over(table(shared.functions(options), cost=not options.no_cost), options)


def _show(options: Namespace) -> None:
    from swiftact import lab

    result = lab.card(shared.function(options.function))
    if options.png:
        result.save(options.png)
    shared.hand_over(result, options)


def _recommend(options: Namespace) -> None:
    from swiftact.guide import recommend

    result = recommend(
        options.layer,
        architecture=options.architecture,
        task=options.task,
        symptoms=options.symptom,
    )
    shared.hand_over(result, options)
