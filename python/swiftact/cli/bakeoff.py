# SPDX-License-Identifier: MIT
"""The bake-off command."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from swiftact.cli import shared
from swiftact.cli.shared import Add


def register(add: Add) -> None:
    """bakeoff."""
    parser = add(
        "bakeoff", "train the same network with each function and report",
        (
            "--out results/",
            "relu gelu mish mine.py:swoosh --seeds 5",
            "--data fashion --folder ~/data/fashion-mnist --epochs 10",
        ),
        _bakeoff,
    )  # fmt: skip
    shared.add_functions(parser)
    parser.add_argument("--data", choices=("digits", "fashion"), default="digits")
    parser.add_argument("--folder", help="holds Fashion-MNIST's four IDX files; else downloaded")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--hidden", type=shared.whole_numbers, metavar="N,…", help="hidden layers")
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate of Adam")
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument(
        "--initialisation", default="suggested", help="suggested, he, xavier or lecun"
    )
    parser.add_argument("--json", action="store_true", help="print the data as JSON")
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        help="keep results there: resume what is done; write report.html and results.json",
    )


def _bakeoff(options: Namespace) -> None:
    from swiftact import lab
    from swiftact.lab.bakeoff import HIDDEN

    if options.seeds < 1:
        raise ValueError(f"--seeds must be at least 1, got {options.seeds}")
    folder = None if options.folder is None else Path(options.folder).expanduser()
    result = lab.bakeoff(
        shared.functions(options),
        options.data,
        folder=folder,
        hidden=options.hidden or HIDDEN,
        epochs=options.epochs,
        batch_size=options.batch_size,
        rate=options.rate,
        seeds=range(options.seed, options.seed + options.seeds),
        initialisation=options.initialisation,
        out=options.out,
    )
    print(json.dumps(result.to_dict(), indent=2) if options.json else result)
    if options.out is not None and not options.json:
        print(f"\nreport: {Path(options.out) / 'report.html'}")
