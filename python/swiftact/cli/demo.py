# SPDX-License-Identifier: MIT
"""The demonstration: every function, its errors and the textbook's, and how much faster it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

import swiftact
from swiftact import formulas
from swiftact.lab import text
from swiftact.lab.accuracy import LOST, near, spread, unit
from swiftact.lab.speed import best
from swiftact.version import __version__

POINTS = 20_000
SIZE = 20_000
SECONDS = 0.01


@dataclass(frozen=True)
class Line:
    """One function: f(½), f'(½), the largest errors in ulp, and the ratio of the times."""

    name: str
    value: float
    slope: float
    ulp: float
    ulp_slope: float
    textbook_ulp: float
    textbook_ulp_slope: float
    speedup: float


@dataclass(frozen=True)
class Demo:
    """A line per function of the catalogue."""

    isa: str
    lines: tuple[Line, ...]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        rows = [
            (
                line.name, f"{line.value:.6g}", f"{line.slope:.6g}", _ulp(line.ulp),
                _ulp(line.textbook_ulp), _ulp(line.ulp_slope), _ulp(line.textbook_ulp_slope),
                f"{line.speedup:.1f}×",
            )
            for line in self.lines
        ]  # fmt: skip
        header = (
            "function", "f(½)", "f'(½)", "ulp of f", "textbook", "ulp of f'", "textbook", "faster",
        )  # fmt: skip
        lines = [
            f"swiftact {__version__} on {self.isa}: {len(self.lines)} functions",
            "",
            text.table(header, rows),
            "",
            f"Largest float32 errors at {POINTS} inputs of all sizes, against float64 kernels;",
            "textbook is the plain NumPy formula, and what f is faster than, in cache, one thread.",
            "swiftact accuracy NAME measures against the truth; swiftact show NAME draws a card.",
        ]
        return "\n".join(lines)


def _ulp(error: float) -> str:
    if error >= LOST:
        return "no digit"
    return f"{error:.2f}" if error < 1000 else f"{error:.0e}"


def demo() -> Demo:
    """Measure every function of the catalogue."""
    lines = tuple(_line(function) for function in swiftact.ACTIVATIONS.values())
    return Demo(str(swiftact.show_config()["instruction set"]), lines)


def _line(function: Any) -> Line:
    textbook = formulas.textbook(function.entry)
    slope = formulas.textbook_slope(function.entry)
    x = spread(POINTS, 0)
    low, high = function.domain or (-np.inf, np.inf)
    x = x[(x > low) & (x < high)]
    params = {name: float(np.float32(value)) for name, value in function.params.items()}
    with np.errstate(all="ignore"):
        errors = [
            _largest(
                mine(x, **params), mine(x.astype(np.float64), **params), theirs(x, **params), close
            )
            for mine, theirs, close in (
                (function, textbook, near(x, ())),
                (function.grad, slope, near(x, function.stationary or ())),
            )
        ]
    sample = np.random.default_rng(0).normal(0, 2, SIZE).astype(np.float32)
    out = np.empty_like(sample)
    ours = best(lambda: function(sample, out=out), SECONDS)
    return Line(
        function.name,
        float(function(0.5)),
        float(function.grad(0.5)),
        errors[0][0],
        errors[1][0],
        errors[0][1],
        errors[1][1],
        best(lambda: textbook(sample), SECONDS) / ours,
    )


def _largest(ours: Any, truth: Any, theirs: Any, near_root: Any) -> tuple[float, float]:
    """The largest distance of each from ``truth``, in units of the last place of a float32."""
    finite = np.abs(truth) <= np.finfo(np.float32).max
    last_place = unit(truth, near_root)
    distances = (
        np.abs(values.astype(np.float64) - truth) / last_place for values in (ours, theirs)
    )
    first, second = (np.nan_to_num(d[finite], nan=2.0**24, posinf=2.0**24) for d in distances)
    return float(first.max()), float(second.max())
