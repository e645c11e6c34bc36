# SPDX-License-Identifier: MIT
"""The functions behave as NumPy's own ufuncs do."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

import samples
from conftest import Loop, numpy_dtype
from ulps import assert_same

XS = np.array([-3.5, -1.0, -0.25, 0.0, 0.5, 1.0, 2.5, 30.0])
DY = np.array([0.5, -2.0, 1.0, 3.0, -0.125, 1.0, 2.0, -1.0])


def upstream(x: Any) -> Any:
    dy = np.empty_like(np.asarray(x), float, subok=False)
    dy[...] = np.resize(DY, dy.shape)
    return dy


@pytest.fixture
def call(function: Any, role: str) -> Any:
    """The public callable, with an upstream gradient already in its place."""
    if role == "backward":
        return lambda x, **kw: function.backward_input(upstream(x), x, **kw)
    return getattr(function, role) if role else function


def test_is_a_ufunc(loop: Loop, function: Any, role: str) -> None:
    assert type(loop.ufunc) is np.ufunc
    assert loop.ufunc.__name__ == loop.name
    assert loop.ufunc.nin == (2 if role == "backward" else 1) + len(function.params)
    assert [kind[-1] for kind in loop.ufunc.types][:3] == ["e", "f", "d"]


def test_out(call: Any) -> None:
    expected = call(XS)
    out = np.empty_like(XS)
    assert call(XS, out=out) is out
    assert_same(XS, expected, out)
    assert call(XS, out=(out,)) is out
    frozen = np.empty_like(XS)
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        call(XS, out=frozen)
    with pytest.raises(TypeError, match="cast"):
        call(XS, out=np.empty(len(XS), np.int32))
    with pytest.raises(ValueError, match="broadcast"):
        call(XS, out=np.empty(len(XS) + 1))


def test_out_of_other_types(call: Any) -> None:
    wide = np.empty(len(XS), np.complex128)
    assert_same(XS, call(XS), call(XS, out=wide).real.copy())
    narrow = call(XS, out=np.empty(len(XS), np.float32))
    assert_same(XS, call(XS).astype(np.float32), narrow)


def test_where(call: Any) -> None:
    chosen = np.arange(len(XS)) % 3 == 0
    out = np.full(len(XS), 9.0)
    call(XS, out=out, where=chosen)
    assert_same(XS, np.where(chosen, call(XS), 9.0), out)
    call(XS, out=out, where=~chosen)
    assert_same(XS, call(XS), out)


def test_dtype_and_casting(call: Any, role: str) -> None:
    assert call(XS, dtype=np.float32).dtype == np.float32
    if role != "backward":
        assert call(XS.astype("f4"), dtype="f8").dtype == np.float64
        with pytest.raises(TypeError):
            call(XS, dtype=np.float32, casting="safe")
    with pytest.raises(TypeError):
        call(XS, dtype=np.int32)


def test_dtypes_are_kept(function: Any, role: str, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    xs = XS.astype(dtype)
    call = {"": function, "grad": function.grad, "backward": function.backward_input}[role]
    operands = (xs, xs) if role == "backward" else (xs,)
    assert call(*operands).dtype == dtype
    scalars = tuple(operand[3] for operand in operands)
    assert call(*scalars).dtype == dtype
    if function.params:
        assert call(*operands, *function.params.values()).dtype == dtype
        assert call(*operands, **function.params).dtype == dtype


@pytest.mark.parametrize("kind", ["?", "b", "B", "h", "H", "i", "I", "l", "L", "q", "Q"])
def test_integers_promote_as_in_exp(function: Any, kind: str) -> None:
    xs = np.array([0, 1, 1], kind)
    assert function(xs).dtype == np.exp(xs).dtype
    assert_same(xs, function(xs.astype(np.exp(xs).dtype)), function(xs))


def test_scalars_lists_and_no_dimensions(call: Any) -> None:
    expected = call(np.array([0.5]))[0]
    for x in (0.5, np.float64(0.5), np.array(0.5)):
        y = call(x)
        assert isinstance(y, np.float64)
        assert y == expected
    assert isinstance(call(np.array(0.5), out=np.empty(())), np.ndarray)
    assert_same(XS, call(XS), call(XS.tolist()))


def test_empty(call: Any) -> None:
    for shape in [(0,), (3, 0), (0, 4, 2)]:
        assert call(np.empty(shape)).shape == shape


def test_broadcasting(function: Any) -> None:
    dy = DY[:3, None]
    expected = np.array([[d * s for s in function.grad(XS)] for d in DY[:3]])
    observed = function.backward_input(dy, XS)
    assert observed.shape == (3, len(XS))
    assert np.allclose(observed, expected, rtol=1e-14, atol=0, equal_nan=True)
    with pytest.raises(ValueError, match="broadcast"):
        function.backward_input(np.ones(3), XS)


def test_order(call: Any) -> None:
    xs = np.asfortranarray(XS.reshape(2, 4))
    assert call(xs).flags.f_contiguous
    assert call(xs, order="C").flags.c_contiguous


def test_subclasses(call: Any) -> None:
    class Tagged(np.ndarray):
        pass

    tagged = XS.view(Tagged)
    assert type(call(tagged)) is Tagged
    assert type(call(tagged, subok=False)) is np.ndarray
    assert_same(XS, call(XS), np.asarray(call(tagged)))


def test_masked_arrays(call: Any) -> None:
    masked = np.ma.masked_array(XS, XS < 0)
    observed = call(masked)
    assert isinstance(observed, np.ma.MaskedArray)
    assert (observed.mask == masked.mask).all()
    assert_same(XS[XS >= 0], call(XS)[XS >= 0], observed.compressed())


def test_array_ufunc_protocol(call: Any, function: Any, role: str) -> None:
    class Lazy:
        def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
            return ufunc.__name__, method

    if role == "backward":
        assert function.backward_input(1.0, Lazy()) == (f"{function.name}_backward", "__call__")
    else:
        assert call(Lazy()) == (function.name + (f"_{role}" if role else ""), "__call__")


def test_at(loop: Loop, function: Any, role: str) -> None:
    if role == "backward" or function.params:
        pytest.skip("numpy.ufunc.at takes one or two operands: see test_two_operand_methods")
    xs = XS.copy()
    loop.ufunc.at(xs, [1, 4, 4])
    expected = XS.copy()
    expected[1] = loop(XS[1])
    expected[4] = loop(loop(XS[4]))
    assert_same(XS, expected, xs)


def test_two_operand_methods(loop: Loop) -> None:
    """Every ufunc of two inputs has reduce, accumulate, outer and at: all sequential in order."""
    ufunc = loop.ufunc
    if ufunc.nin != 2:
        with pytest.raises(ValueError, match="only supported for binary"):
            ufunc.reduce(XS)
        return
    folded, steps = XS[0], [XS[0]]
    for x in XS[1:]:
        folded = ufunc(folded, x)
        steps.append(folded)
    assert_same(XS, np.array(steps), ufunc.accumulate(XS))
    assert_same(XS, folded, ufunc.reduce(XS))
    assert_same(XS, folded, ufunc.reduce(np.stack([XS, XS], 1), axis=0)[1])
    assert_same(XS, ufunc(XS[:, None], DY), ufunc.outer(XS, DY))
    target = XS.copy()
    ufunc.at(target, [2, 5, 5], 0.75)
    expected = XS.copy()
    expected[2] = ufunc(XS[2], 0.75)
    expected[5] = ufunc(ufunc(XS[5], 0.75), 0.75)
    assert_same(XS, expected, target)


def test_long_reductions(loop: Loop) -> None:
    """Where NumPy hands the loop an output that is also an input, shifted by one element."""
    if loop.ufunc.nin != 2:
        pytest.skip("not binary")
    xs = np.random.default_rng(0).uniform(-1, 1, 203)
    steps = [xs[0]]
    for x in xs[1:]:
        steps.append(loop.ufunc(steps[-1], x))
    assert_same(xs, np.array(steps), loop.ufunc.accumulate(xs))
    assert_same(xs, steps[-1], loop.ufunc.reduce(xs))


def test_silent(function: Any, role: str, any_dtype: str, loop: Loop) -> None:
    """No floating-point warning for any input, and no flag lost that was there before."""
    dtype = numpy_dtype(any_dtype)
    xs = samples.everywhere(dtype, 65_536)
    with np.errstate(all="raise"):
        for dy in (1.0, 0.0, np.inf):
            loop(xs, np.full(xs.shape, dy, dtype))
            loop(xs[::3], np.full(xs[::3].shape, dy, dtype))
            loop(xs[4000], dtype.type(dy))


def test_pickled_ufunc(loop: Loop) -> None:
    from swiftact import _core

    chosen = getattr(_core, loop.name)
    assert pickle.loads(pickle.dumps(chosen)) is chosen
