# SPDX-License-Identifier: MIT
"""Modules that only the extra `swiftact[lab]` brings."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(ImportError):
    """A module of the extra is not installed."""


def require(module: str, purpose: str) -> Any:
    """Import ``module``, or say what needs it and how to get it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{purpose} needs {module.split('.')[0]}: pip install 'swiftact[lab]'"
        ) from error
