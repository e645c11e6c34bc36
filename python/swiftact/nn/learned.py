# SPDX-License-Identifier: MIT
"""Parameters of activations that are learned with the weights: PReLU's alpha, swish's beta."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from swiftact.nn.parameter import Array


def check(function: Any, names: tuple[str, ...]) -> None:
    """Refuse parameters that ``function`` does not have or has no gradient for."""
    for name in names:
        if name not in function.params:
            raise ValueError(f"{function.name} has no parameter {name!r} to learn")
        if name not in function.learnable:
            raise ValueError(f"{function.name} has no gradient for {name!r}: it cannot be learned")


def backward(
    function: Any, dy: Array, x: Array, values: Mapping[str, Any]
) -> tuple[Array, dict[str, Any]]:
    """The gradient for x, and by name those for the learned parameters, which are at ``values``."""
    if not values:
        return function.backward(dy, x), {}
    dx, *gradients = function.vjp(dy, x, **values)
    named = dict(zip(function.learnable, gradients, strict=True))
    return dx, {name: named[name] for name in values}
