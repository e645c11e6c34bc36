# SPDX-License-Identifier: MIT
"""The same bits for layouts that nobody thought of: hypothesis makes them up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import samples
import swiftact as sa
from conftest import ROLES
from grid import grid
from swiftact import _core
from ulps import assert_same

hypothesis = pytest.importorskip("hypothesis")
st = pytest.importorskip("hypothesis.strategies")

POOL = samples.stratified("float32", 3000)
KERNELS = {isa: _core.kernels(isa) for isa in _core.isas}


@st.composite
def views(draw: Any, shape: tuple[int, ...], dtype: str) -> Any:
    """An array of this shape somewhere in a larger one: any axis order, steps and offset."""
    order = draw(st.permutations(range(len(shape))))
    steps = [draw(st.sampled_from([1, 1, 1, 2, 3, -1, -2])) for _ in shape]
    offset = draw(st.integers(0, 5))
    room = [abs(step) * size + offset for size, step in zip(shape, steps, strict=True)]
    first = draw(st.integers(0, len(POOL) - 1))
    whole = np.resize(np.roll(POOL, first), [room[axis] for axis in order])
    with np.errstate(over="ignore"):
        whole = whole.astype(dtype).transpose(np.argsort(order))
    corner = whole[tuple(slice(offset, None) for _ in shape)]
    stepped = corner[tuple(slice(None, None, step) for step in steps)]
    return stepped[tuple(slice(size) for size in shape)]


@hypothesis.settings(max_examples=400, deadline=None, derandomize=True)
@hypothesis.given(st.data())
def test_layouts(data: Any) -> None:
    draw = data.draw
    function = draw(st.sampled_from(list(sa.ACTIVATIONS.values())))
    role = draw(st.sampled_from(ROLES))
    dtype = draw(st.sampled_from(["float16", "float32", "float64"]))
    ufunc = KERNELS[draw(st.sampled_from(_core.isas))][
        f"{function.name}_{role}" if role else function.name
    ]
    shape = tuple(draw(st.lists(st.integers(0, 40), min_size=1, max_size=3)))
    x, dy, out = (draw(views(shape, dtype)) for _ in range(3))
    inputs = [dy, x] if role == "backward" else [x]
    params = draw(st.sampled_from(grid(function, dtype)))
    inputs += [np.asarray(value, dtype) for value in params.values()]

    flat = [np.broadcast_to(a, shape).ravel().copy() for a in inputs]
    expected = KERNELS["baseline"][ufunc.__name__](*flat).reshape(shape)
    assert_same(x, expected, ufunc(*inputs), f"{ufunc.__name__} {dtype} {x.strides}")

    target = draw(st.sampled_from([out, *inputs[: 2 if role == "backward" else 1]]))
    assert ufunc(*inputs, out=target) is target
    assert_same(expected, expected, target.copy(), f"{ufunc.__name__} out {target.strides}")


LENGTHS = [1, 2, 3, 7, 8, 9, 10, 16, 33, 96, 97, 104, 257, 1025]


@hypothesis.settings(max_examples=300, deadline=None, derandomize=True)
@hypothesis.given(st.data())
def test_rows(data: Any) -> None:
    """Any axis of any layout, against its rows one by one on the slowest instruction set."""
    draw = data.draw
    name = draw(st.sampled_from(["softmax", "softmin", "log_softmax", "logsumexp"]))
    dtype = draw(st.sampled_from(["float16", "float32", "float64"]))
    shape = tuple(draw(st.lists(st.sampled_from(LENGTHS), min_size=1, max_size=3)))
    hypothesis.assume(np.prod(shape) < 40_000)
    axis = draw(st.integers(-len(shape), len(shape) - 1))
    x = draw(views(shape, dtype))

    kernel = KERNELS["baseline"]["softmax" if name == "softmin" else name]
    temperature = [] if name == "logsumexp" else [np.asarray(-1 if name == "softmin" else 1, dtype)]
    lines = np.moveaxis(x, axis, -1)
    rows = lines.reshape(-1, shape[axis]).copy()
    expected = np.array([kernel(row, *temperature) for row in rows], dtype)
    expected = expected.reshape(lines.shape[: -1 if name == "logsumexp" else None])

    result = getattr(sa, name)(x, axis=axis)
    given = result if name == "logsumexp" else np.moveaxis(result, axis, -1)
    assert_same(lines, expected, given, f"{name} {dtype} axis {axis} of {x.shape} {x.strides}")
