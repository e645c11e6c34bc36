# SPDX-License-Identifier: MIT
"""The gradient of the loss for a parameter of an activation: PReLU's alpha, swish's beta."""

from __future__ import annotations

from typing import Any

import numpy as np

from swiftact import _core
from swiftact.nn.parameter import Array


def check(function: Any, names: tuple[str, ...]) -> None:
    """Refuse parameters that ``function`` does not have or has no gradient for."""
    for name in names:
        if name not in function.params:
            raise ValueError(f"{function.name} has no parameter {name!r} to learn")
        if _slope(function, name) is None:
            raise ValueError(
                f"{function.name} has no gradient for {name!r}, so it cannot be learned"
            )


def gradient(function: Any, name: str, dy: Array, x: Array, value: Array) -> Array:
    """Σ dy·∂f/∂parameter, over the axes along which the parameter is the same."""
    slope = _slope(function, name)
    product = np.asarray(dy * slope(x, value))
    shape = np.shape(value)
    leading = tuple(range(product.ndim - len(shape)))
    repeated = tuple(len(leading) + i for i, length in enumerate(shape) if length == 1)
    return np.asarray(product.sum(axis=leading + repeated).reshape(shape))


def _slope(function: Any, name: str) -> Any:
    return getattr(_core, f"{function.name}_grad_{name}", None)
