# SPDX-License-Identifier: MIT
"""The callable type in C: defaults, keywords, precision, errors. Independent of the catalogue."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from swiftact import _core

ROOT = Path(__file__).resolve().parents[2]
VECTORCALL = 1 << 11  # Py_TPFLAGS_HAVE_VECTORCALL
DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "bfloat16"]


class Subclass(_core.ActivationBase):
    """What swiftact.Activation is to the base type."""


@pytest.fixture
def elu() -> Subclass:
    return Subclass(_core.elu, (1.0,), ("alpha",), ((0.0, np.inf),))


@pytest.fixture
def relu() -> Subclass:
    return Subclass(_core.relu)


def dtype_of(name: str) -> np.dtype[Any]:
    return np.dtype(pytest.importorskip("ml_dtypes").bfloat16 if name == "bfloat16" else name)


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("shape", [(3,), ()], ids=["array", "0-d"])
def test_results_have_the_type_of_exp(
    name: str, shape: tuple[int, ...], elu: Subclass, relu: Subclass
) -> None:
    array = np.ones(shape, dtype_of(name))
    for x in (array, array[()]):
        expected = np.exp(x).dtype
        assert relu(x).dtype == expected
        assert elu(x).dtype == expected
        assert elu(x, 0.2).dtype == expected
        assert elu(x, alpha=2).dtype == expected


@pytest.mark.parametrize("name", ["f2", "f4", "f8", "bfloat16"])
def test_defaults_are_what_would_be_given(name: str) -> None:
    dtype = dtype_of(name)
    third = Subclass(_core.elu, (1 / 3,), ("alpha",))
    x = np.linspace(-4, 4, 99).astype(dtype)
    expected = _core.elu(x, np.asarray(1 / 3).astype(dtype))
    out = np.empty_like(x)
    assert third(x, out=out) is out
    for got in (third(x), third(x, 1 / 3), third(x, alpha=1 / 3), out):
        np.testing.assert_array_equal(got, expected)


def test_defaults_are_not_rounded_to_the_array_when_dtype_is_given() -> None:
    third = Subclass(_core.elu, (1 / 3,), ("alpha",))
    x = np.array([-1.0], np.float32)
    np.testing.assert_array_equal(third(x, dtype="f8"), _core.elu(x.astype("f8"), 1 / 3))


def test_parameters_broadcast(elu: Subclass) -> None:
    x = np.full((2, 3), -1.0)
    alpha = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(elu(x, alpha=alpha), elu(x) * alpha)


def test_array_as_default() -> None:
    alpha = np.array([1.0, 2.0])
    channels = Subclass(_core.elu, (alpha,), ("alpha",))
    x = np.array([-1.0, -1.0])
    np.testing.assert_array_equal(channels(x), _core.elu(x, alpha))


def test_too_large_a_number_becomes_infinite_in_silence(elu: Subclass) -> None:
    with np.errstate(all="raise"):
        for dtype in (np.float16, np.float32):
            assert elu(np.array([-1.0], dtype), 1e300)[0] == -np.inf


@pytest.mark.parametrize(
    ("arguments", "keywords", "kind", "text"),
    [
        ((), {}, TypeError, r"elu\(\) takes 1 to 3 positional arguments, not 0"),
        ((1.0, 1, 1, 1), {}, TypeError, r"elu\(\) takes 1 to 3 positional arguments, not 4"),
        ((1.0, 0.2), {"alpha": 0.2}, TypeError, r"elu\(\) got multiple values.*'alpha'"),
        ((1.0,), {"alhpa": 1}, TypeError, r"elu\(\).*'alhpa'; parameters: alpha; .*out, where"),
        ((1.0,), {"alpha": float("nan")}, ValueError, r"elu\(\): alpha must be in \[0.0, inf\]"),
        ((1.0,), {"alpha": np.float32(-1)}, ValueError, r"alpha must be in .*, not -1.0"),
        ((1.0, -1), {}, ValueError, r"alpha must be in .*, not -1.0"),
        ((1.0,), {"alpha": "one"}, TypeError, r"elu\(\) takes real numbers.*alpha has dtype <U3"),
        ((1j,), {}, TypeError, r"elu\(\) takes real numbers.*argument 1 has dtype complex128"),
        ((["a"],), {}, TypeError, r"elu\(\) takes real numbers.*argument 1 has dtype <U1"),
        ((np.zeros(3), np.zeros(4)), {}, ValueError, "could not be broadcast"),
    ],
)
def test_errors_name_the_function_and_the_argument(
    elu: Subclass,
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
    kind: type[Exception],
    text: str,
) -> None:
    with pytest.raises(kind, match=text):
        elu(*arguments, **keywords)


def test_constructor_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="disagree"):
        Subclass(_core.elu, (1.0,), ())
    with pytest.raises(ValueError, match="disagree"):
        Subclass(_core.relu, (1.0,), ("alpha",))
    with pytest.raises(ValueError, match="alpha must be in"):
        Subclass(_core.elu, (float("nan"),), ("alpha",))
    with pytest.raises(TypeError, match="ufunc"):
        Subclass(len)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="__init__"):
        Subclass.__new__(Subclass)(1.0)
    with pytest.raises(TypeError, match="once"):
        Subclass(_core.relu).__init__(_core.elu)  # type: ignore[misc]


def test_subclasses_keep_vectorcall_unless_they_define_call(relu: Subclass) -> None:
    class Own(_core.ActivationBase):
        def __call__(self, *operands: Any, **keywords: Any) -> Any:
            return operands

    assert type(relu).__flags__ & VECTORCALL
    assert not type(Own(_core.relu)).__flags__ & VECTORCALL
    assert Own(_core.relu)(1, 2) == (1, 2)


def test_types_that_take_over_see_the_named_ufunc(elu: Subclass) -> None:
    class Recorder:
        def __array_ufunc__(self, ufunc: np.ufunc, *_: Any, **__: Any) -> np.ufunc:
            return ufunc

    assert elu(Recorder()) is _core.elu
    masked = elu(np.ma.array([-1.0, 2.0], mask=[True, False]))
    assert masked.mask.tolist() == [True, False]


def test_cycles_are_collected() -> None:
    function = Subclass(_core.elu, (1.0,), ("alpha",))
    function(np.ones(3))
    function.itself = function  # type: ignore[attr-defined]
    gone = weakref.ref(function)
    del function
    gc.collect()
    assert gone() is None


def test_first_calls_from_many_threads() -> None:
    for _ in range(20):
        function = Subclass(_core.elu, (0.5,), ("alpha",))
        start = threading.Barrier(8)
        results: list[float] = []

        def call(
            function: Subclass = function,
            start: threading.Barrier = start,
            results: list[float] = results,
        ) -> None:
            start.wait()
            results.append(function(np.array([-1.0]))[0])

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(results) == 8
        assert len(set(results)) == 1


@pytest.mark.parametrize("before", ["", "import ml_dtypes"])
def test_bfloat16_appears_whenever_ml_dtypes_does(before: str) -> None:
    pytest.importorskip("ml_dtypes")
    program = f"""{before}
import numpy as np, swiftact as sa
from swiftact import _core
sa.elu(np.ones(3, np.float32))
import ml_dtypes
x = -np.ones(3, ml_dtypes.bfloat16)
assert sa.relu(x).dtype == sa.elu(x).dtype == sa.elu.backward(x, x).dtype == x.dtype
assert sa.elu(x, alpha=0.5).dtype == x.dtype
for isa in _core.isas:
    assert _core.kernels(isa)["relu"](x).dtype == x.dtype
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT / "python")


def test_ufuncs_pickle_by_name() -> None:
    import pickle

    for name, ufunc in _core.kernels(_core.isa).items():
        assert getattr(_core, name) is ufunc
        assert pickle.loads(pickle.dumps(ufunc)) is ufunc


def test_unknown_instruction_sets() -> None:
    with pytest.raises(ValueError, match="'sse9'"):
        _core.kernels("sse9")
    with pytest.raises(TypeError, match="not 3"):
        _core.kernels(3)  # type: ignore[arg-type]
    assert _core.isa in _core.isas
    assert all(_core.kernels(isa).keys() == _core.kernels("baseline").keys() for isa in _core.isas)


def test_threads_are_set_for_all_or_for_one() -> None:
    before = _core.num_threads()
    x = np.linspace(-9, 9, 1 << 17)
    expected = _core.gelu(x)
    try:
        _core.set_num_threads(3)
        assert _core.num_threads() == 3
        np.testing.assert_array_equal(_core.gelu(x), expected)
        assert _core.set_num_threads_here(2) == 0
        assert _core.num_threads() == 2
        assert _core.set_num_threads_here(0) == 2
        assert _core.num_threads() == 3
    finally:
        _core.set_num_threads(before)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        _core.set_num_threads(0)
    with pytest.raises(ValueError, match="at least 0, not -1"):
        _core.set_num_threads_here(-1)
    with pytest.raises(TypeError):
        _core.set_num_threads("two")  # type: ignore[arg-type]
