# SPDX-License-Identifier: MIT
"""Calls that go past NumPy's machinery give what the ufunc gives, for every layout next to them."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest

import swiftact as sa

X = np.linspace(-4, 4, 24)
LAYOUTS = {
    "flat": lambda x: x.copy(),
    "one": lambda x: x[:1].copy(),
    "none": lambda x: x[:0].copy(),
    "rows": lambda x: x.reshape(4, 6).copy(),
    "deep": lambda x: x.reshape(2, 3, 1, 4).copy(),
    "Fortran": lambda x: np.asfortranarray(x.reshape(4, 6)),
    "strided": lambda x: x[::2],
    "reversed": lambda x: x[::-1],
    "swapped": lambda x: x.astype(x.dtype.newbyteorder()) if x.dtype.kind == "f" else x[::3],
    "unaligned": lambda x: np.frombuffer(b"." + x.tobytes(), np.uint8)[1:].view(x.dtype),
    "read-only": lambda x: np.frombuffer(x.tobytes(), x.dtype),
    "scalar array": lambda x: x[3].reshape(()),
    "integers": lambda x: x.astype(np.int32),
    "subclass": lambda x: x.view(np.matrix),
}
DTYPES = (np.float16, np.float32, np.float64, ml_dtypes.bfloat16)


@pytest.mark.parametrize("floats", DTYPES, ids=lambda floats: floats.__name__)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_results_are_those_of_the_ufunc(layout: str, floats: type) -> None:
    x = LAYOUTS[layout](X.astype(floats))
    number = x.dtype.type if x.dtype.kind in "fV" else np.float64
    for got, expected in (
        (sa.gelu(x), sa.gelu.ufunc(x)),
        (sa.gelu.backward(x, x), sa.gelu.ufunc_backward(x, x)),
        (sa.leaky_relu(x), sa.leaky_relu.ufunc(x, number(0.01))),
        (sa.leaky_relu(x, alpha=0.5), sa.leaky_relu.ufunc(x, number(0.5))),
        (sa.leaky_relu.backward(x, x), sa.leaky_relu.ufunc_backward(x, x, number(0.01))),
    ):
        assert type(got) is type(expected)
        assert got.dtype == expected.dtype
        assert np.shape(got) == np.shape(expected)
        assert np.asarray(got).flags.c_contiguous == np.asarray(expected).flags.c_contiguous
        assert got.tobytes() == expected.tobytes()


@pytest.mark.parametrize("floats", DTYPES, ids=lambda floats: floats.__name__)
def test_out_may_be_an_input_or_overlap_one(floats: type) -> None:
    memory = np.resize(X, 40).astype(floats)
    for name, place in {"same": slice(0, 24), "later": slice(3, 27), "apart": slice(0, 8)}.items():
        x = memory.copy()
        if name == "apart":
            source, out = x[:8], x[8:16]
        else:
            source, out = x[:24], x[place]
        expected = sa.silu.ufunc(source.copy())
        assert sa.silu(source, out=out) is out
        assert out.tobytes() == expected.tobytes(), name
    dy, x = memory[:24].copy(), memory[8:32].copy()
    expected = sa.silu.ufunc_backward(dy, x)
    assert sa.silu.backward(dy, x, out=dy).tobytes() == expected.tobytes()


def test_arrays_of_other_shapes_or_types_broadcast_and_promote() -> None:
    x = X.astype(np.float32)
    rows = x.reshape(4, 6)
    assert sa.tanh.backward(x[:6], rows).shape == (4, 6)
    assert sa.tanh.backward(np.float32(1), x).dtype == np.float32
    assert sa.tanh.backward(np.ones((), np.float32), x).shape == x.shape
    assert sa.tanh.backward(x.astype(np.float64), x).dtype == np.float64
    assert sa.prelu(rows, alpha=x[:6]).shape == (4, 6)
    assert sa.tanh(x, out=np.empty(24)).dtype == np.float64


def test_out_that_cannot_take_the_result_is_refused() -> None:
    x = X.astype(np.float32)
    locked = np.empty_like(x)
    locked.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        sa.relu(x, out=locked)
    with pytest.raises(ValueError, match="shape"):
        sa.relu(x, out=np.empty(23, np.float32))
    with pytest.raises(TypeError, match="cast"):
        sa.relu(x, out=np.empty(24, np.int64))


def test_large_calls_release_the_interpreter_and_agree() -> None:
    x = np.resize(X.astype(np.float32), 1 << 17)  # beyond what is returned directly
    assert sa.tanh(x).tobytes() == sa.tanh(x, out=np.empty_like(x)).tobytes()
