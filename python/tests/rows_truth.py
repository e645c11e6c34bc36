# SPDX-License-Identifier: MIT
"""The truth about rows: softmax and its family, evaluated by mpmath with 60 digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
import numpy as np

context = mpmath.MPContext()
context.dps = 60
mpf = context.mpf


def numbers(row: Any) -> list[Any]:
    return [mpf(float(value)) for value in row]


def shares(row: Any, temperature: float = 1.0) -> list[Any]:
    scaled = [value / mpf(temperature) for value in numbers(row)]
    top = max(scaled)
    powers = [context.exp(value - top) for value in scaled]
    total = sum(powers)
    return [power / total for power in powers]


def log_shares(row: Any, temperature: float = 1.0) -> list[Any]:
    scaled = [value / mpf(temperature) for value in numbers(row)]
    total = log_total(row, temperature)
    return [value - total for value in scaled]


def log_total(row: Any, temperature: float = 1.0) -> Any:
    scaled = [value / mpf(temperature) for value in numbers(row)]
    top = max(scaled)
    # log1p, for 60 digits are few beside e^-1000.
    others = [context.exp(value - top) for value in scaled]
    others.remove(mpf(1))
    return top + context.log1p(sum(others))


def softmax_backward(dy: Any, p: Sequence[Any], temperature: float = 1.0) -> list[Any]:
    g = numbers(dy)
    # Each difference on its own: a p of nearly 1 leaves its digits.
    return [
        pi * sum(pj * (gi - gj) for pj, gj in zip(p, g, strict=True)) / mpf(temperature)
        for pi, gi in zip(p, g, strict=True)
    ]


def log_softmax_backward(dy: Any, p: Sequence[Any], temperature: float = 1.0) -> list[Any]:
    g = numbers(dy)
    result = []
    for i, (pi, gi) in enumerate(zip(p, g, strict=True)):
        rest = sum(pj for j, pj in enumerate(p) if j != i)
        others = sum(gj for j, gj in enumerate(g) if j != i)
        result.append((gi * rest - pi * others) / mpf(temperature))
    return result


def ulps(observed: Any, truth: Sequence[Any], least: float = 0.0) -> float:
    """The largest error in ulps of the truth, or of `least` where that is larger."""
    observed = np.asarray(observed)
    worst = 0.0
    for value, true in zip(observed, truth, strict=True):
        size = max(abs(float(true)), least)
        with np.errstate(under="ignore"):
            ulp = float(np.spacing(observed.dtype.type(size)))
        worst = max(worst, float(abs(mpf(float(value)) - true) / mpf(ulp)))
    return worst
