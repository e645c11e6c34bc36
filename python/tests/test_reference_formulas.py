# SPDX-License-Identifier: MIT
"""Kernels against the textbook NumPy expressions, as far as those can be trusted.

In float64 such an expression is right to a few units of 1e-16 times the numbers that
appear in it: x, a parameter, 1 or the result; once more times x where there is an e^(x^2).
"""

from __future__ import annotations

from typing import Any

import numpy as np

import samples
from grid import grid
from swiftact.formulas import textbook, textbook_slope

EPSILON = 2.0**-52


def worst(xs: Any, expected: Any, observed: Any, tolerance: Any) -> str:
    i = int(np.argmax(abs(expected - observed) / tolerance))
    return f"input {xs[i]!r}: textbook {expected[i]!r}, observed {observed[i]!r}"


def test_textbook(function: Any, pass_: str) -> None:
    for params in grid(function, "float64"):
        bound = function.partial(**params)
        xs = samples.stratified("float64", 3000)
        low, high = bound.domain
        xs = xs[(xs > low) & (xs < high)]
        formula = (textbook_slope if pass_ else textbook)(function.entry)
        expected = formula(xs, **params)
        observed = (bound.grad if pass_ else bound)(xs)
        size = np.clip(np.max([abs(xs), abs(observed)], axis=0), 1, 1e300)
        size *= np.clip(abs(xs), 1, 30) * max([1, *map(abs, params.values())])
        tolerance = 16 * EPSILON * size
        # Overflow or underflow on the way: the textbook has nothing to say about these.
        trusted = np.isfinite(expected) & np.isfinite(tolerance) & (abs(xs) < 30)
        assert trusted.mean() > 0.3
        xs, expected, observed, tolerance = (
            array[trusted] for array in (xs, expected, observed, tolerance)
        )
        assert (abs(expected - observed) <= tolerance).all(), (
            f"{bound} {pass_}: {worst(xs, expected, observed, tolerance)}"
        )


def test_textbook_shapes_and_types(function: Any) -> None:
    for formula in (textbook(function.entry), textbook_slope(function.entry)):
        assert formula(np.ones((2, 3), np.float32)).dtype == np.float32
        assert formula(np.ones((2, 3))).shape == (2, 3)
        assert formula(0.5).shape == ()
        assert formula([1, 2]).dtype == np.float64
