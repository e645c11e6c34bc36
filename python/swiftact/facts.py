# SPDX-License-Identifier: MIT
"""The expressions of an Entry, evaluated for the parameters of one Activation."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, nan
from typing import Any

from .entry import Interval, Kink
from .formulas import evaluate

VOCABULARY: Mapping[str, Any] = {"inf": inf, "nan": nan, "minimum": min, "maximum": max}
Params = Mapping[str, Any]


def known(params: Params) -> bool:
    """Facts are stated for numbers; of an array parameter they would hold element by element."""
    return all(isinstance(value, int | float) for value in params.values())


def number(expression: str, params: Params) -> float:
    return float(evaluate(expression, VOCABULARY, **params))


def numbers(expressions: tuple[str, ...], params: Params) -> tuple[float, ...] | None:
    return tuple(number(each, params) for each in expressions) if known(params) else None


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


def kinks(entries: tuple[Kink, ...] | None, params: Params) -> dict[float, float] | None:
    if entries is None or not known(params):
        return None
    return {
        number(kink.at, params): number(kink.slope, params)
        for kink in entries
        if not truth(kink.unless, params)
    }
