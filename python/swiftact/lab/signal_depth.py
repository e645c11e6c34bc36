# SPDX-License-Identifier: MIT
"""Forward through depth: how large is a signal after many random layers?"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import Function, label, resolve_all
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, eq=False)
class SignalPath:
    """|v| after each layer, and the layer (from 1) from which on it is effectively zero."""

    name: str
    magnitudes: np.ndarray[Any, Any]
    vanishes_at: int | None


@dataclass(frozen=True, eq=False, repr=False)
class SignalDepth(Result):
    """The signal's size per layer for several functions."""

    layers: int
    threshold: float
    paths: tuple[SignalPath, ...]

    def __getitem__(self, name: str) -> SignalPath:
        return next(path for path in self.paths if path.name == name)

    def __str__(self) -> str:
        blocks = [f"Signal through {self.layers} random layers (|v| after each)"]
        for path in self.paths:
            end = (
                f"effectively 0 (below {self.threshold:g}) from layer {path.vanishes_at}"
                if path.vanishes_at
                else f"{text.number(float(path.magnitudes[-1]), 6)} at the end"
            )
            lines = [f"{path.name}: {end}"]
            shown = self._shown()
            top = max(1.0, float(path.magnitudes[shown].max()))
            for i in shown:
                size = float(path.magnitudes[i])
                lines.append(
                    f"  {i + 1:4d}  {text.number(size, 6):>12}  {text.bar(size, top)}".rstrip()
                )
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)

    def _shown(self) -> list[int]:
        """All layers when they fit a screen, otherwise about twelve."""
        if self.layers <= 20:
            return list(range(self.layers))
        return sorted({round(i) for i in np.linspace(0, self.layers - 1, 12)})

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import depth

        depth.signal(self, axes[0], theme)


def signal_depth(
    functions: Iterable[Function] | Function | None = None,
    *,
    layers: int = 10,
    width: int = 5,
    seed: int = 42,
    threshold: float = 1e-6,
) -> SignalDepth:
    """Send one signal through ``layers`` random layers.

    Python's generator, seeded for each function: ``width`` values from gauss(0, 1); at each
    layer ``width`` new weights from gauss(0, 1), z = w·v, and f(z) copied to all of v.

    >>> print(signal_depth("relu").layers)
    10
    """
    if layers < 1 or width < 1:
        raise ValueError(
            f"signal_depth: layers and width must be at least 1, got {layers} and {width}"
        )
    paths = []
    for function in resolve_all(functions):
        generator = random.Random(seed)
        values = np.array([generator.gauss(0, 1) for _ in range(width)])
        magnitudes = []
        for _ in range(layers):
            weights = np.array([generator.gauss(0, 1) for _ in range(width)])
            activated = float(function(np.float64(weights @ values)))
            magnitudes.append(abs(activated))
            values = np.full(width, activated)
        alive = [i + 1 for i, size in enumerate(magnitudes) if not size < threshold]
        last = alive[-1] if alive else 0
        gone = last + 1 if last < layers else None
        paths.append(SignalPath(label(function), frozen(magnitudes), gone))
    return SignalDepth(layers, threshold, tuple(paths))
