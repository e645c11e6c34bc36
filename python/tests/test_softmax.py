# SPDX-License-Identifier: MIT
"""softmax, log_softmax, logsumexp: digits, properties, special rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import rows_truth as truth
import swiftact as sa
from conftest import numpy_dtype
from swiftact import _core

INF = np.inf
LENGTHS = (1, 2, 3, 8, 10, 33, 100)
SCALES = (1e-3, 0.3, 3.0, 40.0)


def rows(dtype: str, n: int, count: int = 3) -> np.ndarray:
    """Rows of every spread, with ties and far outsiders."""
    generator = np.random.default_rng(n)
    made = [generator.standard_normal(n) * scale for scale in SCALES for _ in range(count)]
    made[0][:] = made[0][0]
    made[-1][0] = made[-1].max() + 60
    return np.array(made).astype(dtype)


@pytest.fixture(autouse=True)
def _no_warnings() -> Any:
    with np.errstate(all="raise"):
        yield


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("temperature", [1.0, 0.7, 30.0])
def test_values(dtype: str, isa: str, n: int, temperature: float) -> None:
    kernels = _core.kernels(isa)
    x = rows(dtype, n)
    t = np.asarray(temperature, dtype)
    p, logp = kernels["softmax"](x, t), kernels["log_softmax"](x, t)
    bound = 0.95 if dtype == "float32" else 2.0
    for i, row in enumerate(x):
        assert truth.ulps(p[i], truth.shares(row, float(t))) <= bound
        assert truth.ulps(logp[i], truth.log_shares(row, float(t))) <= bound + (
            0.5 if dtype == "float64" else 0
        )


@pytest.mark.parametrize("n", LENGTHS)
def test_logsumexp(dtype: str, isa: str, n: int) -> None:
    x = rows(dtype, n)
    total = _core.kernels(isa)["logsumexp"](x)
    for value, row in zip(total, x, strict=True):
        least = max(float(abs(row).max()), 0.25)
        assert truth.ulps([value], [truth.log_total(row)], least) <= 1.5


@pytest.mark.parametrize("n", [1000, 20_000])
def test_long_rows(dtype: str, n: int) -> None:
    x = np.random.default_rng(n).standard_normal(n).astype(dtype) * 5
    bound = 0.95 if dtype == "float32" else 2.0
    assert truth.ulps(sa.softmax(x)[::97], truth.shares(x)[::97]) <= bound
    assert truth.ulps(sa.log_softmax(x)[::97], truth.log_shares(x)[::97]) <= bound + (
        0.5 if dtype == "float64" else 0
    )
    assert truth.ulps([sa.logsumexp(x)], [truth.log_total(x)]) <= 1.5


@pytest.mark.parametrize("n", [2, 3, 10, 33])
def test_backward(dtype: str, isa: str, n: int) -> None:
    kernels = _core.kernels(isa)
    x = rows(dtype, n)
    dy = np.random.default_rng(n + 1).standard_normal(x.shape).astype(dtype)
    one = np.asarray(1, dtype)
    dx, dlog = kernels["softmax_backward"](dy, x, one), kernels["log_softmax_backward"](dy, x, one)
    epsilon = float(np.finfo(dtype).eps)
    for i, row in enumerate(x):
        p = truth.shares(row)
        # What cancels is part of the problem: errors are measured against the terms.
        size = [
            float(pi) * max(abs(float(g) - float(h)) for h in dy[i])
            for pi, g in zip(p, dy[i], strict=True)
        ]
        for got, true, scale in zip(dx[i], truth.softmax_backward(dy[i], p), size, strict=True):
            assert abs(truth.mpf(float(got)) - true) <= 4 * epsilon * scale + 1e-45
        parts = [float(pi) * float(abs(dy[i]).sum()) for pi in p]
        wanted = truth.log_softmax_backward(dy[i], p)
        for got, true, part in zip(dlog[i], wanted, parts, strict=True):
            assert abs(truth.mpf(float(got)) - true) <= 4 * epsilon * max(part, abs(float(true)))


def test_gradients_keep_their_digits_beside_one(dtype: str) -> None:
    """p is 1 to the last digit, and the gradient is what is missing."""
    x = np.array([60.0, 0.0, -3.0], dtype)
    dy = np.array([1.0, 0.0, 0.5], dtype)
    p = truth.shares(x)
    wanted = truth.softmax_backward(dy, p)
    y = sa.softmax(x)
    assert y[0] == 1
    assert truth.ulps(sa.softmax.backward(dy, x=x), wanted) <= 4
    assert truth.ulps(sa.softmax.backward(dy, y), wanted) <= 4
    onehot = np.array([1.0, 0.0, 0.0], dtype)
    wanted = truth.log_softmax_backward(onehot, p)
    assert truth.ulps(sa.log_softmax.backward(onehot, x=x), wanted) <= 4
    assert truth.ulps(sa.log_softmax.backward(onehot, sa.log_softmax(x)), wanted) <= 40


def test_jacobian_and_products() -> None:
    generator = np.random.default_rng(3)
    x, dy = generator.standard_normal((2, 4, 5, 6))
    for function in (sa.softmax, sa.softmin, sa.log_softmax):
        for axis in (-1, 0, 1):
            jacobian = function.jacobian(x, axis, 0.6)
            moved = np.moveaxis(dy, axis, -1)
            vjp = np.moveaxis(np.einsum("...i,...ij->...j", moved, jacobian), -1, axis)
            jvp = np.moveaxis(np.einsum("...ij,...j->...i", jacobian, moved), -1, axis)
            y = function(x, axis, 0.6)
            options = {"axis": axis, "temperature": 0.6}
            np.testing.assert_allclose(function.backward(dy, x=x, **options), vjp, atol=1e-15)
            np.testing.assert_allclose(function.backward(dy, y, **options), vjp, atol=1e-15)
            np.testing.assert_allclose(function.jvp(dy, x, **options), jvp, atol=1e-15)
            total = np.einsum("...ij->...i", jacobian)
            np.testing.assert_allclose(total, 0, atol=1e-15)


def central(f: Any, x: np.ndarray, step: float = 1e-6) -> np.ndarray:
    slopes = np.empty_like(x)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += step
        above = f(moved)
        moved[index] -= 2 * step
        slopes[index] = (above - f(moved)) / (2 * step)
    return slopes


@pytest.mark.parametrize("shape", [(), (3,), (2, 1), (2, 3), (2, 3, 1)])
def test_gradient_of_the_temperature(shape: tuple[int, ...]) -> None:
    generator = np.random.default_rng(5)
    x, dy = generator.standard_normal((2, 2, 3, 4)) * 2
    t = generator.uniform(0.5, 2, shape)
    for function in (sa.softmax, sa.softmin, sa.log_softmax):
        slope = central(lambda t, f=function: float((dy * f(x, temperature=t)).sum()), t)
        got = function.grad_temperature(dy, x, temperature=t)
        assert np.shape(got) == shape
        np.testing.assert_allclose(got, slope, rtol=1e-7, atol=1e-8)


def test_gradients_match_differences() -> None:
    generator = np.random.default_rng(6)
    x, dy = generator.standard_normal((2, 3, 5))
    for function in (sa.softmax, sa.softmin, sa.log_softmax):
        slope = central(lambda x, f=function: float((dy * f(x, 0, 1.7)).sum()), x)
        got = function.backward(dy, x=x, axis=0, temperature=1.7)
        np.testing.assert_allclose(got, slope, rtol=1e-7, atol=1e-9)
    slope = central(lambda x: float((dy[0] * sa.logsumexp(x, 0)).sum()), x)
    np.testing.assert_allclose(sa.logsumexp.backward(dy[0], x, 0), slope, rtol=1e-7, atol=1e-9)


def test_large_numbers(any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    x = np.array([1000, 1001, 1002]).astype(dtype)
    exact = sa.softmax((x - x[0]).astype(np.float64))
    y = sa.softmax(x)
    assert y.dtype == dtype
    assert abs(y.astype(np.float64) - exact).max() <= 0.95 * float(np.spacing(dtype.type(0.5)))


def test_properties() -> None:
    x = rows("float64", 10)
    np.testing.assert_allclose(sa.softmax(x).sum(-1), 1, rtol=4e-16)
    np.testing.assert_allclose(sa.softmax(x + 2.0**20), sa.softmax(x + 2.0**20 - 2.0**20), 1e-9)
    np.testing.assert_array_equal(sa.softmin(x), sa.softmax(-x))
    z = np.linspace(-800, 800, 1001)
    pairs = np.stack([z, np.zeros_like(z)], -1)
    with np.errstate(under="ignore"):  # NumPy's own comparison
        np.testing.assert_allclose(sa.softmax(pairs)[:, 0], sa.sigmoid(z), rtol=5e-16)
        softplus = sa.logsumexp(np.stack([-z, np.zeros_like(z)], -1))
        np.testing.assert_allclose(sa.log_softmax(pairs)[:, 0], -softplus, rtol=5e-16)
    cold = sa.softmax(x, temperature=1e-300)
    np.testing.assert_array_equal(cold[1:], np.eye(10)[x[1:].argmax(-1)])
    np.testing.assert_allclose(sa.softmax(x, temperature=1e300), 0.1, rtol=1e-15)


SPECIAL = [
    # row, softmax, log_softmax, logsumexp
    ([INF, 0, 0], [1, 0, 0], [0, -INF, -INF], INF),
    ([INF, INF, 0], [0.5, 0.5, 0], [-np.log(2), -np.log(2), -INF], INF),
    ([-INF, 0, -INF], [0, 1, 0], [-INF, 0, -INF], 0),
    ([-INF, -INF], [np.nan] * 2, [np.nan] * 2, -INF),
    ([0, np.nan, 1], [np.nan] * 3, [np.nan] * 3, np.nan),
    ([np.nan, INF], [np.nan] * 2, [np.nan] * 2, np.nan),
    ([np.nan, -INF], [np.nan] * 2, [np.nan] * 2, np.nan),
    ([5], [1], [0], 5),
    ([], [], [], -INF),
    ([-1e300, 1e300], [0, 1], [-2e300, 0], 1e300),
]


@pytest.mark.parametrize(("row", "p", "logp", "total"), SPECIAL)
def test_special_rows(dtype: str, isa: str, row: Any, p: Any, logp: Any, total: Any) -> None:
    kernels = _core.kernels(isa)
    with np.errstate(over="ignore"):
        x = np.array(row, dtype)
    one = np.asarray(1, dtype)
    for repeat in (1, 9):  # along the row, and across rows
        block = np.tile(x, (repeat, 1))
        np.testing.assert_allclose(kernels["softmax"](block, one)[-1], p, rtol=1e-6)
        if dtype == "float64" or 1e300 not in row:
            np.testing.assert_allclose(kernels["log_softmax"](block, one)[-1], logp, rtol=1e-6)
            np.testing.assert_allclose(kernels["logsumexp"](block)[-1], total, rtol=1e-6)


def test_no_cliff_past_a_gap(dtype: str) -> None:
    for gap in (10, 17, 18, 40, 80):
        x = np.array([0, -gap], dtype)
        wanted = [truth.log_total(x)]
        assert truth.ulps([-sa.log_softmax(x)[0]], wanted) <= 1
        assert truth.ulps([sa.logsumexp(x)], wanted) <= 1


def test_masked_elements_are_out_of_it() -> None:
    generator = np.random.default_rng(8)
    x, dy = generator.standard_normal((2, 5, 7))
    where = generator.random((5, 7)) > 0.4
    where[0], where[1] = False, True
    x[~where] = np.nan
    dy[~where] = INF
    kept = np.where(where, x, -INF)
    y = sa.softmax(x, where=where)
    np.testing.assert_array_equal(y[1:], sa.softmax(kept)[1:])
    assert (y[~where] == 0).all()
    assert (sa.log_softmax(x, where=where)[~where] == -INF).all()
    np.testing.assert_array_equal(sa.logsumexp(x, where=where)[1:], sa.logsumexp(kept)[1:])
    assert sa.logsumexp(x, where=where)[0] == -INF
    assert (sa.softmin(x, where=where)[~where] == 0).all()
    for function in (sa.softmax, sa.softmin, sa.log_softmax):
        saved = function(x, where=where)
        for dx in (
            function.backward(dy, x=x, where=where),
            function.backward(dy, saved, where=where),
        ):
            assert (dx[~where] == 0).all()
            assert np.isfinite(dx[1:]).all()
        slope = function.grad_temperature(np.where(where, dy, 0), x, where=where)
        assert np.isfinite(slope) or not where[0].any()
    chosen = kept[2][where[2]]
    np.testing.assert_array_equal(y[2][where[2]].sum(), pytest.approx(1))
    np.testing.assert_allclose(y[2][where[2]], sa.softmax(chosen), rtol=1e-15)
