# SPDX-License-Identifier: MIT
"""Commands that train small networks: train, monitor, search, diagnose."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from swiftact.cli import shared
from swiftact.cli.shared import Add

if TYPE_CHECKING:
    from swiftact.cli.parser import Parser


def register(add: Add) -> None:
    """train, monitor, search, diagnose."""
    parser = add(
        "train", "train a tiny network with each function and compare",
        ("", "relu prelu --data xor", "--data spirals --hidden 16 --epochs 400 --out losses.png"),
        _train,
    )  # fmt: skip
    shared.add_functions(parser)
    _add_training(parser)
    shared.add_handover(parser)

    parser = add(
        "monitor", "gradient health of a training run, with warnings",
        ("sigmoid", "relu --data xor --out health.png"), _monitor,
    )  # fmt: skip
    parser.add_argument("function", metavar="FUNCTION", help=shared.NAMES_HELP)
    _add_training(parser)
    parser.add_argument("--low", type=float, default=1e-3, help="vanishing is below this")
    parser.add_argument("--high", type=float, default=100.0, help="exploding is above this")
    shared.add_handover(parser)

    parser = add(
        "search", "rank functions of the form z·g(z)",
        ("", "gelu silu mish --data circle", "--seeds 5 --out search.png"), _search,
    )  # fmt: skip
    shared.add_functions(parser, "z·g(z) for seven g, and relu")
    parser.add_argument("--data", default="spirals", help="circle, xor or spirals")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    shared.add_handover(parser)

    parser = add(
        "diagnose", "train on the digits with one function and say what is wrong",
        ("sigmoid", "relu --rate 0.05 --layers 10"), _diagnose,
    )  # fmt: skip
    parser.add_argument("function", metavar="FUNCTION", help=shared.NAMES_HELP)
    parser.add_argument("--layers", type=int, default=5, help="hidden layers of 64 neurons")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate of Adam")
    parser.add_argument("--seed", type=int, default=0)
    shared.add_handover(parser)


def _add_training(parser: Parser) -> None:
    parser.add_argument("--data", default="circle", help="circle, xor or spirals")
    parser.add_argument("--hidden", type=int, default=8, help="hidden neurons")
    parser.add_argument("--rate", type=float, default=0.1, help="learning rate")
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0, help="of the weights")


def _training(options: Namespace) -> dict[str, Any]:
    names = ("data", "hidden", "rate", "epochs", "seed")
    return {name: getattr(options, name) for name in names}


def _train(options: Namespace) -> None:
    from swiftact import lab

    shared.hand_over(lab.compare(shared.functions(options), **_training(options)), options)


def _monitor(options: Namespace) -> None:
    from swiftact import lab

    monitor = lab.GradientMonitor(low=options.low, high=options.high)
    lab.train(shared.function(options.function), monitor=monitor, **_training(options))
    shared.hand_over(monitor.result(), options)


def _search(options: Namespace) -> None:
    from swiftact import lab

    result = lab.search(
        shared.functions(options),
        options.data,
        epochs=options.epochs,
        seeds=range(options.seed, options.seed + options.seeds),
    )
    shared.hand_over(result, options)


def _diagnose(options: Namespace) -> None:
    from swiftact import lab, nn

    function = shared.function(options.function)
    if options.layers < 1:
        raise ValueError(f"--layers must be at least 1, got {options.layers}")
    data = lab.digits()
    sizes = (data.x_train.shape[1], *[64] * options.layers, 10)
    network = nn.mlp(sizes, function, seed=options.seed)
    optimiser = nn.Adam(options.rate)
    nn.fit(network, data, optimiser=optimiser, epochs=options.epochs, seed=options.seed)
    shared.hand_over(lab.diagnose(network, data), options)
