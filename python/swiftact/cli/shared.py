# SPDX-License-Identifier: MIT
"""What the commands share: options, names of functions, and how a result is handed over."""

from __future__ import annotations

import argparse
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import swiftact

if TYPE_CHECKING:
    from swiftact.cli.parser import Parser

PICTURES = (".png", ".svg", ".pdf")
NAMES_HELP = (
    "catalogue names, with parameters as leaky_relu:alpha=0.2, "
    "or functions of your own as file.py:variable (made with swiftact.custom)"
)


class Add(Protocol):
    """Registers a command and returns its parser."""

    def __call__(
        self, name: str, summary: str, examples: Any, run: Callable[..., object]
    ) -> Parser: ...


def function(text: str) -> Any:
    """The activation that ``text`` names: gelu, leaky_relu:alpha=0.2, mine.py:swoosh."""
    name, _, rest = text.partition(":")
    if name.endswith(".py"):
        return _from_file(Path(name), rest)
    if not rest:
        return swiftact.get(name)
    params = {}
    for setting in rest.split(","):
        key, equals, value = setting.partition("=")
        try:
            params[key.strip()] = float(value)
        except ValueError:
            equals = ""
        if not equals:
            raise ValueError(f"expected NAME:parameter=number, got {text!r}")
    return swiftact.get(name).partial(**params)


def _from_file(path: Path, variable: str) -> Any:
    if not variable:
        raise ValueError(f"say which function of {path}: {path}:name")
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}")
    try:
        found = runpy.run_path(str(path)).get(variable)
    except Exception as error:
        raise ValueError(f"{path} does not run: {type(error).__name__}: {error}") from error
    if not (callable(found) and hasattr(found, "backward")):
        raise ValueError(
            f"{path} has no activation called {variable!r}; make one with swiftact.custom"
        )
    return found


def functions(options: argparse.Namespace) -> Any:
    """The functions named on the command line, or None for the command's own choice."""
    return [function(text) for text in options.functions] or None


def add_functions(parser: Parser, default: str = "the classic seven") -> None:
    parser.add_argument(
        "functions", nargs="*", metavar="FUNCTION", help=f"{NAMES_HELP}; default: {default}"
    )


def add_handover(parser: Parser) -> None:
    """--json and --out."""
    parser.add_argument("--json", action="store_true", help="print the data as JSON")
    parser.add_argument(
        "--out",
        metavar="FILE",
        action="append",
        default=[],
        help="also write a picture (.png, .svg, .pdf), the data (.json) or the report (.txt)",
    )


def hand_over(result: Any, options: argparse.Namespace) -> None:
    """Write what --out asks for, then print the report, or the data with --json."""
    for name in options.out:
        _write(result, Path(name))
    print(json.dumps(result.to_dict(), indent=2) if options.json else result)


def _write(result: Any, path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix in PICTURES and hasattr(result, "save"):
        result.save(path)
    elif suffix == ".json":
        path.write_text(json.dumps(result.to_dict(), indent=2) + "\n", encoding="utf-8")
    elif suffix == ".txt":
        path.write_text(f"{result}\n", encoding="utf-8")
    else:
        known = (*(PICTURES if hasattr(result, "save") else ()), ".json", ".txt")
        raise ValueError(f"--out {path}: the name must end in {', '.join(known)}")


def numbers(text: str) -> tuple[float, ...]:
    """Comma-separated numbers."""
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected numbers with commas between, got {text!r}"
        ) from None


def whole_numbers(text: str) -> tuple[int, ...]:
    """Comma-separated whole numbers."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected whole numbers with commas between, got {text!r}"
        ) from None
