# SPDX-License-Identifier: MIT
"""Activation objects: metadata, binding, pickling, cards, help."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import Any

import numpy as np
import pytest

import swiftact as sa
import tables
from conftest import ROLES
from swiftact import Activation, _core
from swiftact.documentation import PROMISE

X = np.linspace(-3, 3, 13)


def equal(left: Any, right: Any) -> bool:
    return np.array_equal(left, right, equal_nan=True)


def same(left: Activation, right: Activation) -> bool:
    return left.name == right.name and left.params == right.params and type(left) is type(right)


def test_is_what_its_name_says(function: Any) -> None:
    assert getattr(sa, function.name) is function
    assert sa.get(function.name) is function
    assert sa.get(function) is function
    for alias in function.aliases:
        assert sa.get(alias) is function
    assert function.ufunc is getattr(_core, function.name)
    assert function.ufunc_grad is getattr(_core, f"{function.name}_grad")
    assert function.ufunc_backward is getattr(_core, f"{function.name}_backward")


def test_calls_its_ufuncs(function: Any) -> None:
    params = function.params.values()
    assert equal(function(X), function.ufunc(X, *params))
    assert equal(function.grad(X), function.ufunc_grad(X, *params))
    assert equal(function.backward_input(X, X), function.ufunc_backward(X, X, *params))


def test_metadata_is_complete(function: Any) -> None:
    for fact in ("name", "title", "formula", "derivative", "cost", "used", "saturates"):
        assert isinstance(getattr(function, fact), str)
        assert getattr(function, fact), fact
    for fact in ("range", "limits", "slope_limits", "domain"):
        assert len(getattr(function, fact)) == 2
    for fact in ("monotone", "smooth"):
        assert isinstance(getattr(function, fact), bool)
    assert function.zero_centred in (True, False, "roughly")
    for dtype, errors in function.ulp.items():
        for role, error, promised in zip(ROLES, errors, PROMISE[dtype], strict=True):
            stated = tables.EXCEPTIONS.get((function.name, dtype, role), (promised, ""))
            assert error <= stated[0], f"{dtype} {role}"


def test_partial(function: Any) -> None:
    for name in function.params:
        bound = function.partial(**{name: 0.625})
        assert type(bound) is type(function)
        assert bound.params[name] == 0.625
        assert equal(bound(X), function(X, **{name: 0.625}))
        assert equal(bound.grad(X), function.grad(X, **{name: 0.625}))
        assert equal(bound.backward_input(X, X), function.backward_input(X, X, **{name: 0.625}))
        assert equal(bound(X, **{name: 0.75}), function(X, **{name: 0.75}))
        assert function.params[name] != 0.625
        assert bound.partial(**{name: 0.25}).params[name] == 0.25
        assert sa.get(function.name, **{name: 0.625}).params == bound.params
        assert f"{name}=0.625" in repr(bound)
    assert function.partial().params == function.params


def test_array_parameters(function: Any) -> None:
    """An array as default broadcasts, as PReLU needs; facts are then unknown."""
    for name in function.params:
        slopes = np.array([0.25, 0.5, 0.75])
        bound = function.partial(**{name: slopes})
        xs = np.linspace(-2, 2, 12).reshape(4, 3)
        expected = np.stack([function(xs[:, i], **{name: slopes[i]}) for i in range(3)], axis=1)
        assert equal(bound(xs), expected)
        assert bound.range is None
        assert bound.monotone is None
        assert bound.smooth is None
        assert equal(pickle.loads(pickle.dumps(bound))(xs), expected)


def test_facts_follow_parameters() -> None:
    assert sa.leaky_relu.monotone
    assert not sa.leaky_relu.partial(alpha=-1.0).monotone
    assert sa.leaky_relu.kinks == {0.0: 0.01}
    assert sa.leaky_relu.partial(alpha=1.0).smooth
    assert sa.elu.smooth
    assert sa.elu.partial(alpha=2.0).range == (-2.0, np.inf)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(function: Any, protocol: int) -> None:
    def turned(thing: Any) -> Any:
        return pickle.loads(pickle.dumps(thing, protocol))

    assert turned(function) is function
    assert turned(function.grad) is function.grad
    assert turned(function.backward) is function.backward
    for name in function.params:
        bound = function.partial(**{name: 0.625})
        assert same(turned(bound), bound)
        assert equal(turned(bound.grad)(X), bound.grad(X))


def test_copy(function: Any) -> None:
    assert copy.copy(function) is function
    assert copy.deepcopy([function])[0] is function
    assert copy.deepcopy(function.grad) is function.grad


def test_repr(function: Any) -> None:
    assert repr(function).startswith(f"<swiftact.{function.name}")
    assert repr(function.grad).startswith(f"<swiftact.{function.name}.grad")
    assert all(f"{name}=" in repr(function) for name in function.params)


def test_signature(function: Any) -> None:
    assert [*inspect.signature(function).parameters][: 1 + len(function.params)] == [
        "x",
        *function.params,
    ]
    backward = inspect.signature(function.backward)
    assert [*backward.parameters][:2] == ["dy", "x"]
    for name, value in function.params.items():
        assert backward.parameters[name].default == value
    assert "out" in backward.parameters


def test_documentation(function: Any) -> None:
    assert max(map(len, function.__doc__.splitlines())) <= 100
    text = " ".join(function.__doc__.split())
    for part in (function.title, function.formula, function.derivative, "float32", ">>> "):
        assert part in text
    assert all(name in text for name in function.params)
    assert function.derivative in " ".join(function.backward.__doc__.split())
    assert "activation function" in Activation.__doc__


def test_card(function: Any) -> None:
    from xml.etree import ElementTree

    html = function._repr_html_()
    ElementTree.fromstring(html)  # well-formed
    assert html.count("<path") >= 2
    assert function.title in html


def test_listing() -> None:
    names = list(sa.ACTIVATIONS)
    assert len(names) == len(set(names))
    assert set(names) <= set(dir(sa))
    assert set(names) <= set(sa.__all__)
    aliases = [alias for function in sa.ACTIVATIONS.values() for alias in function.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(names)
    with pytest.raises(TypeError):
        sa.ACTIVATIONS["new"] = sa.relu  # type: ignore[index]
    for name in sa.__all__:
        assert getattr(sa, name) is not None
