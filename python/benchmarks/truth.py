# SPDX-License-Identifier: MIT
"""True values, for the error that stands beside each time.

Elementwise: the catalogue's formula in mpmath, with more and more digits until two
precisions agree. Rows: row_truth.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import mpmath
import numpy as np

from cases import BACKWARD, SAVED, Case, Operands, elementwise, numpy_dtype
from row_truth import TRUTH
from swiftact.formulas import evaluate
from swiftact.lab.accuracy import vocabulary

PRECISIONS = (200, 600, 1800)  # bits; 1 + erf(x) cancels 1040 of them before it is subnormal
POINTS = 400

context = mpmath.MPContext()
context.prec = 120


@dataclass(frozen=True)
class Format:
    largest: float  # binary exponents
    smallest: float
    mantissa: int
    bend: float  # |x| up to which erfc(x) is normal, exp(x) is finite
    fade: float


FORMATS = {
    "float16": Format(15.9, -14, 10, 5, 11),
    "bfloat16": Format(127.9, -126, 7, 14, 87),
    "float32": Format(127.9, -126, 23, 14, 87),
    "float64": Format(1023.9, -1022, 52, 38, 700),
}


VOCABULARY = vocabulary(context)


def _exact(expression: str, x: float, params: Mapping[str, float]) -> Any:
    """The value as an mpf; None where the formula has none, or cancels too much to tell."""
    previous = None
    for bits in PRECISIONS:
        with context.workprec(bits):
            named = {name: context.mpf(value) for name, value in params.items()}
            try:
                value = context.mpf(evaluate(expression, VOCABULARY, x=context.mpf(x), **named))
            except (ZeroDivisionError, ValueError, TypeError):
                return None
            if value and previous and abs(value - previous) <= context.ldexp(abs(value), -90):
                return value
            previous = value
    return None


def _points(function: Any, dtype: str) -> Any:
    """Inputs of all magnitudes and, most of them, where functions bend or fade."""
    form, generator = FORMATS[dtype], np.random.default_rng(5)
    draws = [generator.uniform(0, reach, POINTS // 4) for reach in (6, form.bend, form.fade)]
    draws.append(2 ** generator.uniform(form.smallest, form.largest, POINTS // 4))
    magnitudes = np.concatenate(draws)
    xs = magnitudes * generator.choice([-1.0, 1.0], len(magnitudes))
    low, high = function.domain or (-math.inf, math.inf)
    if math.isfinite(low) and math.isfinite(high):
        xs = np.concatenate([xs, generator.uniform(low, high, POINTS // 2)])
    rounded = np.unique(xs.astype(numpy_dtype(dtype)))
    wide = rounded.astype(float)
    return rounded[(wide > low) & (wide < high)]


@cache
def _elementwise(name: str, slope: bool, dtype: str) -> tuple[Any, list[Any]]:
    """Inputs and exact results."""
    function, kind = elementwise()[name], numpy_dtype(dtype)
    expression = function.entry.derivative if slope else function.entry.formula
    params = {key: float(kind.type(value)) for key, value in function.params.items()}
    xs = _points(function, dtype)
    return xs, [_exact(expression, float(x), params) for x in xs]


def inputs(case: Case) -> Any:
    """What to call a contender with, to see its error."""
    if case.function in elementwise():
        return _elementwise(case.function, case.way in (BACKWARD, SAVED), case.dtype)[0]
    logits = 4 * np.random.default_rng(6).standard_normal((200, 50))
    return logits.astype(numpy_dtype(case.dtype))


def error(data: Operands, observed: Any) -> float | None:
    """The largest error in ulp over normal results; None when the truth is not known.

    Elementwise derivatives are asked for with dy = 1. Next to a root of f' the ulp is
    that of 1/4 at least: no formula is relatively exact there.
    """
    case = data.case
    if case.function not in elementwise():
        true, size = TRUTH[case.function](data)
        sizes = [None] * true.size if size is None else list(map(_from_long, size.ravel()))
        return _worst(case.dtype, list(map(_from_long, true.ravel())), sizes, observed)
    slope = case.way in (BACKWARD, SAVED)
    exact = _elementwise(case.function, slope, case.dtype)[1]
    roots = (elementwise()[case.function].stationary or ()) if slope else ()
    near = [any(abs(float(x) - root) < 0.5 for root in roots) for x in data.x]
    sizes = [context.mpf(0.25) if close else None for close in near]
    return _worst(case.dtype, exact, sizes, observed)


def _from_long(value: Any) -> Any:
    """A long double holds more than a float can carry over."""
    head = float(value)
    return context.mpf(head) + float(value - np.longdouble(head))


def _worst(dtype: str, exact: Sequence[Any], sizes: Sequence[Any], observed: Any) -> float | None:
    form = FORMATS[dtype]
    overflow, tiny = context.ldexp(1, math.ceil(form.largest)), context.ldexp(1, int(form.smallest))
    worst: float | None = None
    found = np.asarray(observed).astype(float).ravel()
    for value, true, size in zip(found, exact, sizes, strict=True):
        if true is None or not tiny <= abs(true) < overflow:
            continue
        if not math.isfinite(value):
            return math.inf
        scale = max(abs(true), size) if size else abs(true)
        ulp = context.ldexp(1, context.mag(scale) - 1 - form.mantissa)
        worst = max(worst or 0.0, float(abs(context.mpf(value) - true) / ulp))
    return worst
