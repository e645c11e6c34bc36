# SPDX-License-Identifier: MIT
"""Commands for the experiments without training."""

from __future__ import annotations

from argparse import Namespace

from swiftact.cli import shared
from swiftact.cli.shared import Add


def register(add: Add) -> None:
    """scan, signal, gradient, dead, temperature, collapse, gallery."""
    parser = add(
        "scan", "where the derivative is alive, and where nearly zero",
        ("", "gelu silu mish", "relu --from -10 --to 10 --points 400 --out scan.png"), _scan,
    )  # fmt: skip
    shared.add_functions(parser)
    parser.add_argument("--from", dest="start", type=float, default=-5.0, metavar="Z")
    parser.add_argument("--to", dest="stop", type=float, default=5.0, metavar="Z")
    parser.add_argument("--points", type=int, default=100, metavar="N")
    parser.add_argument("--threshold", type=float, default=0.01, help="near zero is below this")
    shared.add_handover(parser)

    parser = add(
        "signal", "how large a signal is after many random layers",
        ("", "tanh relu --layers 50 --out signal.png"), _signal,
    )  # fmt: skip
    shared.add_functions(parser)
    parser.add_argument("--layers", type=int, default=10)
    parser.add_argument("--width", type=int, default=5)
    parser.add_argument("--seed", type=int, default=42)
    shared.add_handover(parser)

    parser = add(
        "gradient", "how much of a gradient is left after many layers",
        ("", "sigmoid selu --layers 50 --json"), _gradient,
    )  # fmt: skip
    shared.add_functions(parser)
    parser.add_argument("--layers", type=int, default=20)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--seed", type=int, default=42)
    shared.add_handover(parser)

    parser = add(
        "dead", "dead neurons in a random layer", ("", "elu", "--neurons 100 --seed 3"), _dead
    )
    parser.add_argument(
        "function", nargs="?", default="relu", metavar="FUNCTION", help=shared.NAMES_HELP
    )
    parser.add_argument("--neurons", type=int, default=20)
    parser.add_argument("--inputs", type=int, default=5)
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    shared.add_handover(parser)

    parser = add(
        "temperature", "softmax at several temperatures",
        ("", "--logits 3,1,0.2 --temperatures 0.5,1,2 --out softmax.png"), _temperature,
    )  # fmt: skip
    parser.add_argument("--logits", type=shared.numbers, default=(2.0, 1.0, 0.5), metavar="Z,…")
    parser.add_argument(
        "--temperatures", type=shared.numbers, default=(0.1, 0.5, 1.0, 2.0, 10.0), metavar="T,…"
    )
    shared.add_handover(parser)

    parser = add(
        "collapse",
        "why non-linearity: linear layers collapse into one",
        ("", "gelu --depth 10"),
        _collapse,
    )
    parser.add_argument(
        "function", nargs="?", default="relu", metavar="FUNCTION", help=shared.NAMES_HELP
    )
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    shared.add_handover(parser)

    parser = add(
        "gallery",
        "all functions and derivatives side by side",
        ("--out gallery.png", "relu gelu"),
        _gallery,
    )
    shared.add_functions(parser, "all activations")
    shared.add_handover(parser)


def _scan(options: Namespace) -> None:
    from swiftact import lab

    result = lab.gradient_scan(
        shared.functions(options),
        start=options.start,
        stop=options.stop,
        n=options.points,
        threshold=options.threshold,
    )
    shared.hand_over(result, options)


def _signal(options: Namespace) -> None:
    from swiftact import lab

    result = lab.signal_depth(
        shared.functions(options), layers=options.layers, width=options.width, seed=options.seed
    )
    shared.hand_over(result, options)


def _gradient(options: Namespace) -> None:
    from swiftact import lab

    result = lab.gradient_depth(
        shared.functions(options), layers=options.layers, width=options.width, seed=options.seed
    )
    shared.hand_over(result, options)


def _dead(options: Namespace) -> None:
    from swiftact import lab

    result = lab.dead_neurons(
        shared.function(options.function),
        inputs=options.inputs,
        neurons=options.neurons,
        samples=options.samples,
        seed=options.seed,
    )
    shared.hand_over(result, options)


def _temperature(options: Namespace) -> None:
    from swiftact import lab

    shared.hand_over(lab.temperature(options.logits, options.temperatures), options)


def _collapse(options: Namespace) -> None:
    from swiftact import lab

    function = shared.function(options.function)
    shared.hand_over(lab.linear_collapse(function, depth=options.depth, seed=options.seed), options)


def _gallery(options: Namespace) -> None:
    from swiftact import lab

    shared.hand_over(lab.gallery(shared.functions(options)), options)
