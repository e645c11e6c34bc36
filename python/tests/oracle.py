# SPDX-License-Identifier: MIT
"""The truth: catalogue formulas evaluated by mpmath, with at least 50 digits after cancellation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import mpmath
from swiftact import Activation
from swiftact.formulas import evaluate

context = mpmath.MPContext()
DIGITS_50 = 170  # bits


def _choose(condition: bool, yes: Any, no: Any) -> Any:
    return yes if condition else no


VOCABULARY: Mapping[str, Any] = {
    "abs": abs,
    "atan": context.atan,
    "erf": context.erf,
    "exp": context.exp,
    "log": context.log,
    "maximum": max,
    "minimum": min,
    "pi": context.pi,
    "sigma": lambda x: 1 / (1 + context.exp(-x)),
    "sign": context.sign,
    "sqrt": context.sqrt,
    "tanh": context.tanh,
    "where": _choose,
}


def working_bits(x: Any, params: Sequence[Any]) -> int:
    """Enough for the cancellation in textbook formulas, which is of four kinds.

    1 + x for tiny x and 1 - 1/x for huge ones, cubed at worst: the exponent of x.
    1 - tanh(x)^2 and its like: e^-|x| down to the smallest double, twice.
    1 + erf(x): e^(-x^2 / 2), down to the smallest double.
    Parameters scale x, by themselves or their inverse.
    """
    exponent, size = abs(context.mag(x)) if x else 0, float(min(abs(x), 1100))
    for p in params:
        exponent += abs(context.mag(p)) if p else 0
        size = max(size, float(min(abs(x * p), 1100)), float(min(abs(x / p), 1100)) if p else 0)
    return DIGITS_50 + 3 * exponent + int(4 * size + min(size * size, 1600))


def at(expression: str, x: float, params: Mapping[str, float]) -> Any:
    """The expression at a finite x, every digit of the result right."""
    exact = context.mpf(float(x))
    named = {name: context.mpf(float(value)) for name, value in params.items()}
    with context.workprec(working_bits(exact, list(named.values()))):
        result = context.mpf(evaluate(expression, VOCABULARY, x=exact, **named))
    with context.workprec(DIGITS_50):
        return +result


def values(function: Activation, role: str, xs: Sequence[float], params: Mapping[str, float]) -> Any:
    """f (role "") or f' (any other role) at each of finite xs."""
    return _values(function.name, bool(role), tuple(map(float, xs)), tuple(params.items()))


@cache
def _values(
    name: str, slope: bool, xs: tuple[float, ...], params: tuple[tuple[str, float], ...]
) -> list[Any]:
    import swiftact

    entry = swiftact.ACTIVATIONS[name].entry
    expression = entry.derivative if slope else entry.formula
    return [at(expression, x, dict(params)) for x in xs]


def product(dy: float, slope: Any) -> Any:
    with context.workprec(DIGITS_50 + 64):
        return context.mpf(float(dy)) * slope
