# SPDX-License-Identifier: MIT
"""Limits, NaN, zeros and kinks: one table, in every dtype and instruction set."""

from __future__ import annotations

from typing import Any

import numpy as np

import samples
from conftest import Loop, numpy_dtype
from grid import grid


def right(observed: Any, expected: Any) -> bool:
    """NaN, infinite or zero of the same sign as expected; else within 2 ulp."""
    if np.isnan(expected):
        return bool(np.isnan(observed))
    if np.signbit(observed) != np.signbit(expected):
        return False
    width = f"i{expected.dtype.itemsize}"
    apart = int(np.abs(observed).view(width)) - int(np.abs(expected).view(width))
    return abs(apart) <= (2 if expected != 0 and np.isfinite(expected) else 0)


def test_limits(function: Any, pass_: str, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    loop = Loop(function, pass_, isa)
    for params in grid(function, dtype):
        bound = function.partial(**params)
        limits = bound.slope_limits if pass_ else bound.limits
        observed = loop(np.array([-np.inf, np.inf], dtype), params=params)
        for side, y, limit in zip(("-inf", "+inf"), observed, limits, strict=True):
            expected = dtype.type(limit)
            assert right(y, expected) or (pass_ and y == expected), (
                f"{loop.name}({side}) {params} {any_dtype}: expected {expected}, observed {y}"
            )


def test_nan_goes_through(function: Any, role: str, any_dtype: str, loop: Loop) -> None:
    dtype = numpy_dtype(any_dtype)
    for count in (1, 5, 40):
        nans = np.full(count, np.nan, dtype)
        for xs in (nans, -nans):
            assert np.isnan(loop(xs, np.ones(count, dtype))).all()


def test_nan_does_not_spread(function: Any, role: str, dtype: str, loop: Loop) -> None:
    xs = np.linspace(0.125, 0.875, 40).astype(dtype)
    ones = np.ones_like(xs)
    clean = loop(xs, ones)
    for position in (0, 3, 16, 39):
        dirty = xs.copy()
        dirty[position] = np.nan
        observed = loop(dirty, ones)
        assert np.isnan(observed[position])
        others = np.arange(40) != position
        assert (observed[others] == clean[others]).all()


def test_minus_zero(function: Any, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    for params in grid(function, dtype):
        expected = dtype.type(function.partial(**params).minus_zero)
        observed = Loop(function, "", isa)(np.array([-0.0], dtype), params=params)[0]
        assert right(observed, expected), (
            f"{function.name}(-0.0) {params}: expected {expected}, observed {observed}"
        )


def test_slopes_at_kinks(function: Any, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    for params in grid(function, dtype):
        for at, slope in function.partial(**params).kinks.items():
            for x in {at, -at} if at == 0 else {at}:
                observed = Loop(function, "grad", isa)(np.array([x], dtype), params=params)[0]
                assert right(observed, dtype.type(slope)) or observed == slope, (
                    f"{function.name}'({x}) {params}: expected {slope}, observed {observed}"
                )


def test_backward_is_ieee_multiplication(function: Any, dtype: str, isa: str) -> None:
    """dy * f'(x) with dy infinite, zero or NaN is what the product is: 0 * inf is NaN."""
    xs = np.array([-2.0, -1.0, 0.25, 0.5, 2.0, 3.0], dtype)
    slope = Loop(function, "grad", isa)(xs)
    for dy in (np.inf, -np.inf, 0.0, -0.0, np.nan):
        upstream = np.full_like(xs, dy)
        with np.errstate(invalid="ignore"):
            expected = upstream * slope
        observed = Loop(function, "backward", isa)(xs, upstream)
        for x, got, wanted in zip(xs, observed, expected, strict=True):
            assert right(got, wanted), (
                f"{function.name}.backward({dy}, {x}): expected {wanted}, observed {got}"
            )


def test_nothing_finite_becomes_nan(function: Any, role: str, any_dtype: str, loop: Loop) -> None:
    dtype = numpy_dtype(any_dtype)
    xs = samples.everywhere(dtype, 100_001)
    low, high = function.domain
    with np.errstate(invalid="ignore"):  # ml_dtypes' own conversions warn of NaN
        wide = xs.astype(float)
    xs = xs[np.isfinite(wide) & (wide > low) & (wide < high)]
    observed = loop(xs, np.ones_like(xs))
    assert not np.isnan(observed).any(), f"NaN at {xs[np.isnan(observed)][:5]}"
