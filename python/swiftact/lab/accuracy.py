# SPDX-License-Identifier: MIT
"""Where textbook formulas go wrong: errors of the formula and of the kernel, against the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact import formulas
from swiftact.lab import text
from swiftact.lab.extras import require
from swiftact.lab.functions import Function, label, resolve
from swiftact.lab.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

Array = np.ndarray[Any, Any]
MOST_BITS = 1 << 15
FLOAT_MAX = float(np.finfo(np.float32).max)
NOTHING = float(1 << 24)
LOST = float(1 << 23)
"""Errors from here on mean that no digit of a float32 is right."""


@dataclass(frozen=True, eq=False)
class Errors:
    """Errors in ulp at every sampled input, for one of f and f'."""

    role: str
    kernel: Array
    textbook: Array

    def worst(self, who: str) -> int:
        """The index of the largest error of ``kernel`` or ``textbook``."""
        return int(np.argmax(getattr(self, who)))


@dataclass(frozen=True, eq=False, repr=False)
class Accuracy(Result):
    """float32 errors of a function and its derivative at inputs spread over all magnitudes."""

    name: str
    formula: str
    points: Array
    errors: tuple[Errors, ...]

    def __str__(self) -> str:
        rows = []
        for each in self.errors:
            for who, title in (("kernel", "swiftact"), ("textbook", "textbook formula")):
                data, worst = getattr(each, who), each.worst(who)
                rows.append(
                    (
                        each.role,
                        title,
                        _ulps(float(data[worst])),
                        f"{self.points[worst]:.6g}",
                        text.percent(float(np.mean(data > 4))),
                        text.percent(float(np.mean(data >= LOST))),
                    )
                )
        header = ("", "", "largest error", "at x", "over 4 ulp", "no digit right")
        return (
            f"{self.name}(x) = {self.formula}\n"
            f"float32, {len(self.points)} inputs of all magnitudes, in units of the last place\n\n"
            + text.table(header, rows, left=2)
        )

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 2), (12.0, 4.2)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import accuracy

        accuracy.draw(self, axes, theme)


def _ulps(error: float) -> str:
    return f"{error:.2f} ulp" if error < 1000 else f"{error:.1e} ulp"


def accuracy(function: Function, *, n: int = 600, seed: int = 0) -> Accuracy:
    """Compare the kernel and the textbook formula with the truth, in float32.

    The inputs are spread evenly over the bit patterns of all finite floats, half of them over
    those between 2⁻¹⁰ and 2⁷ in size, where functions bend. The truth is the catalogue's formula
    with as many digits as it takes (mpmath). Next to a root of f' errors of f' are counted in
    units of the last place of ¼: the relative error there has no bound.
    """
    activation = resolve(function)
    entry = activation.entry
    if not entry.formula or not entry.derivative:
        raise ValueError(f"accuracy: {activation.name} has no formula to compare with")
    if n < 10:
        raise ValueError(f"accuracy: n must be at least 10, got {n}")
    points = spread(n, seed)
    low, high = activation.domain or (-np.inf, np.inf)
    points = points[(points > low) & (points < high)]
    params = {name: float(np.float32(value)) for name, value in activation.params.items()}
    roots = activation.stationary or ()
    roles = (
        ("f", entry.formula, activation, formulas.textbook(entry), ()),
        ("f'", entry.derivative, activation.grad, formulas.textbook_slope(entry), roots),
    )
    errors = []
    for role, expression, kernel, textbook, at in roles:
        truth = _truth(expression, points, params)
        found = (np.asarray(f(points, **params), np.float32) for f in (kernel, textbook))
        near_root = near(points, at)
        errors.append(Errors(role, *(_distance(values, truth, near_root) for values in found)))
    return Accuracy(label(activation), entry.formula, points, tuple(errors))


def spread(n: int, seed: int) -> Array:
    """float32 inputs of both signs, evenly spread over bit patterns with a random shift each."""
    generator = np.random.default_rng(seed)
    parts = []
    for low, high, count in ((1, 0x7F800000, n // 4), (0x3A800000, 0x43000000, n - n // 4)):
        edges = np.linspace(low, high, count // 2 + 1)
        patterns = edges[:-1] + generator.random(count // 2) * np.diff(edges)
        sizes = patterns.astype(np.uint32).view(np.float32)
        parts += [-sizes, sizes]
    return np.unique(np.concatenate(parts))


def _truth(expression: str, points: Array, params: Mapping[str, float]) -> list[Any]:
    """The expression at each point as an mpmath number, right to far more than a float's digits."""
    context = require("mpmath", "accuracy").MPContext()
    names = vocabulary(context)

    def at(x: float, bits: int) -> Any:
        with context.workprec(bits):
            named = {name: context.mpf(value) for name, value in params.items()}
            value = formulas.evaluate(expression, names, x=context.mpf(x), **named)
            return context.mpf(value)

    def settled(x: float) -> Any:
        bits, rough = 320, at(x, 160)
        while bits <= MOST_BITS:
            fine = at(x, bits)
            if fine and abs(fine - rough) <= context.ldexp(abs(fine), -64):
                return fine
            # What is left may be total cancellation; below this it is no float32 either way.
            if abs(fine) + context.ldexp(abs(x) + 1, 64 - bits) < context.ldexp(1, -200):
                return fine
            bits, rough = 2 * bits, fine
        return rough

    return [settled(float(x)) for x in points]


def vocabulary(context: Any) -> dict[str, Callable[..., Any]]:
    """The names that catalogue formulas use, as mpmath functions."""

    def erfcx(x: Any) -> Any:
        # e^(x²) overflows mpmath's patience long before the asymptotic series is short of digits.
        if x < 50:
            return context.exp(x * x) * context.erfc(x)
        series = term = context.mpf(1)
        for k in range(1, 40):
            term *= -(2 * k - 1) / (2 * x * x)
            series += term
        return series / (x * context.sqrt(context.pi))

    own: dict[str, Any] = {
        "abs": abs,
        "erfc": lambda x: context.erfc(x) if x < 50 else context.exp(-x * x) * erfcx(x),
        "erfcx": erfcx,
        "maximum": max,
        "minimum": min,
        "sigma": lambda x: 1 / (1 + context.exp(-x)),
        "where": lambda condition, yes, no: yes if condition else no,
    }
    return {name: own.get(name) or getattr(context, name) for name in formulas.NUMPY}


def unit(truth: Array, near_root: Array) -> Array:
    """The last place of a float32 at each true result; next to a root of f', that of ¼ or more."""
    size = np.where(near_root, np.maximum(np.abs(truth), 0.25), np.abs(truth))
    return np.asarray(np.exp2(np.maximum(np.frexp(size)[1] - 24, -149)))


def near(points: Array, roots: tuple[float, ...]) -> Array:
    """Which points lie within ½ of one of ``roots``."""
    inside = np.zeros(points.shape, dtype=bool)
    for root in roots:
        inside |= np.abs(points - root) < 0.5
    return inside


def _distance(values: Array, truth: list[Any], near_root: Array) -> Array:
    """|value − truth| in units of the last place, cut off where nothing is right any more."""
    units = unit(np.array([float(true) for true in truth]), near_root)
    errors = []
    for value, true, last_place in zip(values.tolist(), truth, units.tolist(), strict=True):
        if abs(true) > FLOAT_MAX or not np.isfinite(value):
            errors.append(0.0 if abs(true) > FLOAT_MAX and np.isinf(value) else NOTHING)
        else:
            errors.append(min(float(abs(value - true) / last_place), NOTHING))
    return np.array(errors)
