# SPDX-License-Identifier: MIT
"""The truth: catalogue formulas evaluated by mpmath, to 50 digits after all cancellation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from real import EXACT, Real, Unsure, context, function, larger, magnitude, real, rounded, smaller
from swiftact import Activation
from swiftact.formulas import evaluate

DIGITS_50 = 166  # bits
# Less than this vanishes beside the smallest double, times any gradient of ordinary size.
NEGLIGIBLE = -1250


def _tail(x: Any) -> Any:
    """e^(x^2) erfc(x). mpmath's erfc is slow on large arguments and fails on huge ones; there

    e^(x^2) erfc(x) = (1 - 1 / 2x^2 + 3 / 4x^4 - ...) / (x sqrt(pi)), with 2^-400 to spare.
    """
    if x < 50:
        return context.exp(x * x) * context.erfc(x)
    series = term = context.mpf(1)
    for k in range(1, 60):
        term *= -(2 * k - 1) / (2 * x * x)
        series += term
    return series / (x * context.sqrt(context.pi))


def _erfc(x: Any) -> Any:
    return context.erfc(x) if x < 50 else context.exp(-x * x) * _tail(x)


def _logarithm(x: Any) -> Real:
    x = real(x)
    if x.error > magnitude(x.middle) - 3:
        raise Unsure
    return function(context.log, lambda v, _: 2 - magnitude(v))(x)


def _root(x: Any) -> Real:
    x = real(x)
    if x.error > magnitude(x.middle) - 3:
        raise Unsure
    return function(context.sqrt, lambda _, y: 1 - magnitude(y))(x)


def _exponential(x: Any) -> Real:
    x = real(x)
    if x.error > 0:
        raise Unsure
    return function(context.exp, lambda _, y: magnitude(y) + 1)(x)


def _relative(x: Any, y: Any) -> int:
    """erfc and its like change by a factor of at most 2|x| + 2 per unit."""
    return magnitude(y) + max(magnitude(x), 1) + 2


VOCABULARY: Mapping[str, Any] = {
    "abs": abs,
    "atan": function(context.atan, lambda x, y: 0),
    "erf": function(context.erf, lambda x, y: 1),
    "erfc": function(_erfc, _relative),
    "erfcx": function(_tail, _relative),
    "exp": _exponential,
    "log": _logarithm,
    "maximum": larger,
    "minimum": smaller,
    "sigma": lambda x: 1 / (1 + _exponential(-x)),
    "sqrt": _root,
    "tanh": function(context.tanh, lambda x, y: 0),
    "where": lambda condition, yes, no: real(yes if condition else no),
}


def at(expression: str, x: float, params: Mapping[str, float]) -> Any:
    """The expression at a finite x: 50 digits, or 0 where it is less than any double."""
    named = {name: Real(float(value)) for name, value in params.items()}
    bits = DIGITS_50 + 44
    while bits < 50_000:
        with context.workprec(bits):
            pi = rounded(+context.pi, EXACT)
            try:
                result = real(
                    evaluate(expression, {**VOCABULARY, "pi": pi}, x=Real(float(x)), **named)
                )
            except Unsure:
                bits *= 2
                continue
        size = magnitude(result.middle)
        if result.error <= size - DIGITS_50 or result.error == EXACT:
            return result.middle
        if max(result.error, size) < NEGLIGIBLE:
            return context.mpf(0)
        bits *= 2
    raise ArithmeticError(f"{expression} at {x!r}, {params}: no precision is enough")


def values(
    function: Activation, role: str, xs: Sequence[float], params: Mapping[str, float]
) -> Any:
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
