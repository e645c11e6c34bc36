# SPDX-License-Identifier: MIT
"""The same bits everywhere: layouts, lengths, positions, aliasing, instruction sets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import samples
from conftest import Loop, numpy_dtype
from grid import grid
from swiftact import _core
from ulps import assert_same

LONGEST = 300


def example(dtype: Any, count: int = LONGEST) -> tuple[Any, Any]:
    """Inputs that take every branch, shuffled so that neighbours differ."""
    shuffle = np.random.default_rng(7)
    xs = samples.stratified("float32", 2 * count)
    with np.errstate(over="ignore"):
        xs = np.concatenate([[np.nan, np.inf, -np.inf], xs]).astype(dtype)
    shuffle.shuffle(xs)
    return xs[:count], samples.upstream(count, "float32").astype(dtype)


def test_every_length_and_offset(role: str, any_dtype: str, loop: Loop) -> None:
    xs, dy = example(numpy_dtype(any_dtype))
    expected = loop(xs, dy)
    for length in range(LONGEST + 1):
        start = (length * 7) % 31 if length <= LONGEST - 31 else 0
        part = slice(start, start + length)
        assert_same(xs[part], expected[part], loop(xs[part], dy[part]), f"{length} from {start}")


def test_one_at_a_time(role: str, dtype: str, loop: Loop) -> None:
    xs, dy = example(dtype)
    single = np.array([loop(x, g) for x, g in zip(xs, dy, strict=True)])
    assert_same(xs, loop(xs, dy), single)


def test_strides(role: str, any_dtype: str, loop: Loop) -> None:
    dtype = numpy_dtype(any_dtype)
    xs, dy = example(dtype)
    expected = loop(xs, dy)
    for step in (2, 3, 7, -1, -2, -5):
        room = np.zeros((3, LONGEST * abs(step)), dtype)
        spread_x, spread_dy, out = (row[::step][:LONGEST] for row in room)
        spread_x[:], spread_dy[:] = xs, dy
        assert_same(xs, expected, loop(spread_x, spread_dy), f"{step} in")
        assert_same(xs, expected, loop(xs, dy, out=out), f"{step} out")
        assert_same(xs, expected, loop(spread_x, spread_dy, out=out), f"{step} in and out")
        assert_same(xs, expected, loop(spread_x, spread_dy, out=spread_x), f"{step} in place")


def test_misaligned(role: str, any_dtype: str, loop: Loop) -> None:
    dtype = numpy_dtype(any_dtype)
    xs, dy = example(dtype)
    raw = np.zeros(LONGEST * dtype.itemsize + 1, np.uint8)
    shifted = raw[1:].view(dtype)
    assert dtype.itemsize == 1 or not shifted.flags.aligned
    shifted[:] = xs
    assert_same(xs, loop(xs, dy), loop(shifted, dy))
    out = np.zeros_like(raw)[1:].view(dtype)
    loop(xs, dy, out=out)
    assert_same(xs, loop(xs, dy), out.copy())


def test_byte_swapped(role: str, dtype: str, loop: Loop) -> None:
    xs, dy = example(dtype)
    swapped = np.dtype(dtype).newbyteorder()
    observed = loop.ufunc(
        *((dy.astype(swapped),) if role == "backward" else ()),
        xs.astype(swapped),
        *(np.asarray(v, dtype) for v in loop.function.params.values()),
    )
    assert_same(xs, loop(xs, dy), observed)


def test_axis_order(role: str, dtype: str, loop: Loop) -> None:
    xs, dy = (a.reshape(5, 6, 10) for a in example(dtype))
    expected = loop(xs, dy)
    for axes in ((2, 1, 0), (1, 2, 0), (0, 2, 1)):
        turned = loop(xs.transpose(axes), dy.transpose(axes))
        assert_same(xs.transpose(axes), expected.transpose(axes), turned, f"axes {axes}")
    columns = np.asfortranarray(xs)
    assert_same(xs, expected, loop(columns, dy), "Fortran order")
    assert_same(xs[1:4, ::2], expected[1:4, ::2], loop(xs[1:4, ::2], dy[1:4, ::2]), "view")


def test_in_place(role: str, any_dtype: str, loop: Loop) -> None:
    xs, dy = example(numpy_dtype(any_dtype))
    expected = loop(xs, dy)
    over_x = xs.copy()
    assert loop(over_x, dy, out=over_x) is over_x
    assert_same(xs, expected, over_x, "out is x")
    if role == "backward":
        over_dy = dy.copy()
        loop(xs, over_dy, out=over_dy)
        assert_same(xs, expected, over_dy, "out is dy")


def test_overlapping_out(role: str, dtype: str, loop: Loop) -> None:
    xs, dy = example(dtype)
    expected = loop(xs, dy)
    for shift in (1, 3, 16, -1, -5):
        room = np.zeros(LONGEST + abs(shift), dtype)
        source = room[max(0, -shift) :][:LONGEST]
        target = room[max(0, shift) :][:LONGEST]
        source[:] = xs
        loop(source, dy, out=target)
        assert_same(xs, expected, target, f"out shifted by {shift}")


def test_long_arrays(role: str, dtype: str, loop: Loop) -> None:
    """Past NumPy's buffer size and the GIL's release, in one piece or in pieces."""
    xs = np.resize(example(dtype)[0], 20_011)
    dy = np.resize(example(dtype)[1], xs.shape)
    cuts = [17, 9001]
    pieces = [loop(x, g) for x, g in zip(np.split(xs, cuts), np.split(dy, cuts), strict=True)]
    assert_same(xs, np.concatenate(pieces), loop(xs, dy))


def test_parameters_broadcast(function: Any, role: str, dtype: str, loop: Loop) -> None:
    """One number, a column and a full array of parameters give the same bits."""
    if not function.params:
        pytest.skip("no parameters")
    xs, dy = example(dtype)
    for params in grid(function, dtype):
        expected = loop(xs, dy, params)
        full = {name: np.full(xs.shape, value) for name, value in params.items()}
        assert_same(xs, expected, loop(xs, dy, full), f"full {params}")
        column = {name: np.full((10, 1), value) for name, value in params.items()}
        grid_x, grid_dy = xs.reshape(10, 30), dy.reshape(10, 30)
        observed = loop(grid_x, grid_dy, column)
        assert_same(grid_x, expected.reshape(10, 30), observed, f"column {params}")


def test_instruction_sets_agree(function: Any, role: str, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    xs = samples.everywhere(dtype, 100_001)
    if dtype.itemsize > 2:
        xs = np.concatenate([xs, samples.stratified(dtype, 100_000)])
    dy = np.resize(samples.upstream(997, "float32").astype(dtype), xs.shape)
    for params in grid(function, dtype)[:3]:
        expected = Loop(function, role, _core.isas[0])(xs, dy, params)
        for other in _core.isas[1:]:
            observed = Loop(function, role, other)(xs, dy, params)
            assert_same(xs, expected, observed, f"{function.name} {role} {other} {params}")
