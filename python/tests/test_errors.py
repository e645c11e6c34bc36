# SPDX-License-Identifier: MIT
"""Bad calls fail with one readable sentence that names the function and the argument."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import swiftact as sa
from swiftact import Activation, _core

X = np.linspace(-2, 2, 5)
UNSUITABLE = {
    "strings": np.array(["a", "b"]),
    "bytes": np.array([b"a"]),
    "complex": np.array([1j]),
    "object": np.array([object()]),
    "longdouble": np.array([1.0], np.longdouble),
    "datetime": np.array(["2026-01-01"], "M8[D]"),
    "text": "1.0",
    "None": None,
}


def passes(function: Activation) -> list[Any]:
    return [function, function.grad, lambda x, **kw: function.backward_input(X[:1], x, **kw)]


@pytest.mark.parametrize("kind", UNSUITABLE)
def test_unsuitable_types(function: Any, kind: str) -> None:
    for call in passes(function):
        with pytest.raises(TypeError, match=rf"{function.name}\w*\(\).* argument \d has dtype"):
            call(UNSUITABLE[kind])


@pytest.mark.parametrize("kind", ["strings", "complex", "object"])
def test_unsuitable_types_of_upstream_gradients(function: Any, kind: str) -> None:
    with pytest.raises(TypeError, match=rf"{function.name}_backward\(\).* argument 1 has dtype"):
        function.backward_input(UNSUITABLE[kind], X[:1])


def test_unknown_keywords(function: Any) -> None:
    for call in passes(function):
        with pytest.raises(TypeError, match=rf"{function.name}\w*\(\).*'alhpa'"):
            call(X, alhpa=1.0)


def test_number_of_arguments(function: Any) -> None:
    too_many = [X] * (4 + len(function.params))
    for call in (function, function.grad, function.backward):
        with pytest.raises(TypeError, match=function.name):
            call()
        with pytest.raises(TypeError, match=function.name):
            call(*too_many)


def test_shapes_that_do_not_match(function: Any) -> None:
    with pytest.raises(ValueError, match=rf"{function.name}_backward\(\): .*broadcast"):
        function.backward_input(X, X[:3])


def test_out_that_cannot_be_written(function: Any) -> None:
    frozen = np.zeros(5)
    frozen.flags.writeable = False
    for call in (function, function.grad):
        with pytest.raises(ValueError, match=rf"{function.name}\w*\(\): .*read-only"):
            call(X, out=frozen)
        with pytest.raises(TypeError, match=function.name):
            call(X, out=[0.0] * 5)
        with pytest.raises(TypeError, match=function.name):
            call(X, dtype=np.int32)


@pytest.mark.parametrize("value", [np.nan, np.float32("nan"), float("nan")])
def test_parameters_are_never_nan(function: Any, value: Any) -> None:
    for name in function.params:
        for call in (*passes(function), lambda _, **kw: function.partial(**kw)):
            with pytest.raises(ValueError, match=rf"{function.name}\w*\(\): {name} must be in"):
                call(X, **{name: value})


def test_parameters_stay_in_bounds(function: Any) -> None:
    for name, parameter in function.entry.params.items():
        with np.errstate(over="ignore"):
            outside = np.nextafter([parameter.lowest, parameter.highest], [-np.inf, np.inf])
        for beyond in outside:
            if np.isfinite(beyond) and not parameter.lowest <= beyond <= parameter.highest:
                with pytest.raises(ValueError, match=f"{name} must be in"):
                    function(X, **{name: beyond})
                with pytest.raises(ValueError, match=f"{name} must be in"):
                    function.partial(**{name: beyond})


def test_parameters_are_real(function: Any) -> None:
    for name in function.params:
        for value in ("0.1", 1j, None):
            with pytest.raises(TypeError, match=name):
                function(X, **{name: value})
            with pytest.raises(TypeError, match=name):
                function.partial(**{name: value})


def test_parameters_given_twice(function: Any) -> None:
    for name, value in function.params.items():
        with pytest.raises(TypeError, match=f"multiple values for argument '{name}'"):
            function(X, *function.params.values(), **{name: value})


def test_unknown_parameters_of_partial(function: Any) -> None:
    with pytest.raises(TypeError, match=f"{function.name} has no parameter 'alhpa'"):
        function.partial(alhpa=1.0)


def test_unknown_names() -> None:
    with pytest.raises(ValueError, match=r"no activation is called 'gleu'; did you mean 'gelu'"):
        sa.get("gleu")
    with pytest.raises(ValueError, match=r"no activation is called 'qqqqqqq'"):
        sa.get("qqqqqqq")
    with pytest.raises(TypeError, match="expected a name or an Activation"):
        sa.get(np.tanh)  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="'swiftact' has no attribute 'gleu'"):
        _ = sa.gleu  # type: ignore[attr-defined]


def test_unknown_instruction_set() -> None:
    with pytest.raises(ValueError, match="unknown instruction set 'mmx'"):
        _core.kernels("mmx")


def test_an_error_leaves_the_function_usable(function: Any) -> None:
    before = function(X)
    for bad in UNSUITABLE.values():
        with pytest.raises(TypeError):
            function(bad)
    assert np.array_equal(function(X), before, equal_nan=True)
