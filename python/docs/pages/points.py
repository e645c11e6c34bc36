# SPDX-License-Identifier: MIT
"""Values at the points that need a rule: zeros, infinities, NaN, kinks."""

from __future__ import annotations

import numpy as np

from swiftact import Activation

from .layout import number

SPECIAL = (-np.inf, -0.0, 0.0, np.inf, np.nan)


def values(function: Activation) -> list[str]:
    return [number(float(y)) for y in function(np.array(SPECIAL))]


def slopes(function: Activation) -> list[str]:
    """Zeros without their sign, which is not promised."""
    return [number(float(y) + 0.0) for y in function.grad(np.array(SPECIAL))]


def kinks(function: Activation) -> list[list[str]]:
    """For each kink: where, and f' on its left, in it and on its right."""
    rows = []
    for at in function.kinks or {}:
        step = 1e-12 * max(1.0, abs(at))
        beside = function.grad(np.array([at - step, at, at + step]))
        rows.append([number(at), *(number(float(slope) + 0.0) for slope in beside)])
    return rows
