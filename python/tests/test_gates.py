# SPDX-License-Identifier: MIT
"""Gated units: two inputs or halves of one, both gradients in one pass."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

import samples
import swiftact as sa
from conftest import numpy_dtype
from swiftact import _core
from ulps import assert_same

GATES = {sa.glu: sa.sigmoid, sa.swiglu: sa.silu, sa.geglu: sa.gelu, sa.reglu: sa.relu}


@pytest.fixture(params=GATES, ids=lambda gate: gate.name)
def gate(request: pytest.FixtureRequest) -> Any:
    return request.param


def example(dtype: Any, shape: tuple[int, ...] = (4, 257)) -> tuple[Any, Any, Any]:
    generator = np.random.default_rng(0)
    return tuple((generator.standard_normal((3, *shape)) * 4).astype(dtype))


def test_values_and_gradients(gate: Any, dtype: str) -> None:
    dy, x, value = example(dtype)
    f = GATES[gate]
    wide = [a.astype(np.longdouble) for a in (dy, x, value)]
    # Both factors in doubles are more than a float32 product needs.
    tolerance = 4 * float(np.finfo(dtype).eps)
    active, slope = f(x.astype(float)), f.grad(x.astype(float))
    np.testing.assert_allclose(gate(x, value), active * wide[2], rtol=tolerance)
    dgate, dvalue = gate.backward(dy, x, value)
    np.testing.assert_allclose(dvalue, wide[0] * active, rtol=tolerance)
    # Beside a root of the slope its error is that of a slope of 1/4.
    error = abs(dgate - wide[0] * wide[2] * slope) / abs(wide[0] * wide[2])
    assert (error <= tolerance * np.maximum(abs(slope), 0.25)).all()
    assert gate(x, value).dtype == dgate.dtype == dvalue.dtype == dtype


def test_over_the_whole_range(gate: Any) -> None:
    """Tails too: against the activation in float64, where float32 products are exact."""
    x = samples.stratified("float32", 4000)
    value = np.random.default_rng(1).permutation(x)
    with np.errstate(all="ignore"):
        wanted = (GATES[gate](x.astype(float)) * value).astype(np.float32)
    with np.errstate(all="raise"):
        got = gate(x, value)
        gate.backward(value, x, value)
    finite = np.isfinite(wanted) & (wanted != 0)
    steps = got[finite].view(np.int32) - wanted[finite].view(np.int32)
    assert abs(steps).max() <= 1


def test_split_form(gate: Any) -> None:
    dy, first, second = example("float32", (3, 5, 8))
    for axis in (-1, 0, 1):
        x = np.concatenate([first, second], axis)
        for gate_first in (True, False):
            options = {"axis": axis, "gate_first": gate_first}
            a, b = (first, second) if gate_first else (second, first)
            assert_same(None, gate(a, b), gate(x, **options))
            da, db = gate.backward(dy, a, b)
            want = np.concatenate([da, db] if gate_first else [db, da], axis)
            assert_same(x, want, gate.backward(dy, x, **options))
            out = np.empty_like(x)
            assert gate.backward(dy, x, out=out, **options) is out
            assert_same(x, want, out)
    ordered = (second, first) if gate is sa.glu else (first, second)
    assert_same(None, gate(*ordered), gate(np.concatenate([first, second], -1)))


def test_layouts_instruction_sets_and_threads(gate: Any, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    dy, x, value = example(dtype, (130, 300))
    want = (gate(x, value), *gate.backward(dy, x, value))
    strided = [np.asfortranarray(a) for a in (dy, x, value)]
    reverse = [np.ascontiguousarray(a[::-1, ::-1])[::-1, ::-1] for a in (dy, x, value)]
    for dys, xs, values in (strided, reverse):
        got = (gate(xs, values), *gate.backward(dys, xs, values))
        for a, b in zip(want, got, strict=True):
            assert_same(None, a, b)
    for isa in _core.isas:
        kernels = _core.kernels(isa)
        got = (kernels[gate.name](x, value), *kernels[f"{gate.name}_backward"](dy, x, value))
        for a, b in zip(want, got, strict=True):
            assert_same(None, a, b, isa)
    with sa.threads(3):
        got = (gate(x, value), *gate.backward(dy, x, value))
    for a, b in zip(want, got, strict=True):
        assert_same(None, a, b)


def test_in_place(gate: Any) -> None:
    dy, x, value = example("float32")
    dgate, dvalue = gate.backward(dy, x, value)
    a, b = x.copy(), value.copy()
    gate.backward(dy, a, b, out=(a, b))
    assert_same(x, dgate, a)
    assert_same(x, dvalue, b)
    assert_same(x, gate(x, value), gate(x, value, out=x.copy()))


def test_gated() -> None:
    dy, x, value = example("float64")
    for name in ("mish", "relu", "gelu"):
        if name not in sa.ACTIVATIONS:
            continue
        made = sa.gated(name)
        f = sa.get(name)
        assert_same(x, f(x) * value, made(x, value))
        dgate, dvalue = made.backward(dy, x, value)
        assert_same(x, f.backward(dy * value, x), dgate)
        assert_same(x, dy * f(x), dvalue)
        a, b = x.copy(), value.copy()
        made.backward(dy, a, b, out=(a, b))
        assert_same(x, dgate, a)
        assert_same(x, dvalue, b)
    both = np.concatenate([x, value], -1)
    assert_same(None, sa.reglu(both), sa.gated(sa.relu)(both))
    assert_same(None, sa.reglu(both, gate_first=False), sa.gated("relu", gate_first=False)(both))
    assert sa.gated("elu").activation is sa.elu


def test_errors_and_objects(gate: Any) -> None:
    with pytest.raises(ValueError, match=rf"{gate.name}: axis -1 has 5 elements"):
        gate(np.ones((2, 5)))
    with pytest.raises(ValueError, match="axis 3 is out of bounds"):
        gate(np.ones((2, 4)), axis=3)
    with pytest.raises(TypeError, match="real numbers"):
        gate(np.ones(4) * 1j)
    assert pickle.loads(pickle.dumps(gate)) is gate
    assert repr(gate) == f"<swiftact.{gate.name}>"
    assert gate.activation is GATES[gate]
    assert gate(np.arange(4)).dtype == np.float64
