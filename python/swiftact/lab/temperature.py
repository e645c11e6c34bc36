# SPDX-License-Identifier: MIT
"""Softmax at several temperatures: from winner-takes-all to indifference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import swiftact
from swiftact.lab import text
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, eq=False, repr=False)
class Temperature(Result):
    """One row of probabilities per temperature."""

    logits: np.ndarray[Any, Any]
    temperatures: np.ndarray[Any, Any]
    probabilities: np.ndarray[Any, Any]

    @property
    def entropies(self) -> np.ndarray[Any, Any]:
        """Entropy of each row in nats: 0 when certain, log of the length when uniform."""
        p = self.probabilities
        return np.asarray(-(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=-1))

    def __str__(self) -> str:
        blocks = [f"softmax([{', '.join(f'{z:g}' for z in self.logits)}] / T)"]
        for value, row, entropy in zip(
            self.temperatures, self.probabilities, self.entropies, strict=True
        ):
            lines = [f"T = {value:g}   (entropy {entropy:.3f})"]
            lines += [
                f"  {z:>8g}  {p:.4f}  {text.bar(float(p), 1.0, 40)}".rstrip()
                for z, p in zip(self.logits, row, strict=True)
            ]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        columns = len(self.temperatures)
        return (1, columns), (max(4.0, 2.2 * columns), 3.2)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import curves

        curves.temperature(self, axes, theme)


def temperature(
    logits: Sequence[float] = (2.0, 1.0, 0.5),
    temperatures: Sequence[float] = (0.1, 0.5, 1.0, 2.0, 10.0),
) -> Temperature:
    """Softmax of ``logits`` at each of ``temperatures``.

    >>> temperature().probabilities.shape
    (5, 3)
    """
    z = np.asarray(logits, dtype=np.float64)
    if z.ndim != 1 or z.size == 0:
        raise ValueError(
            f"temperature: logits must be a non-empty list of numbers, got shape {z.shape}"
        )
    if len(temperatures) == 0:
        raise ValueError("temperature: name at least one temperature")
    for value in temperatures:
        if not (value > 0 and np.isfinite(value)):
            raise ValueError(
                f"temperature: every temperature must be positive and finite, got {value}"
            )
    rows = [swiftact.softmax(z, temperature=float(value)) for value in temperatures]
    return Temperature(frozen(z), frozen(temperatures), frozen(rows))
