# SPDX-License-Identifier: MIT
"""Commands about the functions as such: demo, accuracy, bench."""

from __future__ import annotations

from argparse import Namespace

from swiftact.cli import shared
from swiftact.cli.shared import Add


def register(add: Add) -> None:
    """demo, accuracy, bench."""
    parser = add("demo", "what swiftact is, in a few seconds", ("", "--json"), _demo)
    parser.add_argument("--json", action="store_true", help="print the data as JSON")

    parser = add(
        "accuracy", "errors of a function and of its textbook formula, in ulp",
        ("tanh", "elu:alpha=0.5 --points 2000 --out errors.png"), _accuracy,
    )  # fmt: skip
    parser.add_argument("function", metavar="NAME", help=shared.NAMES_HELP)
    parser.add_argument("--points", type=int, default=600, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    shared.add_handover(parser)

    parser = add(
        "bench", "nanoseconds per element, against the textbook formula in NumPy",
        ("", "gelu silu --size 10000 --dtype float64", "--out speed.png"), _bench,
    )  # fmt: skip
    shared.add_functions(parser)
    parser.add_argument("--size", type=int, default=100_000, metavar="N", help="elements")
    parser.add_argument("--dtype", default="float32", help="float16, float32 or float64")
    shared.add_handover(parser)


def _demo(options: Namespace) -> None:
    from swiftact.cli.demo import demo

    shared.hand_over(demo(), Namespace(json=options.json, out=[]))


def _accuracy(options: Namespace) -> None:
    from swiftact import lab

    function = shared.function(options.function)
    shared.hand_over(lab.accuracy(function, n=options.points, seed=options.seed), options)


def _bench(options: Namespace) -> None:
    from swiftact import lab

    result = lab.speed(shared.functions(options), size=options.size, dtype=options.dtype)
    shared.hand_over(result, options)
