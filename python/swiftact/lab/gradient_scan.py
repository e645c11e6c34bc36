# SPDX-License-Identifier: MIT
"""Where is the derivative alive? Evaluate f' on a grid and count what is nearly zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import CLASSIC, Function, label, resolve_all
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, eq=False)
class Scan:
    """One function's derivative on the grid."""

    name: str
    slopes: np.ndarray[Any, Any]
    healthy: int
    near_zero: int
    zero: int

    @property
    def dead_zone(self) -> float:
        """Share of the grid where the derivative is nearly zero."""
        return self.near_zero / len(self.slopes)


@dataclass(frozen=True, eq=False, repr=False)
class GradientScan(Result):
    """Derivatives of several functions on one grid."""

    points: np.ndarray[Any, Any]
    threshold: float
    scans: tuple[Scan, ...]

    def __getitem__(self, name: str) -> Scan:
        return next(scan for scan in self.scans if scan.name == name)

    def __str__(self) -> str:
        step = max(1, len(self.points) // 50)
        rows = [
            (
                scan.name, scan.healthy, scan.near_zero, scan.zero, f"{100 * scan.dead_zone:.0f}%",
                text.sparkline(scan.slopes[::step], full=1.0),
            )
            for scan in self.scans
        ]  # fmt: skip
        start, stop = self.points[0], self.points[-1]
        return (
            f"Derivatives at {len(self.points)} points from {start:g} to {stop:g}; "
            f"near zero means |f'| < {self.threshold:g}\n\n"
            + text.table(
                (
                    "function",
                    "healthy",
                    "near zero",
                    "exactly 0",
                    "dead zone",
                    "|f'| over the range",
                ),
                rows,
            )
        )

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import curves

        curves.gradient_scan(self, axes[0], theme)


def gradient_scan(
    functions: Iterable[Function] | Function | None = None,
    *,
    start: float = -5.0,
    stop: float = 5.0,
    n: int = 100,
    threshold: float = 0.01,
) -> GradientScan:
    """Evaluate f' at ``start + i·(stop − start)/n`` for i = 0 … n−1 and count the dead zone.

    >>> print(gradient_scan(["sigmoid", "relu"])["relu"].near_zero)
    51
    """
    if n < 1:
        raise ValueError(f"gradient_scan: n must be at least 1, got {n}")
    if not stop > start:
        raise ValueError(f"gradient_scan: stop must exceed start, got {start:g} and {stop:g}")
    points = np.array([start + i * ((stop - start) / n) for i in range(n)])
    scans = []
    for function in resolve_all(CLASSIC if functions is None else functions):
        slopes = frozen(function.grad(points))
        near_zero = int(np.count_nonzero(np.abs(slopes) < threshold))
        zero = int(np.count_nonzero(slopes == 0))
        scans.append(Scan(label(function), slopes, n - near_zero, near_zero, zero))
    return GradientScan(frozen(points), threshold, tuple(scans))
