# SPDX-License-Identifier: MIT
"""The rows that only some functions have: df/dparameter, and dy * f'(x) from dy and y."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import oracle
import samples
import swiftact as sa
from conftest import Loop, numpy_dtype
from grid import grid
from swiftact import _core
from ulps import Truth, assert_same

FUNCTIONS = list(sa.ACTIVATIONS.values())
LEARNABLE = [f for f in FUNCTIONS if f.learnable]
FROM_OUTPUT = [f for f in FUNCTIONS if f.ufunc_backward_y]
ROWS = [(f, f"grad_{f.learnable[0]}") for f in LEARNABLE] + [(f, "backward_y") for f in FROM_OUTPUT]
LONGEST = 200

# df/dparameter, free of numbers that mpmath cannot hold.
PARAMETER_SLOPES = {
    "leaky_relu": "where(x > 0, 0, x)",
    "prelu": "where(x > 0, 0, x)",
    "elu": "where(x > 0, 0, exp(minimum(x, 0)) - 1)",
    "celu": "where(x > 0, 0, exp(minimum(x, 0) / alpha) * (1 - minimum(x, 0) / alpha) - 1)",
    "softplus": "-(log(1 + exp(-abs(beta * x)))"
    " + abs(beta * x) * exp(-abs(beta * x)) / (1 + exp(-abs(beta * x)))) / beta**2",
    "squareplus": "1 / (4 * sqrt(x**2 + b))",
    "swish": "x**2 * exp(-abs(beta * x)) / (1 + exp(-abs(beta * x)))**2",
}
# f' as a function of the output, which is called x here.
SLOPES_FROM_OUTPUT = {
    "relu": "where(x > 0, 1, 0)",
    "relu6": "where(x > 0, where(x < 6, 1, 0), 0)",
    "leaky_relu": "where(x > 0, 1, alpha)",
    "prelu": "where(x > 0, 1, alpha)",
    "elu": "where(x > 0, 1, x + alpha)",
    "selu": "where(x > 0, 1.0507009873554805, x + 1.0507009873554805 * 1.6732632423543772)",
    "celu": "where(x > 0, 1, x / alpha + 1)",
    "softplus": "1 - exp(-beta * x)",
    "sigmoid": "x * (1 - x)",
    "log_sigmoid": "1 - exp(x)",
    "hard_sigmoid": "where(x > 0, where(x < 1, 1, 0), 0) / 6",
    "tanh": "1 - x * x",
    "hard_tanh": "where(x > minimum, where(x < maximum, 1, 0), 0)",
    "exp": "x",
}
# The terms of a sum that may cancel: the result is as exact as they are.
TERMS = {
    "elu": lambda alpha: alpha,
    "selu": lambda: 1.7580993408473766,
    "celu": lambda alpha: 1.0,
}


@pytest.fixture(params=ROWS, ids=[f"{f.name}_{role}" for f, role in ROWS])
def row(request: pytest.FixtureRequest) -> Any:
    return request.param


def parameters(function: Any, role: str, dtype: Any) -> Any:
    """Those of the grid that the row is made for: y determines f' where f does not fall."""
    rows = grid(function, dtype)
    return rows if role != "backward_y" else [p for p in rows if function.partial(**p).monotone]


def example(dtype: Any, count: int = LONGEST) -> tuple[Any, Any]:
    xs = samples.stratified("float32", 2 * count)
    with np.errstate(over="ignore"):
        xs = np.concatenate([[np.nan, np.inf, -np.inf], xs]).astype(dtype)
    np.random.default_rng(7).shuffle(xs)
    return xs[:count], samples.upstream(count, "float32").astype(dtype)


def test_expressions_are_for_all_rows() -> None:
    assert set(PARAMETER_SLOPES) == {f.name for f in LEARNABLE}
    assert set(SLOPES_FROM_OUTPUT) == {f.name for f in FROM_OUTPUT}


@pytest.mark.parametrize("learned", LEARNABLE, ids=lambda f: f.name)
def test_parameter_slope_against_the_truth(learned: Any, dtype: str, isa: str, points: int) -> None:
    for params in grid(learned, dtype):
        xs = samples.stratified(dtype, points // 4)
        trues = [oracle.at(PARAMETER_SLOPES[learned.name], x, params) for x in xs]
        truth = Truth(trues, dtype)
        observed = Loop(learned, f"grad_{learned.learnable[0]}", isa)(xs, params=params)
        allowed = np.full(len(xs), 4.0 if dtype == "float64" else 2.0)
        errors = truth.errors(observed)
        assert (errors <= allowed).all(), f"{params}: {truth.worst(xs, observed, allowed)}"


def outputs(function: Any, dtype: str, params: Any, count: int) -> Any:
    """Values that f takes, by way of f: dense where it is, and at its ends."""
    xs = samples.stratified(dtype, count)
    ys = np.unique(function(xs, **params))
    return ys[np.isfinite(ys)]


@pytest.mark.parametrize("saved", FROM_OUTPUT, ids=lambda f: f.name)
def test_backward_from_output_against_the_truth(
    saved: Any, dtype: str, isa: str, points: int
) -> None:
    for params in parameters(saved, "backward_y", dtype):
        ys = outputs(saved, dtype, params, points // 2)
        dy = samples.upstream(len(ys), dtype)
        slopes = [oracle.at(SLOPES_FROM_OUTPUT[saved.name], y, params) for y in ys]
        truth = Truth([oracle.product(d, s) for d, s in zip(dy, slopes, strict=True)], dtype)
        observed = Loop(saved, "backward_y", isa)(ys, dy, params)
        term = TERMS[saved.name](**params) if saved.name in TERMS else 0.0
        # Next to the smallest number each of two roundings may be half of it, times dy.
        smallest = np.finfo(dtype).minexp - np.finfo(dtype).nmant
        with np.errstate(over="ignore"):
            step = np.spacing(np.asarray(abs(dy) * abs(term), dtype)).astype(float)
            tiny = np.ldexp(abs(dy.astype(float)), smallest)
            unit = np.maximum(1.0, np.ldexp(np.maximum(step, tiny), -truth.exponent))
            allowed = unit * (4.0 if dtype == "float64" else 3.0)
        errors = truth.errors(observed)
        assert (errors <= allowed).all(), f"{params}: {truth.worst(ys, observed, allowed)}"


@pytest.mark.parametrize("saved", FROM_OUTPUT, ids=lambda f: f.name)
def test_backward_from_output_is_backward(saved: Any, dtype: str) -> None:
    """As exact as y: the difference is what the rounding of y makes of f'."""
    xs = np.linspace(-8, 8, 1001).astype(dtype)
    dy = samples.upstream(len(xs), dtype)
    epsilon = float(np.finfo(dtype).eps)
    for params in parameters(saved, "backward_y", dtype):
        ys = saved(xs, **params)
        expected = saved.backward_input(dy, xs, **params)
        observed = saved.backward_input(dy, y=ys, **params)
        off = abs(observed.astype(float) - expected.astype(float))
        size = max([1.0, *map(abs, params.values())])
        scale = np.maximum(abs(dy.astype(float)), abs(expected.astype(float)))
        assert (off <= 8 * epsilon * size * scale).all(), f"{params}: {off.max()}"


def test_keywords_of_backward_from_output() -> None:
    x, dy = np.linspace(-3, 3, 13), np.linspace(1, 2, 13)
    y, out = sa.sigmoid(x), np.empty(13)
    expected = _core.sigmoid_backward_y(dy, y)
    assert sa.sigmoid.ufunc_backward_y is _core.sigmoid_backward_y
    assert_same(y, expected, sa.sigmoid.backward(dy, y=y))
    assert_same(y, expected, sa.sigmoid.backward(dy, x, y=y))
    assert sa.sigmoid.backward(dy, y=y, out=out) is out
    assert_same(y, expected, out)
    assert sa.sigmoid.backward(y=y, out=out, where=x > 0, *[dy]) is out  # noqa: B026
    assert sa.sigmoid.backward(dy, y=y, dtype="f4").dtype == np.float32
    in_place = y.copy()
    assert_same(y, expected, sa.sigmoid.backward(dy, y=in_place, out=in_place))
    half = sa.elu(x, 0.5)
    assert_same(
        y, sa.elu.backward(dy, y=half, alpha=0.5), sa.elu.partial(alpha=0.5).backward(dy, y=half)
    )


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x: sa.gelu.backward(x, y=x), ValueError, "gelu_backward.*needs x"),
        (lambda x: sa.swish.backward(x, x, y=x), ValueError, "swish_backward.*needs x"),
        (lambda x: sa.elu.backward(x, y=x, alpha=-1.0), ValueError, "elu_backward_y.*alpha"),
        (lambda x: sa.elu.partial(alpha=-1.0).backward(x, y=x), ValueError, "elu_.*needs x"),
        (lambda x: sa.elu.backward(x, x, 0.5, y=x), TypeError, "elu_backward.*by position"),
        (lambda x: sa.elu.backward(y=x), TypeError, "elu_backward.*by position"),
        (lambda x: sa.tanh.backward(x, y=x[:2]), ValueError, "tanh_backward_y.*broadcast"),
        (lambda x: sa.tanh.backward(x, y=x, z=x), TypeError, "tanh_backward_y.*'z'"),
        (lambda x: sa.tanh.backward(x, y=x + 1j), TypeError, "tanh_backward_y.*complex"),
    ],
)
def test_errors_of_backward_from_output(call: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        call(np.ones(3))


def test_docstrings_say_what_y_costs(function: Any) -> None:
    assert ("`y=`" in function.backward.__doc__ or "y=y" in function.backward.__doc__) == (
        function.ufunc_backward_y is not None
    )


def test_layouts(row: Any, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    loop, (xs, dy) = Loop(*row, isa), example(dtype)
    for params in grid(row[0], dtype)[:3]:
        expected = loop(xs, dy, params)
        for length in (*range(40), 127, LONGEST):
            part = slice(length % 7, length)
            assert_same(xs[part], expected[part], loop(xs[part], dy[part], params), f"{length}")
        for step in (2, -1, -3):
            room = np.zeros((3, LONGEST * abs(step)), dtype)
            spread_x, spread_dy, out = (each[::step][:LONGEST] for each in room)
            spread_x[:], spread_dy[:] = xs, dy
            assert_same(xs, expected, loop(spread_x, spread_dy, params, out=out), f"{step}")
            assert_same(xs, expected, loop(spread_x, spread_dy, params, out=spread_x), f"{step}")
        raw = np.zeros(LONGEST * dtype.itemsize + 1, np.uint8)[1:].view(dtype)
        raw[:] = xs
        assert_same(xs, expected, loop(raw, dy, params), "misaligned")
        full = {name: np.full(LONGEST, value) for name, value in params.items()}
        assert_same(xs, expected, loop(xs, dy, full), "full parameters")


def test_instruction_sets_agree(row: Any, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    xs = samples.everywhere(dtype, 30_001)
    if dtype.itemsize > 2:
        xs = np.concatenate([xs, samples.stratified(dtype, 30_000)])
    dy = np.resize(samples.upstream(997, "float32").astype(dtype), xs.shape)
    for params in grid(row[0], dtype)[:3]:
        expected = Loop(*row, _core.isas[0])(xs, dy, params)
        for other in _core.isas[1:]:
            assert_same(xs, expected, Loop(*row, other)(xs, dy, params), f"{other} {params}")


def test_halves_are_the_float32_result_rounded_once(row: Any, half: str, isa: str) -> None:
    dtype = numpy_dtype(half)
    xs = samples.everywhere(dtype, 1 << 16)
    dy = np.resize(samples.upstream(997, "float32").astype(dtype), xs.shape)
    for params in grid(row[0], dtype)[:2]:
        loop = Loop(*row, isa)
        with np.errstate(all="ignore"):
            wide = loop(xs.astype(np.float32), dy.astype(np.float32), params).astype(dtype)
        assert_same(xs, wide, loop(xs, dy, params), f"{params}")


def test_silent(row: Any, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    xs = samples.everywhere(dtype, 20_001)
    with np.errstate(over="ignore"):
        dy = np.resize(np.array([1, -np.inf, 0, 3e38, np.nan]), xs.shape).astype("f4").astype(dtype)
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        for params in grid(row[0], dtype):
            Loop(*row, isa)(xs, dy, params)


def test_nan_goes_through(row: Any, any_dtype: str, isa: str) -> None:
    dtype = numpy_dtype(any_dtype)
    nans = np.full(40, np.nan, dtype)
    for params in grid(row[0], dtype):
        assert np.isnan(Loop(*row, isa)(nans, np.ones(40, dtype), params)).all()
