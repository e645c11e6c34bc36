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
    return context.mpf(yes if condition else no)


# What is below e^-2000 is below the smallest double whatever finite factor it meets: as a
# term its digits do not matter, only that it is not 0. Computing them takes long.
NEGLIGIBLE = context.ldexp(1, -2886)


def _exp(x: Any) -> Any:
    return NEGLIGIBLE if x < -2000 else context.exp(x)


def _erf(x: Any) -> Any:
    return context.sign(x) * (1 - NEGLIGIBLE) if abs(x) > 50 else context.erf(x)


def _erfcx(x: Any) -> Any:
    """e^(x^2) erfc(x). mpmath's erfc is slow on large arguments and fails on huge ones; there

    erfcx(x) = (1 - 1 / 2x^2 + 3 / 4x^4 - ...) / (x sqrt(pi)), with 2^-400 to spare.
    """
    if x < 50:
        return context.exp(x * x) * context.erfc(x)
    series = term = context.mpf(1)
    for k in range(1, 60):
        term *= -(2 * k - 1) / (2 * x * x)
        series += term
    return series / (x * context.sqrt(context.pi))


def _erfc(x: Any) -> Any:
    return context.erfc(x) if x < 50 else context.exp(-x * x) * _erfcx(x)


VOCABULARY: Mapping[str, Any] = {
    "abs": abs,
    "atan": context.atan,
    "erf": _erf,
    "erfc": _erfc,
    "erfcx": _erfcx,
    "exp": _exp,
    "log": context.log,
    "maximum": max,
    "minimum": min,
    "pi": context.pi,
    "sigma": lambda x: 1 / (1 + _exp(-x)),
    "sign": context.sign,
    "sqrt": context.sqrt,
    "tanh": context.tanh,
    "where": _choose,
}


def enough_bits(x: Any, params: Sequence[Any]) -> int:
    """What the worst cancellation in textbook formulas can ask for. It is of three kinds:

    1 + x for tiny x and 1 - 1/x for huge ones, cubed at worst: the exponent of x.
    1 - tanh(x)^2 and its like: e^-|x|, twice, until that is less than the smallest double.
    1 + erf(x): e^(-x^2 / 2), likewise.
    Parameters scale x, by themselves or their inverse.
    """
    bits = DIGITS_50 + 3 * sum(abs(context.mag(v)) for v in (x, *params) if v)
    scales = [abs(x), *(abs(x * p) for p in params), *(abs(x / p) for p in params if p)]
    bits += max([int(4 * s) for s in scales if s < 800], default=0)
    return bits + max([int(s * s) for s in scales if s < 40], default=0)


def at(expression: str, x: float, params: Mapping[str, float]) -> Any:
    """The expression at a finite x: 50 digits that do not change in twice the precision."""
    exact = context.mpf(float(x))
    named = {name: context.mpf(float(value)) for name, value in params.items()}

    def computed(bits: int) -> Any:
        with context.workprec(bits):
            return context.mpf(evaluate(expression, VOCABULARY, x=exact, **named))

    most = enough_bits(exact, list(named.values()))
    bits = DIGITS_50 + 20
    rough, fine = computed(bits), computed(2 * bits)
    while bits < most and not _agree(rough, fine):
        bits *= 2
        rough, fine = fine, computed(2 * bits)
    return fine


def _agree(rough: Any, fine: Any) -> bool:
    # Zero may be total cancellation: it is believed only at the highest precision.
    return bool(fine) and abs(rough - fine) <= context.ldexp(abs(fine), -DIGITS_50)


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
