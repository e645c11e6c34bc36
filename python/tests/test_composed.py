# SPDX-License-Identifier: MIT
"""rrelu and crelu, made of other activations."""

from __future__ import annotations

import doctest
import pickle
from typing import Any

import numpy as np
import pytest

import swiftact as sa
from conftest import numpy_dtype
from ulps import assert_same

X = np.random.default_rng(3).standard_normal((6, 4, 5))
DY = np.random.default_rng(4).standard_normal((6, 4, 5))


def generator() -> np.random.Generator:
    return np.random.default_rng(7)


def test_rrelu_evaluates_with_the_mean_slope(any_dtype: str) -> None:
    x, dy = X.astype(numpy_dtype(any_dtype)), DY.astype(numpy_dtype(any_dtype))
    mean = (1 / 8 + 1 / 3) / 2
    assert_same(x, sa.leaky_relu(x, mean), sa.rrelu(x))
    assert_same(x, sa.leaky_relu.grad(x, mean), sa.rrelu.grad(x))
    assert_same(x, sa.leaky_relu.backward(dy, x, mean), sa.rrelu.backward(dy, x))
    assert_same(x, sa.leaky_relu(x, 0.75), sa.rrelu(x, 0.5, 1.0))


def test_rrelu_draws_for_each_element_that_is_not_positive(any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    x, dy = X.astype(dtype), DY.astype(dtype)
    x[0, 0, :2] = 0
    y, slopes = sa.rrelu(x, training=True, rng=generator())
    assert slopes.dtype == y.dtype == dtype
    drawn = slopes[x <= 0].astype(float)
    assert (slopes[x > 0] == 1).all()
    assert ((drawn >= 0.124) & (drawn <= 0.335)).all()
    assert len(np.unique(drawn)) > 10
    wide = y.astype(float), slopes.astype(float) * x.astype(float)
    assert np.allclose(
        *wide, rtol=2 * float(np.finfo("f2").eps if dtype.itemsize == 2 else 1e-7) * 8
    )
    assert_same(x, y, sa.rrelu(x, slopes=slopes))
    again, same = sa.rrelu(x, training=True, slopes=slopes)
    assert same is slopes
    assert_same(x, y, again)
    assert_same(x, sa.rrelu.grad(x, slopes=slopes), np.where(x > 0, dtype.type(1), slopes))
    assert_same(x, sa.leaky_relu.backward(dy, x, slopes), sa.rrelu.backward(dy, x, slopes=slopes))


def test_rrelu_draws_in_the_order_of_the_elements() -> None:
    expected, slopes = sa.rrelu(X, training=True, rng=generator())
    moved = np.asfortranarray(X)
    assert_same(X, expected, sa.rrelu(moved, training=True, rng=generator())[0])
    count = np.count_nonzero(X <= 0)
    assert (slopes[X <= 0] == generator().uniform(1 / 8, 1 / 3, count)).all()


def test_rrelu_mean_over_draws_is_the_evaluation() -> None:
    x = np.full(100_000, -1.0)
    y, _ = sa.rrelu(x, training=True, rng=generator())
    assert abs(y.mean() - sa.rrelu(-1.0)) < 1e-3


def test_rrelu_backward_matches_differences() -> None:
    _, slopes = sa.rrelu(X, training=True, rng=generator())
    above, below = (sa.rrelu(X + step, slopes=slopes) for step in (1e-7, -1e-7))
    dx = sa.rrelu.backward(np.ones_like(X), X, slopes=slopes)
    assert np.allclose(dx, (above - below) / 2e-7, atol=1e-6)


def test_rrelu_of_numbers_lists_and_nothing() -> None:
    y, slopes = sa.rrelu(-2.0, training=True, rng=generator())
    assert np.shape(y) == np.shape(slopes) == ()
    assert sa.rrelu([-1, 2]).dtype == np.float64
    y, slopes = sa.rrelu(np.empty((0, 3)), training=True, rng=generator())
    assert y.shape == slopes.shape == (0, 3)
    out = np.empty_like(X)
    assert sa.rrelu(X, out=out) is out
    nan, slopes = sa.rrelu([np.nan], training=True, rng=generator())
    assert np.isnan(nan[0])
    assert slopes[0] == 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: sa.rrelu(X, training=True), TypeError, "rrelu: training needs rng="),
        (lambda: sa.rrelu(X, training=True, rng=3), TypeError, "rrelu: training needs rng="),
        (lambda: sa.rrelu(X, 0.5, 0.25), ValueError, "rrelu: expected finite lower <= upper"),
        (lambda: sa.rrelu(X, 0.5, np.nan), ValueError, "rrelu: expected finite"),
        (lambda: sa.rrelu(X + 1j, training=True, rng=generator()), TypeError, "rrelu.*complex"),
        (lambda: sa.crelu(1.0), ValueError, "crelu: no axis -1"),
        (lambda: sa.crelu(X, axis=3), ValueError, "crelu: no axis 3"),
        (lambda: sa.crelu(X + 1j), TypeError, "crelu.*complex"),
        (lambda: sa.crelu.backward(X, X), ValueError, r"crelu: expected dy of shape \(6, 4, 10\)"),
    ],
)
def test_errors(call: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("axis", [-1, 0, 1, 2, -3])
def test_crelu(axis: int, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    x = X.astype(dtype)
    y = sa.crelu(x, axis=axis)
    assert_same(y, np.concatenate([sa.relu(x), sa.relu(-x)], axis=axis), y)
    dy = np.concatenate([DY, 2 * DY], axis=axis).astype(dtype)
    first, second = np.split(dy, 2, axis=axis)
    dx = sa.crelu.backward(dy, x, axis=axis)
    zero = dtype.type(0)
    expected = np.where(x > 0, first, np.where(x < 0, -second, zero))
    assert (dx == expected).all()
    assert dx.dtype == dtype


def test_crelu_of_integers_lists_and_nothing() -> None:
    assert sa.crelu([1, -2]).tolist() == [1, 0, 0, 2]
    assert sa.crelu(np.array([-128], np.int8)).tolist() == [0, 128]
    assert sa.crelu(np.array([3], np.uint8)).tolist() == [3, 0]
    assert sa.crelu.backward([1, 2], [-3]).tolist() == [-2]
    assert sa.crelu(np.empty((2, 0))).shape == (2, 0)


@pytest.mark.parametrize("composed", [sa.rrelu, sa.crelu], ids=["rrelu", "crelu"])
def test_are_public(composed: Any) -> None:
    assert composed.name in sa.__all__
    assert composed.name not in sa.ACTIVATIONS
    assert getattr(sa, composed.name) is composed
    assert repr(composed) == f"<swiftact.{composed.name}>"
    assert pickle.loads(pickle.dumps(composed)) is composed
    tests = doctest.DocTestParser().get_doctest(
        composed.__doc__, {"np": np, "sa": sa}, composed.name, None, 0
    )
    assert tests.examples
    assert doctest.DocTestRunner(verbose=False).run(tests).failed == 0
