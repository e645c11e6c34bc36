# SPDX-License-Identifier: MIT
"""Inputs: bit patterns rather than ranges, so that every exponent gets its share."""

from __future__ import annotations

from typing import Any

import numpy as np

# Where exp and erfc overflow, underflow or become subnormal, in float32 and float64.
THRESHOLDS = (5.54, 9.01, 13.1, 17.33, 36.05, 38.5, 87.33, 88.72, 103.97, 708.39, 709.78, 745.13)


def from_bits(patterns: Any, dtype: Any) -> Any:
    return np.asarray(patterns).astype(f"u{np.dtype(dtype).itemsize}").view(dtype)


def to_bits(value: float, dtype: Any) -> int:
    return int(np.asarray(value, dtype).view(f"u{np.dtype(dtype).itemsize}"))


def between(low: float, high: float, count: int, dtype: Any, seed: int = 1) -> Any:
    """Both signs, `count` in all: one random bit pattern in each of equal strata of [low, high]."""
    first, last = to_bits(low, dtype), to_bits(high, dtype)
    half = count // 2
    edges = first + np.arange(half) * ((last - first) / half)
    jitter = np.random.default_rng(seed).random(half) * ((last - first) / half)
    patterns = np.minimum((edges + jitter).astype(np.uint64), np.uint64(last))
    positive = from_bits(patterns, dtype)
    return np.concatenate([positive, -positive])


def neighbours(points: Any, dtype: Any, steps: tuple[int, ...] = (-2, -1, 0, 1, 2)) -> Any:
    """Floats around each point, with the sign changed as well; none beyond the finite ones."""
    largest = to_bits(np.finfo(dtype).max, dtype)
    patterns = [
        min(max(to_bits(abs(p), dtype) + step, 0), largest) for p in points for step in steps
    ]
    positive = from_bits(np.unique(np.array(patterns, np.uint64)), dtype)
    return np.concatenate([positive, -positive])


def landmarks(dtype: Any, extra: tuple[float, ...] = ()) -> Any:
    info = np.finfo(dtype)
    points = [0.0, info.tiny, info.max, info.eps, 0.25, 0.5, 1.0, 2.0, 3.0, 6.0, *extra]
    points += [t for t in THRESHOLDS if t < float(info.max)]
    return neighbours(points, dtype)


def stratified(dtype: Any, count: int, extra: tuple[float, ...] = ()) -> Any:
    """All finite floats, more of those where functions bend, and the landmarks."""
    info = np.finfo(dtype)
    smallest = float(info.smallest_subnormal)
    return np.concatenate(
        [
            between(smallest, float(info.max), count // 3, dtype, seed=1),
            between(1e-3, 1100.0, count // 3, dtype, seed=2),
            between(0.25, 12.0, count // 3, dtype, seed=3),
            landmarks(dtype, extra),
        ]
    )


def upstream(count: int, dtype: Any) -> Any:
    """Gradients to multiply with: modest numbers of both signs, 0 and 1 among them."""
    dy = np.random.default_rng(4).standard_normal(count).astype(dtype)
    dy[::7] = 1
    dy[3::11] = 0
    return dy


def everywhere(dtype: Any, count: int) -> Any:
    """`count` bit patterns over the whole dtype, infinities and NaNs among them."""
    itemsize = np.dtype(dtype).itemsize
    step = max(1, (1 << 8 * itemsize) // count)
    return from_bits(
        np.arange(min(count, 1 << 8 * itemsize), dtype=np.uint64) * np.uint64(step), dtype
    )
