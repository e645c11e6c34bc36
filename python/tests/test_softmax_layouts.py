# SPDX-License-Identifier: MIT
"""The same bits for rows along any axis, in any layout, batch, instruction set and thread."""

from __future__ import annotations

import pickle
import tracemalloc
from typing import Any

import numpy as np
import pytest

import swiftact as sa
from conftest import numpy_dtype
from swiftact import _core
from test_documentation import run_examples
from ulps import assert_same

LENGTHS = (0, 1, 2, 7, 8, 9, 16, 31, 64, 95, 97, 130, 513, 1025, 2100, 8300, 9001, 66_003)
NAMES = (
    "softmax",
    "softmax_backward",
    "softmax_backward_y",
    "log_softmax",
    "log_softmax_backward",
    "log_softmax_backward_y",
    "logsumexp",
    "logsumexp_backward",
    "cross_entropy",
    "cross_entropy_grad",
    "cross_entropy_targets",
    "cross_entropy_targets_grad",
)


def example(dtype: Any, count: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(count * 10007 + n)
    x, dy = (generator.standard_normal((count, n)) * 4).astype(dtype), generator.random((count, n))
    if n > 3 and count > 1:
        x[0, 1], x[1, 2] = -np.inf, np.nan
    return x, dy.astype(dtype)


def call(ufunc: np.ufunc, x: Any, dy: Any, dtype: Any) -> list[Any]:
    """Every output of a kernel, by its signature."""
    count = x.shape[0]
    label = np.arange(count, dtype=np.intp) % max(x.shape[1], 1) - (np.arange(count) % 3 == 2)
    number = np.linspace(0.5, 2, count).astype(dtype)
    name = ufunc.__name__
    if name == "logsumexp":
        operands: tuple[Any, ...] = (x,)
    elif name == "logsumexp_backward":
        operands = (number, x)
    elif name == "cross_entropy":
        operands = (x, label)
    elif name == "cross_entropy_grad":
        operands = (x, label, number)
    elif name == "cross_entropy_targets":
        operands = (x, dy, label, number)
    elif name == "cross_entropy_targets_grad":
        operands = (x, dy, label, number, number)
    elif "backward" in name:
        operands = (dy, -abs(x) if name.startswith("log") else x, number)
    else:
        operands = (x, -number if count % 2 else number)
    result = ufunc(*operands)
    return list(result) if isinstance(result, tuple) else [result]


def layouts(array: np.ndarray) -> list[np.ndarray]:
    count, n = array.shape
    spread = np.zeros((3 * count, 2 * n + 1), array.dtype)[::3, 1::2]
    spread[:] = array
    shifted = np.zeros((count, n + 3), array.dtype)[:, 3:]
    shifted[:] = array
    raw = np.zeros(array.nbytes + 1, np.uint8)[1:].view(array.dtype).reshape(array.shape)
    raw[:] = array
    return [
        np.asfortranarray(array),
        spread,
        shifted,
        np.ascontiguousarray(array[::-1, ::-1])[::-1, ::-1],
        raw,
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 5, 8, 19])
def test_same_bits_in_any_layout(any_dtype: str, name: str, count: int) -> None:
    dtype = numpy_dtype(any_dtype)
    for n in LENGTHS:
        x, dy = example(dtype, count, n)
        expected = call(_core.kernels("baseline")[name], x, dy, dtype)
        for isa in _core.isas:
            ufunc = _core.kernels(isa)[name]
            ways = [(x, dy), *zip(layouts(x), layouts(dy), strict=True)]
            for way, (xs, dys) in enumerate(ways if n < 2000 else ways[:2]):
                for want, got in zip(expected, call(ufunc, xs, dys, dtype), strict=True):
                    assert_same(x, want, got, f"{name} of {n}, {isa}, layout {way}")


@pytest.mark.parametrize("name", NAMES)
def test_same_bits_alone_and_in_a_batch(dtype: str, name: str) -> None:
    ufunc = getattr(_core, name)
    for n in (3, 33, 200):
        x, dy = example(dtype, 21, n)
        every = call(ufunc, x, dy, dtype)
        for start, stop in ((0, 0), (0, 4), (0, 9), (0, 12)):
            part = call(ufunc, x[start:stop], dy[start:stop], dtype)
            if stop == 0 or name.startswith(("cross", "logsumexp_b")) or "softmax" in name:
                continue  # the numbers beside the rows depend on the batch
            for whole, some in zip(every, part, strict=True):
                assert_same(x, whole[start:stop], some)
        one = np.asarray(1, dtype)
        if name == "softmax":
            whole = ufunc(x, one)
            for i in range(21):
                assert_same(x[i], whole[i], ufunc(x[i], one))


@pytest.mark.parametrize("name", [name for name in NAMES if "softmax" in name])
def test_same_bits_alone_and_among_many(any_dtype: str, name: str) -> None:
    dtype = numpy_dtype(any_dtype)
    for n in (1, 3, 10, 32, 33, 64, 65, 200, 1030):
        x, dy = example(dtype, 150, n)
        if name == "log_softmax_backward_y":
            x = -abs(x)
        inputs = (dy, x) if "backward" in name else (x,)
        for isa in _core.isas:
            ufunc = _core.kernels(isa)[name]
            for temperature in np.asarray([1, 0.75, -3], dtype):
                alone = [
                    ufunc(*(rows[i : i + 1] for rows in inputs), temperature) for i in range(150)
                ]
                expected, what = np.concatenate(alone), f"{n}, {isa}, {temperature}"
                assert_same(x, expected, ufunc(*inputs, temperature), what)
                lying = [np.asfortranarray(rows) for rows in inputs]
                assert_same(x, expected, ufunc(*lying, temperature), f"{what}, axis 0")
                for place, rows in enumerate(inputs):
                    target = rows.copy()
                    others = [target if i == place else r for i, r in enumerate(inputs)]
                    ufunc(*others, temperature, out=target)
                    assert_same(x, expected, target, f"{what}, in place of {place}")


@pytest.mark.parametrize("family", [sa.softmax, sa.softmin, sa.log_softmax])
def test_any_axis(family: Any) -> None:
    generator = np.random.default_rng(1)
    x = generator.standard_normal((5, 6, 7, 4)).astype(np.float32)
    flat = x.reshape(-1, 4)
    expected = family(flat).reshape(x.shape)
    for axis in (0, 1, 2, 3, -2, -4):
        moved = np.moveaxis(x, -1, axis)
        got = family(np.ascontiguousarray(moved), axis)
        assert_same(moved, np.moveaxis(expected, -1, axis), got, f"axis {axis}")
        assert got.flags.c_contiguous
        out = np.empty_like(got)
        assert family(np.ascontiguousarray(moved), axis, out=out) is out
        assert_same(moved, got, out)
    for axes in ((0, 1), (3, 1), (2, 0, 1), None):
        order = tuple(a for a in range(4) if axes and a not in axes)
        chosen = axes if axes else (0, 1, 2, 3)
        joined = x.transpose(*order, *chosen).reshape(*(x.shape[a] for a in order), -1)
        back = family(joined).reshape(*(x.shape[a] for a in order + chosen))
        want = back.transpose(np.argsort(order + chosen))
        assert_same(x, want, family(x, axes), f"axes {axes}")
        total = sa.logsumexp(x, axes)
        assert_same(None, sa.logsumexp(joined), total)
        assert sa.logsumexp(x, axes, keepdims=True).shape == tuple(
            1 if a in chosen else x.shape[a] for a in range(4)
        )


def test_in_place_and_out() -> None:
    for dtype in (np.float16, np.float32, np.float64):
        x, dy = example(dtype, 20, 37)
        expected = sa.softmax(x)
        for array in (x.copy(), np.asfortranarray(x)):
            assert sa.softmax(array, out=array) is array
            assert_same(x, expected, array)
        expected = sa.softmax.backward(dy, x=x)
        assert_same(x, expected, sa.softmax.backward(dy, x=x.copy(), out=dy))


@pytest.mark.parametrize("columns", [2049, 5003, 70_001])
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_long_rows_in_place(any_dtype: str, name: str, columns: int) -> None:
    """In float64 what is kept of a long row lies where its results will."""
    function = getattr(sa, name)
    x, _ = example(numpy_dtype(any_dtype), 4, columns)
    expected = function(x, temperature=0.7)
    assert_same(x, expected, function(np.asfortranarray(x), temperature=0.7))
    guarded = np.full((4, columns + 16), 7, x.dtype)
    row = guarded[:, 8:-8]
    row[...] = x
    function(row, temperature=0.7, out=row)
    assert_same(x, expected, row)
    assert (guarded[:, :8] == 7).all()
    assert (guarded[:, -8:] == 7).all()


@pytest.mark.parametrize("threads", [2, 3])
def test_threads(any_dtype: str, threads: int) -> None:
    dtype = numpy_dtype(any_dtype)
    for count, n in ((9000, 10), (301, 300), (3, 60_000)):
        x, dy = example(dtype, count, n)
        alone = [call(getattr(_core, name), x, dy, dtype) for name in NAMES]
        across = sa.softmax(x, 0)
        with sa.threads(threads):
            together = [call(getattr(_core, name), x, dy, dtype) for name in NAMES]
            assert_same(x, across, sa.softmax(x, 0))
        for want, got in zip(alone, together, strict=True):
            for a, b in zip(want, got, strict=True):
                assert_same(x, a, b)


def test_halves_are_the_single_result_rounded_once(half: str) -> None:
    dtype = numpy_dtype(half)
    for n in (2, 10, 100, 3000):
        x, dy = example(dtype, 6, n)
        for function in (sa.softmax, sa.log_softmax):
            wide = function(x.astype(np.float32))
            assert_same(x, wide.astype(dtype), function(x))
            wide = function.backward(dy.astype(np.float32), x=x.astype(np.float32))
            assert_same(x, wide.astype(dtype), function.backward(dy, x=x))
        assert_same(None, sa.logsumexp(x.astype(np.float32)).astype(dtype), sa.logsumexp(x))


def test_temperatures_of_rows() -> None:
    generator = np.random.default_rng(2)
    x = generator.standard_normal((3, 4, 5))
    t = generator.uniform(0.5, 2, (3, 4))
    wanted = np.stack([[sa.softmax(x[i, j], -1, t[i, j]) for j in range(4)] for i in range(3)])
    assert_same(x, wanted, sa.softmax(x, temperature=t))
    assert_same(x, wanted, sa.softmax(x, temperature=t[..., None]))
    assert_same(x, sa.softmax(x, 1, 2.0), sa.softmax(x, axis=1, temperature=np.full((3, 5), 2.0)))
    x32 = x.astype(np.float32)
    assert sa.softmax(x32, temperature=t).dtype == np.float32


def test_shapes_and_axes_at_random() -> None:
    generator = np.random.default_rng(4)
    for _ in range(150):
        ndim = int(generator.integers(1, 5))
        shape = tuple(int(n) for n in generator.integers(0, 12, ndim))
        x = generator.standard_normal(shape).astype(generator.choice(["f2", "f4", "f8"]))
        x = x.transpose(generator.permutation(ndim))
        axis = int(generator.integers(-ndim, ndim))
        got = sa.softmax(x, axis)
        assert got.shape == x.shape
        assert got.dtype == x.dtype
        lines = np.moveaxis(x, axis, -1)
        want = sa.softmax(np.ascontiguousarray(lines))
        assert_same(x, np.moveaxis(want, -1, axis), got, f"{shape}, axis {axis}")


def test_memory_is_that_of_the_output() -> None:
    x = np.zeros((64, 1 << 16), np.float16)
    sa.softmax(x[:1, :8])
    for axis in (-1, 0):
        tracemalloc.start()
        y = sa.softmax(x, axis)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 1.02 * y.nbytes


ERRORS = [
    (lambda x: sa.softmax(x, 2), ValueError, "softmax: axis 2 is out of bounds"),
    (lambda x: sa.softmax(5.0), ValueError, "axis -1 is out of bounds for 0 dimensions"),
    (lambda x: sa.softmax(x, (0, 0)), ValueError, "occurs twice"),
    (lambda x: sa.softmax(x, "rows"), TypeError, "axis must be an int"),
    (lambda x: sa.softmax(x, temperature=0), ValueError, "temperature must be positive, not 0"),
    (lambda x: sa.log_softmax(x, temperature=np.nan), ValueError, "temperature must be positive"),
    (lambda x: sa.softmin(x, temperature=[1, -1, 1]), ValueError, "temperature must be positive"),
    (lambda x: sa.softmax(x * 1j), TypeError, "softmax: x must hold real numbers"),
    (lambda x: sa.softmax(x.astype(np.longdouble)), TypeError, "64 bits"),
    (lambda x: sa.softmax(["a"]), TypeError, "real numbers"),
    (lambda x: sa.softmax(x, where=1), TypeError, "where must be boolean"),
    (lambda x: sa.softmax(x, where=np.ones(7, bool)), ValueError, "does not fit"),
    (lambda x: sa.softmax(x, out=np.empty(3)), ValueError, "out must be an array of shape"),
    (lambda x: sa.softmax.backward(x), TypeError, "softmax.backward: give the output y or"),
    (lambda x: sa.softmax.backward(x, x, x=x), TypeError, "one of them"),
    (lambda x: sa.logsumexp(x, 5), ValueError, "logsumexp: axis 5"),
    (lambda x: sa.softmax(x, temprature=2), TypeError, "temprature"),
]


@pytest.mark.parametrize(("wrong", "kind", "message"), ERRORS)
def test_errors(wrong: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message.replace("(", r"\(")):
        wrong(np.ones((3, 4)))


def test_objects() -> None:
    for function in (sa.softmax, sa.softmin, sa.log_softmax, sa.logsumexp):
        assert pickle.loads(pickle.dumps(function)) is function
        assert repr(function) == f"<swiftact.{function.name}>"
        run_examples(str(function.__doc__), function.name)


def test_dask_stays_lazy() -> None:
    array = pytest.importorskip("dask.array")
    x = np.random.default_rng(0).standard_normal((6, 10)).astype(np.float32)
    lazy = sa.softmax.ufunc(array.from_array(x, chunks=(2, -1)), np.float32(1))
    assert isinstance(lazy, array.Array)
    assert_same(x, sa.softmax(x), lazy.compute())
