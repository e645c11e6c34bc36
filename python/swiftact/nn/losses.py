# SPDX-License-Identifier: MIT
"""Losses of the package under one signature: (logits, targets) -> loss, gradient.

Each takes logits: the output activation is part of the loss, so it is never applied twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

import swiftact
from swiftact.nn.parameter import Array

Loss: TypeAlias = Callable[[Array, Array], tuple[float, Array]]


def cross_entropy(logits: Array, labels: Array) -> tuple[float, Array]:
    """Softmax and categorical cross-entropy: K classes, integer labels."""
    loss, gradient = swiftact.cross_entropy(logits, labels, grad=True)
    return float(loss), gradient


def binary_cross_entropy(logits: Array, labels: Array) -> tuple[float, Array]:
    """Sigmoid and binary cross-entropy: one logit per example, labels 0 and 1."""
    targets = labels.reshape(logits.shape).astype(logits.dtype, copy=False)
    loss, gradient = swiftact.bce_with_logits(logits, targets, grad=True)
    return float(loss), gradient


def mean_squared_error(outputs: Array, targets: Array) -> tuple[float, Array]:
    """Identity output and mean squared error: regression."""
    wanted = targets.reshape(outputs.shape).astype(outputs.dtype, copy=False)
    loss, gradient = swiftact.mse_loss(outputs, wanted, grad=True)
    return float(loss), gradient


LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        "cross_entropy": cross_entropy,
        "binary_cross_entropy": binary_cross_entropy,
        "mean_squared_error": mean_squared_error,
    }
)


def correct(loss: str, outputs: Array, targets: Array) -> int | None:
    """How many predictions are right; None for regression."""
    if loss == "cross_entropy":
        return int(np.count_nonzero(outputs.argmax(axis=-1) == targets))
    if loss == "binary_cross_entropy":
        return int(np.count_nonzero((outputs > 0) == (targets.reshape(outputs.shape) > 0.5)))
    return None
