# SPDX-License-Identifier: MIT
"""Parameters that mean the same in every function of a library that has them."""

from __future__ import annotations

from typing import Any

import numpy as np

NAMES = ("inplace", "dtype", "dim", "weight")


def apply(function: str, x: Any, arguments: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """x and the further keywords of the call, as the arguments that are taken out say."""
    options = {}
    if (dtype := arguments.pop("dtype", None)) is not None:
        x = np.asarray(x, dtype)
    if arguments.pop("inplace", False):
        if not isinstance(x, np.ndarray):
            raise TypeError(f"{function}: inplace=True needs an array, got {type(x).__name__}")
        options["out"] = x
    if "dim" in arguments and arguments["dim"] is None:
        arguments["dim"] = implicit_dim(np.ndim(x))
    if "weight" in arguments:
        arguments["weight"] = by_channel(arguments["weight"], np.ndim(x))
    return x, options


def drop(arguments: dict[str, Any]) -> None:
    """Take out what concerns a call only."""
    arguments.pop("dtype", None)
    arguments.pop("inplace", None)


def implicit_dim(dimensions: int) -> int:
    """The axis that torch takes, with a warning, where none is named."""
    return 0 if dimensions in (0, 1, 3) else 1


def by_channel(weight: Any, dimensions: int) -> Any:
    """torch's prelu has one weight for all, or one for each index of axis 1."""
    weight = np.asarray(weight)
    if weight.size == 1 or dimensions < 2:
        return weight.reshape(()) if weight.size == 1 else weight
    return weight.reshape(-1, *[1] * (dimensions - 2))
