# SPDX-License-Identifier: MIT
"""Backward through depth: how much of a gradient is left after many layers?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import Function, label, resolve_all
from swiftact.lab.result import Result, frozen
from swiftact.lab.slopes import largest_slope

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, eq=False)
class GradientPath:
    """What is left of a gradient of 1: with random pre-activations, and at the steepest slope."""

    name: str
    mean: np.ndarray[Any, Any]
    best_slope: float
    best: np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False, repr=False)
class GradientDepth(Result):
    """Gradient sizes per layer, counted from the output backwards, for several functions."""

    layers: int
    width: int
    paths: tuple[GradientPath, ...]

    def __getitem__(self, name: str) -> GradientPath:
        return next(path for path in self.paths if path.name == name)

    def __str__(self) -> str:
        marks = sorted(
            {1, *(m for m in (2, 3, 5, 10, 15, 20, 50) if m <= self.layers), self.layers}
        )
        rows = [
            (path.name, *(text.number(float(path.mean[m - 1]), 5) for m in marks))
            for path in self.paths
        ]
        by_hand = [
            (
                path.name,
                text.number(path.best_slope, 4),
                *(text.number(float(v), 4) for v in path.best[:5]),
            )
            for path in self.paths
        ]
        return (
            f"Mean |gradient| after passing back through L layers of width {self.width}\n\n"
            + text.table(("function", *(f"L={m}" for m in marks)), rows)
            + "\n\nBest case by hand: every neuron where its slope is largest, (max |f'|)^L\n\n"
            + text.table(
                ("function", "max |f'|", *(f"L={i + 1}" for i in range(len(by_hand[0]) - 2))),
                by_hand,
            )
        )

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import depth

        depth.gradient(self, axes[0], theme)


def gradient_depth(
    functions: Iterable[Function] | Function | None = None,
    *,
    layers: int = 20,
    width: int = 64,
    seed: int = 42,
) -> GradientDepth:
    """Multiply a gradient of ones by f'(z) at ``layers`` layers of random pre-activations.

    NumPy's legacy generator, seeded for each function; at each layer
    z = randn(width)·√(2/width) and grad ← grad·f'(z), through the fused backward.

    >>> print(gradient_depth("identity")["identity"].mean[-1])
    1.0
    """
    if layers < 1 or width < 1:
        raise ValueError(
            f"gradient_depth: layers and width must be at least 1, got {layers} and {width}"
        )
    paths = []
    for function in resolve_all(functions):
        generator = np.random.RandomState(seed)
        gradient = np.ones(width)
        means = []
        for _ in range(layers):
            z = generator.randn(width) * np.sqrt(2.0 / width)
            gradient = function.backward_input(gradient, z)
            means.append(float(np.abs(gradient).mean()))
        slope = largest_slope(function)
        best = frozen(slope ** np.arange(1, layers + 1, dtype=np.float64))
        paths.append(GradientPath(label(function), frozen(means), slope, best))
    return GradientDepth(layers, width, tuple(paths))
