# SPDX-License-Identifier: MIT
"""The parser: groups of commands, options that several share, errors in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from swiftact.version import __version__

DESCRIPTION = "Activation functions: see them, measure them, and what they do to a network."
EXAMPLES = """\
examples:
  swiftact show gelu
  swiftact gradient --layers 50 --out gradient.png
  swiftact bakeoff --out results/
  swiftact recommend --architecture cnn --symptom dying-relu
"""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: error: {' '.join(message.split())}", file=sys.stderr)
        sys.exit(2)


Commands = "argparse._SubParsersAction[Parser]"


def build() -> Parser:
    """The whole command line."""
    from swiftact.cli import bakeoff, basics, experiments, guide, training

    parser = Parser(
        prog="swiftact",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"swiftact {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, summary: str, examples: Sequence[str], run: Callable[..., object]) -> Parser:
        made: Parser = commands.add_parser(
            name,
            help=summary,
            description=summary,
            epilog="examples:\n"
            + "\n".join(f"  swiftact {name} {each}".rstrip() for each in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    for group in (basics, guide, experiments, training, bakeoff):
        group.register(add)
    return parser
