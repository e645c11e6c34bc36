# SPDX-License-Identifier: MIT
"""The tests' own truth: right where textbook formulas cancel, and never sure without reason."""

from __future__ import annotations

import math

import mpmath
import pytest

import oracle
from real import EXACT, Real, Unsure, context, magnitude


def truth(expression: str, x: float, **params: float) -> float:
    return float(oracle.at(expression, x, params))


@pytest.mark.parametrize(
    ("expression", "x", "expected"),
    [
        ("1 - tanh(x)**2", 300.0, "4 * exp(-600)"),
        ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", 5e-324, "mpf(5e-324)"),
        ("sigma(x) * (1 - sigma(x))", 700.0, "exp(-700)"),
        ("log(1 + exp(x))", -700.0, "exp(-700)"),
        ("0.5 * (1 + erf(x / sqrt(2)))", -26.0, "erfc(26 / sqrt(2)) / 2"),
        (
            "0.5 * (1 + erf(x / sqrt(2))) + x * exp(-x * x / 2) / sqrt(2 * pi)",
            -26.0,
            "erfc(26 / sqrt(2)) / 2 - 26 * exp(-338) / sqrt(2 * pi)",
        ),
        ("0.5 + atan(x) / pi + x / (pi * (1 + x**2))", -1e60, "mpf(2) / 3 / pi / mpf(1e60)**3"),
        ("(x + sqrt(x**2 + 4)) / 2", -1e200, "1 / mpf(1e200)"),
        ("x - tanh(x)", 1e-90, "mpf(1e-90)**3 / 3"),
    ],
)
def test_cancellation(expression: str, x: float, expected: str) -> None:
    with mpmath.workdps(700):
        known = float(eval(expected, vars(mpmath).copy()))
    assert truth(expression, x) == known


def test_results_below_every_double_are_zero() -> None:
    assert truth("1 - tanh(x)**2", 1e5) == 0
    assert truth("sigma(x) * (1 - sigma(x))", 1e200) == 0


def test_exact_operations_stay_exact() -> None:
    three = Real(3.0)
    assert (three * 0.5 - 1.5).error == EXACT
    assert not three * 0.5 - 1.5
    assert (three / 2 - 1.5).error > EXACT


def test_bounds_hold() -> None:
    """At low precision the middle is off, and by less than the bound."""
    with context.workprec(60):
        low = oracle.VOCABULARY["exp"](Real(1.0)) - Real(math.e)
        rough = (low * low + 1) / 3
    with context.workprec(400):
        exact = ((context.exp(1) - context.mpf(math.e)) ** 2 + 1) / 3
    assert rough.error < magnitude(rough.middle) - 40
    assert magnitude(rough.middle - exact) <= rough.error


def test_unsure_is_raised() -> None:
    with context.workprec(60):
        nothing = oracle.VOCABULARY["exp"](Real(1e-30)) - 1
        with pytest.raises(Unsure):
            Real(1.0) / nothing
        with pytest.raises(Unsure):
            oracle.VOCABULARY["log"](nothing)
