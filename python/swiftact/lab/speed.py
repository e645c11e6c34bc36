# SPDX-License-Identifier: MIT
"""A quick measurement: nanoseconds per element of the kernels and of the textbook formulas."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact import formulas
from swiftact.lab import text
from swiftact.lab.functions import Function, label, resolve_all
from swiftact.lab.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

DTYPES = ("float16", "float32", "float64")


@dataclass(frozen=True)
class Timing:
    """Nanoseconds per element; the textbook's are None for a function without a formula."""

    name: str
    value: float
    grad: float
    backward: float
    textbook: float | None
    textbook_grad: float | None

    @property
    def ratio(self) -> float | None:
        """How many times faster than the textbook formula f is."""
        return None if self.textbook is None else self.textbook / self.value

    @property
    def ratio_grad(self) -> float | None:
        """How many times faster than the textbook formula f' is."""
        return None if self.textbook_grad is None else self.textbook_grad / self.grad


@dataclass(frozen=True, repr=False)
class Speed(Result):
    """Timings of several functions on one array."""

    size: int
    dtype: str
    timings: tuple[Timing, ...]

    def __getitem__(self, name: str) -> Timing:
        return next(timing for timing in self.timings if timing.name == name)

    def __str__(self) -> str:
        rows = [
            (
                t.name,
                *(_figure(v) for v in (t.value, t.grad, t.backward, t.textbook, t.textbook_grad)),
                *(_figure(v, 1, "×") for v in (t.ratio, t.ratio_grad)),
            )
            for t in self.timings
        ]
        header = ("", "f", "f'", "dy·f'", "textbook f", "textbook f'", "f faster", "f' faster")
        return (
            f"Nanoseconds per element: {self.size} elements of {self.dtype}, one thread, "
            "best of several runs\n\n" + text.table(header, rows)
        )

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 1), (8.0, 1.6 + 0.34 * len(self.timings))

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import accuracy

        accuracy.speed(self, axes[0], theme)


def _figure(value: float | None, digits: int = 2, unit: str = "") -> str:
    return "–" if value is None else f"{value:.{digits}f}{unit}"


def speed(
    functions: Iterable[Function] | Function | None = None,
    *,
    size: int = 100_000,
    dtype: str = "float32",
    seconds: float = 0.05,
) -> Speed:
    """Time f, f' and dy·f' on standard normal inputs twice as wide; ``seconds`` for each figure."""
    if dtype not in DTYPES:
        raise ValueError(f"speed: dtype must be one of {', '.join(DTYPES)}, got {dtype!r}")
    if size < 1:
        raise ValueError(f"speed: size must be at least 1, got {size}")
    generator = np.random.default_rng(0)
    x, dy = (generator.normal(0, scale, size).astype(dtype) for scale in (2.0, 1.0))
    out = np.empty_like(x)
    timings = []
    for function in resolve_all(functions):
        entry = function.entry
        value = grad = None
        if entry.formula and entry.derivative:
            value, grad = formulas.textbook(entry), formulas.textbook_slope(entry)

        def timed(call: Callable[..., Any] | None, *operands: Any, **out: Any) -> float | None:
            return None if call is None else best(lambda: call(*operands, **out), seconds) / size

        timings.append(
            Timing(
                label(function),
                timed(function, x, out=out) or 0.0,
                timed(function.grad, x, out=out) or 0.0,
                timed(function.backward_input, dy, x, out=out) or 0.0,
                timed(value, x),
                timed(grad, x),
            )
        )
    return Speed(size, dtype, tuple(timings))


def best(call: Callable[[], Any], seconds: float) -> float:
    """The shortest of the runs that fit into ``seconds``, at least three, in nanoseconds."""
    shortest, runs, stop = math.inf, 0, time.perf_counter() + seconds
    while runs < 3 or time.perf_counter() < stop:
        started = time.perf_counter_ns()
        call()
        shortest = min(shortest, time.perf_counter_ns() - started)
        runs += 1
    return max(shortest, 1.0)
