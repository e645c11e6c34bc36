# SPDX-License-Identifier: MIT
"""What the catalogue claims of a function is true of its values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import oracle
import samples
from grid import grid
from swiftact import Activation

EPSILON = 2.0**-52


def ordinary(functions: list[Activation]) -> list[Activation]:
    """Those whose parameters do not compress or stretch the function out of view."""
    return [f for f in functions if all(0.2 < abs(p) < 2 or p == 0 for p in f.params.values())]


@pytest.fixture
def bound(function: Any) -> list[Activation]:
    """The function with each row of test parameters bound."""
    return [function.partial(**params) for params in grid(function, "float64")]


def inputs(function: Activation, count: int = 20_000) -> Any:
    """Sorted finite inputs inside the domain, many of them close together."""
    xs = np.unique(np.concatenate([samples.stratified("float64", count), np.linspace(-9, 9, 4001)]))
    low, high = function.domain
    return xs[(xs > low) & (xs < high)]


def test_range(bound: list[Activation]) -> None:
    for function in bound:
        low, high = function.range
        xs = inputs(function)
        ys = function(xs)
        slack = 4 * EPSILON
        bad = (ys < low - slack * abs(low)) | (ys > high + slack * abs(high))
        assert not bad.any(), f"{function}({xs[bad][0]!r}) = {ys[bad][0]!r}, range {low, high}"
        assert reaches(ys.min(), low), f"{function} goes down to {ys.min()}, not {low}"
        assert reaches(ys.max(), high), f"{function} goes up to {ys.max()}, not {high}"


def reaches(extreme: float, bound: float) -> bool:
    """Close to a finite bound; beyond what a logarithm comes to otherwise."""
    if np.isinf(bound):
        return extreme / np.sign(bound) > 30
    return bool(np.isclose(extreme, bound, rtol=1e-2, atol=1e-3))


def test_monotone(bound: list[Activation]) -> None:
    """Between floats next to each other a fall within the promised error is none."""
    for function in bound:
        if np.isnan(function.limits).any():
            continue
        ys = function(inputs(function))
        ys = ys[abs(ys) < 1e300]
        falls = bool((np.diff(ys) < -3 * np.spacing(abs(ys[1:]))).any())
        assert falls != function.monotone, f"{function}: monotone={function.monotone}"


def test_zero_centred(bound: list[Activation]) -> None:
    for function in bound:
        xs = inputs(function)
        xs = xs[xs > 0]
        ys, mirrored = function(xs), function(-xs) if function.domain[0] < 0 else None
        if function.zero_centred is True:
            assert (ys == -mirrored).all(), f"{function} is not odd"
        elif function.zero_centred is False:
            low, high = function.range
            assert low >= 0 or high <= 0, f"{function} takes both signs"


def test_kinks_and_smoothness(bound: list[Activation]) -> None:
    """The slope jumps at the kinks named, and at no other point."""
    step = 1e-9
    for function in ordinary(bound):
        for at, slope in function.kinks.items():
            left, right = function.grad([at - step, at + step])
            assert abs(left - right) > 1e-4, f"{function}: no kink at {at}"
            assert min(left, right) - 1e-6 <= slope <= max(left, right) + 1e-6
        assert function.smooth == (not function.kinks)
        xs = np.linspace(-9.0004, 9.0005, 180_001)
        xs = xs[(xs > function.domain[0] + 0.01) & (xs < function.domain[1] - 0.01)]
        slopes = function.grad(xs)
        jumps = np.abs(np.diff(slopes)) > 0.01 * np.maximum(np.abs(slopes[:-1]), 1)
        for i in np.flatnonzero(jumps):
            assert any(xs[i] <= at <= xs[i + 1] for at in function.kinks), (
                f"{function}: the slope jumps from {slopes[i]} to {slopes[i + 1]} at {xs[i]}"
            )


def test_stationary_points(bound: list[Activation]) -> None:
    for function in bound:
        for root in function.stationary:
            left, right = function.grad([root - 1e-7, root + 1e-7])
            assert left * right < 0, f"{function}: f' keeps its sign at {root}"
            assert abs(function.grad(root)) < 1e-12


def test_dead_zones(bound: list[Activation]) -> None:
    for function in bound:
        xs = inputs(function)
        dead = np.zeros(len(xs), bool)
        for low, high in function.dead_zone:
            dead |= (xs > low) & (xs < high)
        slopes = function.grad(xs)
        assert (slopes[dead] == 0).all(), f"{function}: f' is not 0 inside {function.dead_zone}"
        if function not in ordinary(bound):
            continue
        ends = [*function.kinks, *function.stationary, *np.ravel(function.dead_zone)]
        alive = (abs(xs) < 12) & (abs(xs) > 1e-3) & ~dead & ~np.isin(xs, ends)
        zeros = xs[alive & (slopes == 0)]
        assert not len(zeros), f"{function}: f'({zeros[0]}) is 0"


def test_saturation(function: Any) -> None:
    """Ends where the slope tends to 0 and the value to a limit: the saturated ones, or dead."""
    for side, end, limit, slope in zip(
        ("left", "right"), function.domain, function.limits, function.slope_limits, strict=True
    ):
        if np.isfinite(end):
            continue
        level = slope == 0 and np.isfinite(limit)
        dead = any(end in zone for zone in function.dead_zone)
        stated = function.saturates in (side, "both")
        assert stated == level or (dead and not stated), f"{function.name} saturates: {side}"


def test_derivative_is_the_derivative(bound: list[Activation]) -> None:
    """The two formulas agree: central differences of the first, at 50 digits, give the second."""
    for function in bound:
        low, high = function.domain
        entry = function.entry
        for x in (-7.3, -2.1, -0.75, -0.4, -1e-3, 0.013, 0.3, 0.71, 0.99, 1.9, 4.7, 8.2):
            if not low < x < high or any(abs(x - at) < 1e-2 for at in function.kinks):
                continue
            step = 2.0**-40
            up, down = (oracle.at(entry.formula, x + s, function.params) for s in (step, -step))
            slope = float((up - down) / (2 * step))
            stated = float(oracle.at(entry.derivative, x, function.params))
            assert slope == pytest.approx(stated, rel=1e-6, abs=1e-18), f"{function} at {x}"


def test_parameters_have_sense(function: Any) -> None:
    for name, parameter in function.entry.params.items():
        assert parameter.lowest <= parameter.default <= parameter.highest, name
        assert parameter.meaning
