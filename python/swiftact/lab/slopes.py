# SPDX-License-Identifier: MIT
"""The steepest place of a function."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

REACH = 50.0


def largest_slope(function: Any) -> float:
    """The largest |f'| on [−50, 50], refined around the best grid point; ∞ without a bound."""
    centre, reach, best = 0.0, REACH, 0.0
    with np.errstate(all="ignore"):
        for _ in range(4):
            grid = np.linspace(centre - reach, centre + reach, 20001)
            slopes = np.abs(np.asarray(function.grad(grid)))
            index = int(np.nanargmax(slopes))
            if reach == REACH and index in (0, len(grid) - 1):
                # At the border: bounded only if twice as far out it is no steeper.
                beyond = abs(float(function.grad(np.float64(2 * grid[index]))))
                if beyond > 1.5 * float(slopes[index]):
                    return math.inf
            best, centre, reach = max(best, float(slopes[index])), float(grid[index]), reach / 1000
    return best
