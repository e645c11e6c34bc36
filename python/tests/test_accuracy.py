# SPDX-License-Identifier: MIT
"""Every digit is right: kernels against 50-digit values, in ulps."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import numpy as np
import pytest

import oracle
import samples
from conftest import Loop, numpy_dtype
from grid import grid
from swiftact import Activation, _core
from ulps import PROMISED, Truth, assert_same


def near_a_root(xs: Any, roots: Any) -> Any:
    return np.any([abs(xs - root) < 0.5 * abs(root) for root in roots] or [False], axis=0)


class Case:
    """Inputs for one function with given parameters, and what is true of them."""

    def __init__(self, function: Activation, role: str, dtype: str, params: Any, count: int):
        bound = function.partial(**params)
        bends = tuple(abs(x) for x in (*bound.kinks, *bound.stationary))
        xs = samples.stratified(dtype, count, bends)
        self.xs = xs[(xs > bound.domain[0]) & (xs < bound.domain[1])]
        self.dy = None
        trues = oracle.values(function, role, self.xs, params)
        if role == "backward":
            # An infinite f' makes the product infinite or NaN, as IEEE has it.
            finite = [abs(slope) < float(np.finfo(dtype).max) for slope in trues]
            self.xs = self.xs[finite]
            self.dy = samples.upstream(len(self.xs), dtype)
            slopes = itertools.compress(trues, finite)
            trues = [oracle.product(dy, slope) for dy, slope in zip(self.dy, slopes, strict=True)]
        self.truth = Truth(trues, dtype)
        self.allowed = PROMISED[dtype][role] * self._units(role, dtype, bound.stationary)

    def _units(self, role: str, dtype: str, roots: Any) -> Any:
        """The unit of error, in ulps of the true result.

        Next to a root of f' it is the ulp of 1/4. backward in float64 multiplies dy with
        what float64 holds of f', so that it is no less than |dy| times the smallest number.
        """
        if role == "":
            return np.ones(len(self.xs))
        scale = np.ones(len(self.xs)) if self.dy is None else abs(self.dy.astype(float))
        quarter = np.spacing((0.25 * scale).astype(dtype)).astype(float)
        near = near_a_root(self.xs, roots)
        unit = np.where(near, np.ldexp(quarter, -self.truth.exponent), 1.0)
        if dtype == "float64":
            unit = np.maximum(unit, np.ldexp(scale, -1074 - self.truth.exponent))
        return np.maximum(unit, 1.0)


@cache
def case(name: str, role: str, dtype: str, row: int, count: int) -> Case:
    import swiftact

    function = swiftact.ACTIVATIONS[name]
    return Case(function, role, dtype, grid(function, dtype)[row], count)


def test_against_the_truth(
    function: Any, role: str, dtype: str, isa: str, loop: Loop, points: int
) -> None:
    for row, params in enumerate(grid(function, dtype)):
        known = case(function.name, role, dtype, row, points if row == 0 else points // 4)
        observed = loop(known.xs, known.dy, params)
        errors = known.truth.errors(observed)
        assert (errors <= known.allowed).all(), (
            f"{loop.name} {dtype} {isa} {params}: "
            + known.truth.worst(known.xs, observed, known.allowed)
        )


@pytest.mark.parametrize("exponent", [0, 80, -80])
def test_float32_against_float64(
    function: Any, role: str, isa: str, loop: Loop, exponent: int
) -> None:
    """Dense: the float64 kernel, itself held to the truth above, judges float32's.

    An f' far below the smallest float32 counts where dy is large.
    """
    if role != "backward" and exponent != 0:
        pytest.skip("no dy")
    bends = tuple(abs(x) for x in (*function.kinks, *function.stationary))
    xs = samples.stratified("float32", 200_000, bends)
    low, high = function.domain
    xs = xs[(xs > low) & (xs < high)]
    params = grid(function, "float32")[0]
    if role == "backward":  # an infinite f' is for test_special_values.py
        slopes = Loop(function, "grad", isa)(xs.astype(float), params=params)
        xs = xs[abs(slopes) < float(np.finfo("float32").max)]
    dy = np.ldexp(samples.upstream(len(xs), "float32"), exponent)
    single = loop(xs, dy, params).astype(float)
    double = loop(xs.astype(float), dy.astype(float), params)
    limit = float(np.ldexp(1.0, 128))
    single, double = np.clip(single, -limit, limit), np.clip(double, -limit, limit)
    size = abs(double)
    if role != "":
        scale = abs(dy.astype(float)) if role == "backward" else 1.0
        near = near_a_root(xs, function.stationary)
        size = np.where(near, np.maximum(size, 0.25 * scale), size)
    _, exponent = np.frexp(size)
    ulp = np.ldexp(1.0, np.maximum(exponent - 1, -126) - 23)
    errors = abs(single - double) / ulp
    assert not np.isnan(errors).any(), f"NaN at {xs[np.isnan(errors)][:5]}"
    i = int(np.argmax(errors))
    assert errors[i] <= PROMISED["float32"][role], (
        f"{loop.name} {isa}: input {xs[i]!r}, dy {dy[i]!r}: expected {double[i]!r},"
        f" observed {single[i]!r}, {errors[i]:.3f} ulp"
    )


def test_halves_are_float32_rounded_once(
    function: Any, role: str, half: str, isa: str, loop: Loop
) -> None:
    """All 65,536 inputs."""
    dtype = numpy_dtype(half)
    xs = np.arange(1 << 16, dtype=np.uint16).view(dtype)
    dy = np.resize(np.array([1, -0.375, 3.25], dtype), xs.shape)
    for params in grid(function, dtype)[:3]:
        with np.errstate(all="ignore"):
            single = loop(xs.astype("f4"), dy.astype("f4"), params)
            expected = single.astype(dtype)
        assert_same(xs, expected, loop(xs, dy, params), f"{loop.name} {half} {isa} {params}")


def test_baseline_is_always_tested() -> None:
    assert _core.isas[0] == "baseline"
    assert _core.isa in _core.isas
