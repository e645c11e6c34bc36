# SPDX-License-Identifier: MIT
"""Inputs for data types that have too many for all: bit patterns, more of them where it matters."""

from __future__ import annotations

from typing import Any

import numpy as np

# Where exponentials and error functions overflow, underflow or become subnormal.
THRESHOLDS = (5.54, 9.01, 13.1, 17.33, 26.6, 36.05, 38.5, 88.72, 103.97, 708.39, 709.78, 745.13)
LANDMARKS = (0.25, 0.5, 1.0, 2.0, 3.0, 6.0, *THRESHOLDS)


def stratified(dtype: Any, count: int, points: tuple[float, ...] = ()) -> Any:
    """About `count` numbers of both signs: a third of them from all bit patterns, a third from
    [1e-3, 1100], a third from [1/4, 12]; with the neighbours of landmarks and `points`, ±0, ±inf
    and NaN.
    """
    info = np.finfo(dtype)
    third = count // 3
    largest = float(info.max)
    finite = [
        between(float(info.smallest_subnormal), largest, third, dtype, seed=1),
        between(1e-3, min(1100.0, largest), third, dtype, seed=2),
        between(0.25, 12.0, third, dtype, seed=3),
        neighbours([0.0, float(info.tiny), largest, *LANDMARKS, *points], dtype),
    ]
    return np.concatenate([*finite, np.array([np.inf, -np.inf, np.nan], dtype)])


def between(low: float, high: float, count: int, dtype: Any, seed: int) -> Any:
    """A random bit pattern from each of equal strata of [low, high], the sign changing."""
    first, last = _bits(low, dtype), _bits(high, dtype)
    random = np.random.default_rng(seed).random(count)
    offsets = (np.arange(count) + random) * ((last - first) / count)
    patterns = np.minimum(np.uint64(first) + offsets.astype(np.uint64), np.uint64(last))
    numbers = _from_bits(patterns, dtype)
    return np.where(np.arange(count) % 2 == 0, numbers, -numbers)


def neighbours(points: list[float], dtype: Any, reach: int = 3) -> Any:
    """The floats up to `reach` steps from each point and from its negative."""
    largest = _bits(float(np.finfo(dtype).max), dtype)
    steps = range(-reach, reach + 1)
    patterns = [min(max(_bits(abs(p), dtype) + step, 0), largest) for p in points for step in steps]
    numbers = _from_bits(np.unique(np.array(patterns, np.uint64)), dtype)
    return np.concatenate([numbers, -numbers])


def _bits(value: float, dtype: Any) -> int:
    return int(np.asarray(value, dtype).view(f"u{np.dtype(dtype).itemsize}"))


def _from_bits(patterns: Any, dtype: Any) -> Any:
    return patterns.astype(f"u{np.dtype(dtype).itemsize}").view(dtype)
