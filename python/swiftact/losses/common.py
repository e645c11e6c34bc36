# SPDX-License-Identifier: MIT
"""What losses share: reductions, and gradients that carry them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

REDUCTIONS = ("mean", "sum", "none")


def check_reduction(function: str, reduction: str, known: tuple[str, ...] = REDUCTIONS) -> None:
    if reduction not in known:
        expected = ", ".join(map(repr, known))
        raise ValueError(f"{function}: reduction must be one of {expected}, not {reduction!r}")


def reduced(loss: Any, weight: Any, divisor: float | None) -> Any:
    """The weighted sum of `loss` over `divisor`, added up in doubles; all of it without one."""
    if divisor is None:
        return loss if weight is None else (loss * weight).astype(loss.dtype)
    kind = loss.dtype.type
    if weight is not None:
        loss = np.multiply(loss, weight, dtype=np.float64)
    with np.errstate(all="ignore"):  # a mean of nothing is NaN
        return kind(loss.sum(dtype=np.float64) / np.float64(divisor))


def with_gradient(
    call: Callable[[Any], tuple[Any, Any]], dtype: np.dtype[Any], scale: Any, over: Any
) -> tuple[Any, Any]:
    """`call(scale)`, which gives a loss and its gradient times the scale.

    A scale such as 1 / 100000 has too few digits in the half precisions, which therefore
    take it in a second step, in a shape that fits the gradient: `over`.
    """
    if dtype.itemsize > 2:
        return call(np.asarray(scale, dtype))
    loss, dx = call(np.asarray(1, dtype))
    np.multiply(dx, np.asarray(over, np.float32), out=dx, casting="unsafe")
    return loss, dx


def warn_if_probabilities(function: str, logits: Any, sums: Any = None) -> None:
    """Softmax or sigmoid applied twice is an error that trains, only badly."""
    if logits.size == 0 or not (logits.min() >= 0 and logits.max() <= 1):
        return
    if sums is None:
        looks = bool(((logits > 0) & (logits < 1)).any())
        done, inside = "sigmoid", "between 0 and 1"
    else:
        tolerance = 1e-3 if logits.dtype.itemsize > 2 else 2e-2
        looks = bool((np.abs(sums.astype(np.float64) - 1) <= tolerance).all())
        done, inside = "softmax", "positive and 1 in total"
    if looks:
        warnings.warn(
            f"{function}: the logits look like probabilities (all {inside}). This function "
            f"applies {done} itself: pass what comes before it",
            UserWarning,
            stacklevel=3,
        )
