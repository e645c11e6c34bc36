# SPDX-License-Identifier: MIT
"""The command line. One module per group of commands; each registers its parsers."""

from swiftact.cli.main import main

__all__ = ["main"]
