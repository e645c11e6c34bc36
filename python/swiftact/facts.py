# SPDX-License-Identifier: MIT
"""The expressions of an Entry, evaluated for the parameters of one Activation."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isnan, log, nan, pi, sqrt
from typing import Any

from .entry import Interval, Kink, ZeroCentred
from .formulas import evaluate

VOCABULARY: Mapping[str, Any] = {
    "inf": inf,
    "log": log,
    "maximum": max,
    "minimum": min,
    "nan": nan,
    "pi": pi,
    "sqrt": sqrt,
}
Params = Mapping[str, Any]


def known(params: Params) -> bool:
    """Facts are stated for numbers; of an array parameter they would hold element by element."""
    return all(isinstance(value, int | float) for value in params.values())


def number(expression: str, params: Params) -> float:
    return float(evaluate(expression, VOCABULARY, **params))


def numbers(expressions: tuple[str, ...], params: Params) -> tuple[float, ...] | None:
    """Those of the numbers that exist for these parameters: NaN stands for none."""
    if not known(params):
        return None
    found = (number(each, params) for each in expressions)
    return tuple(each for each in found if not isnan(each))


def interval(bounds: Interval | None, params: Params) -> tuple[float, float] | None:
    if bounds is None or not known(params):
        return None
    return number(bounds[0], params), number(bounds[1], params)


def intervals(many: tuple[Interval, ...], params: Params) -> tuple[tuple[float, float], ...] | None:
    if not known(params):
        return None
    return tuple((number(low, params), number(high, params)) for low, high in many)


def truth(expression: str | None, params: Params) -> bool | None:
    if expression is None or not known(params):
        return None
    return bool(evaluate(expression, VOCABULARY, **params))


def sign(expression: str | None, params: Params) -> ZeroCentred | None:
    if expression is None or not known(params):
        return None
    found: ZeroCentred = evaluate(expression, VOCABULARY, **params)
    return found


def kinks(entries: tuple[Kink, ...] | None, params: Params) -> dict[float, float] | None:
    if entries is None or not known(params):
        return None
    return {
        number(kink.at, params): number(kink.slope, params)
        for kink in entries
        if not truth(kink.unless, params)
    }
