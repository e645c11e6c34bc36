# SPDX-License-Identifier: MIT
"""Parse, run, report: wrong input is one line on standard error and exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from swiftact.cli.parser import build
from swiftact.lab.extras import MissingExtra

FORESEEN = (ValueError, TypeError, MissingExtra, OSError)
"""What wrong input, a missing extra, a missing file or no network raise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``swiftact`` with ``arguments``, or those of the process; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    try:
        options = build().parse_args(arguments)
        code = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has left; nothing is wrong and nobody is listening.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("swiftact: interrupted", file=sys.stderr)
        return 130
    except FORESEEN as error:
        message = " ".join(str(error).split()) or type(error).__name__
        print(f"swiftact: error: {message}", file=sys.stderr)
        return 2
    return int(code or 0)


def _never_fail_on_characters(stream: TextIO) -> None:
    """On a terminal that cannot show a bar, print a question mark instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
