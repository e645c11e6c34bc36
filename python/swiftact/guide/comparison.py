# SPDX-License-Identifier: MIT
"""The master table: facts computed from the functions themselves, costs measured here and now."""

from __future__ import annotations

import html
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import Function, label, resolve_all
from swiftact.lab.slopes import largest_slope

FLAT = 0.01
"""A slope below this is nearly zero."""


@dataclass(frozen=True)
class Facts:
    """What one function is like."""

    name: str
    low: float
    high: float
    max_slope: float
    saturates: str
    mean_output: float
    dead_zone: float
    zero_zone: float
    cost_ns: float | None

    @property
    def range(self) -> str:
        return f"{text.end(self.low)} … {text.end(self.high)}"

    @property
    def zero_centred(self) -> str:
        """yes: standard normal inputs give outputs of mean 0; roughly: of both signs; else no."""
        if math.isnan(self.mean_output):
            return "–"
        if self.mean_output == 0:
            return "yes"
        return "roughly" if self.low < 0 < self.high else "no"


@dataclass(frozen=True, repr=False)
class Comparison:
    """A row of facts per function. Prints as a table, in a terminal and in Jupyter."""

    rows: tuple[Facts, ...]

    def __getitem__(self, name: str) -> Facts:
        return next(row for row in self.rows if row.name == name)

    def __iter__(self) -> Iterator[Facts]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Plain data; infinite ends of ranges are strings."""
        from swiftact.lab.result import plain

        return {"functions": [plain(asdict(row)) for row in self.rows]}

    def cells(self) -> tuple[list[str], list[list[str]]]:
        """Header and rows as text."""
        header = [
            "function", "range", "max |f'|", "saturates", "zero-centred", "mean", "|f'|<0.01",
            "f'=0",
        ]  # fmt: skip
        timed = all(row.cost_ns is not None for row in self.rows)
        rows = []
        for row in self.rows:
            cells = [
                row.name,
                row.range,
                f"{row.max_slope:.4g}" if math.isfinite(row.max_slope) else "∞",
                row.saturates,
                row.zero_centred,
                "–" if math.isnan(row.mean_output) else f"{row.mean_output:+.3f}",
                f"{100 * row.dead_zone:.0f}%",
                f"{100 * row.zero_zone:.0f}%",
            ]
            rows.append([*cells, f"{row.cost_ns:.2f}"] if timed else cells)
        return ([*header, "ns/element"] if timed else header), rows

    def __str__(self) -> str:
        header, rows = self.cells()
        notes = [
            "mean: of f(z) for standard normal z.  |f'|<0.01, f'=0: share of [−5, 5].",
            "ns/element: float32, 8192 elements in cache, one thread, measured just now.",
        ]
        return text.table(header, rows, left=4) + "\n\n" + "\n".join(notes[: len(header) - 7])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        header, rows = self.cells()
        titles = "".join(f"<th>{html.escape(title)}</th>" for title in header)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in rows
        )
        return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def table(
    functions: Iterable[Function] | Function | None = None, *, cost: bool = True
) -> Comparison:
    """The facts of ``functions``, the whole catalogue unless some are named.

    >>> table("relu", cost=False)["relu"].range
    '0 … ∞'
    """
    import swiftact

    chosen = resolve_all(tuple(swiftact.ACTIVATIONS) if functions is None else functions)
    return Comparison(tuple(measure(function, cost=cost) for function in chosen))


def measure(function: Any, *, cost: bool = True) -> Facts:
    """Compute the facts of one function."""
    inside = np.arange(-5.0, 5.0, 0.001) + 0.0005
    with np.errstate(all="ignore"):
        slopes = np.abs(function.grad(inside))
        low, high = _extremes(function)
        steepest = largest_slope(function)
        mean = _mean_output(function)
        ends = [abs(float(function.grad(np.float64(x)))) for x in (-50.0, 50.0)]
    flat = tuple(slope < 1e-3 for slope in ends)
    saturates = {(True, True): "both ends", (True, False): "left", (False, True): "right"}
    return Facts(
        label(function),
        low,
        high,
        steepest,
        saturates.get((flat[0], flat[1]), "no"),
        mean,
        float(np.nanmean(np.where(np.isnan(slopes), np.nan, slopes < FLAT))),
        float(np.nanmean(np.where(np.isnan(slopes), np.nan, slopes == 0))),
        _cost(function) if cost else None,
    )


def _extremes(function: Any) -> tuple[float, float]:
    """Infimum and supremum: of a wide grid, refined where needed, and the ends of the domain."""
    ends = np.array(function.domain or (-np.inf, np.inf))
    wide = np.concatenate([-np.logspace(8, -8, 4000), np.zeros(1), np.logspace(-8, 8, 4000)])
    wide = wide[(wide > ends[0]) & (wide < ends[1])]
    values, limits = np.asarray(function(wide)), np.asarray(function(ends))
    found = limits[~np.isnan(limits)].tolist()
    for pick in (np.nanargmin, np.nanargmax):
        index = int(pick(values))
        near = np.linspace(wide[max(index - 1, 0)], wide[min(index + 1, len(wide) - 1)], 2001)
        refined = np.asarray(function(near))
        found.append(float(refined[pick(refined)]))
    low, high = min(found), max(found)
    # A function still growing at 10⁸ has no bound, whatever its value there.
    return (-math.inf if low < -1e6 else low), (math.inf if high > 1e6 else high)


def _mean_output(function: Any) -> float:
    """E f(z) for z ~ N(0, 1) by the trapezoidal rule, symmetric so that odd functions give 0.

    Not a number where the function is not defined for all z.
    """
    z = np.linspace(0.0, 12.0, 24001)
    weight = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi) * (z[1] - z[0])
    weight[0] /= 2
    both = np.asarray(function(z)) + np.asarray(function(-z))
    mean = float(np.sum(weight * both))
    return 0.0 if abs(mean) < 1e-12 else mean


def _cost(function: Any, elements: int = 8192) -> float:
    """Nanoseconds per float32 element: the best of many short runs."""
    x = np.random.default_rng(0).normal(0, 2, elements).astype(np.float32)
    out = np.empty_like(x)
    best = math.inf
    for _ in range(15):
        started = time.perf_counter_ns()
        for _ in range(5):
            function(x, out=out)
        best = min(best, (time.perf_counter_ns() - started) / (5 * elements))
    return best
