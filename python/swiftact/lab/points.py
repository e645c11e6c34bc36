# SPDX-License-Identifier: MIT
"""Small two-dimensional data sets with labels 0 and 1."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
Points: TypeAlias = tuple[Array, Array]


def _square(n: int, seed: int, inside: Callable[[float, float], bool]) -> Points:
    """``n`` points uniform in (−2, 2)², x before y, labelled by ``inside``."""
    generator = random.Random(seed)
    points = [(generator.uniform(-2, 2), generator.uniform(-2, 2)) for _ in range(n)]
    return np.array(points), np.array([float(inside(x, y)) for x, y in points])


def circle(n: int = 200, seed: int = 42) -> Points:
    """Label 1 iff x² + y² < 1.5."""
    return _square(n, seed, lambda x, y: x * x + y * y < 1.5)


def xor(n: int = 200, seed: int = 42) -> Points:
    """Label 1 iff x and y have different signs: XOR with four quadrants for its four cases."""
    return _square(n, seed, lambda x, y: (x > 0) != (y > 0))


def spirals(n: int = 200, seed: int = 42) -> Points:
    """Two interleaved spirals of one and a half turns, with a little noise."""
    generator = random.Random(seed)
    points, labels = [], []
    for i in range(n):
        label = i % 2
        along = (i // 2 + 1) / ((n + 1) // 2)
        angle = 3 * math.pi * along + math.pi * label
        radius = 2 * along
        points.append(
            (
                radius * math.cos(angle) + generator.gauss(0, 0.04),
                radius * math.sin(angle) + generator.gauss(0, 0.04),
            )
        )
        labels.append(float(label))
    return np.array(points), np.array(labels)


POINTS: Mapping[str, Callable[[int, int], Points]] = MappingProxyType(
    {"circle": circle, "xor": xor, "spirals": spirals}
)


def load(data: str | Points, n: int = 200, seed: int = 42) -> tuple[str, Array, Array]:
    """The name, points and labels of a named set, or of a pair of arrays after a check."""
    if isinstance(data, str):
        if data not in POINTS:
            raise ValueError(
                f"data must be one of {', '.join(POINTS)} or a pair (points, labels), got {data!r}"
            )
        if n < 2:
            raise ValueError(f"data: n must be at least 2, got {n}")
        return (data, *POINTS[data](n, seed))
    points, labels = (np.asarray(part, dtype=np.float64) for part in data)
    if points.ndim != 2 or labels.shape != (len(points),) or len(points) == 0:
        raise ValueError(
            "data: expected points (n, features) and labels (n,), "
            f"got {points.shape} and {labels.shape}"
        )
    if not np.isin(labels, (0.0, 1.0)).all():
        raise ValueError("data: labels must be 0 or 1")
    return "given points", points, labels
