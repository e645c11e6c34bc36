# SPDX-License-Identifier: MIT
"""A user's own function works wherever a built-in does."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest

import swiftact as sa

X = np.linspace(-3, 3, 12)


def value(x: Any, beta: Any) -> Any:
    return x * np.tanh(beta * x)


def slope(x: Any, beta: Any) -> Any:
    return np.tanh(beta * x) + beta * x / np.cosh(beta * x) ** 2


def test_custom_has_what_a_built_in_has(function: Any) -> None:
    mine = sa.custom(np.tanh, lambda x: 1 - np.tanh(x) ** 2, name="mine")
    assert isinstance(mine, sa.Activation)
    for attribute in dir(function):
        assert hasattr(mine, attribute), attribute
    assert mine.ufunc is mine.ufunc_grad is mine.ufunc_backward is None
    assert mine.range is mine.monotone is mine.kinks is mine.smooth is mine.saturates is None
    assert sa.get(mine) is mine


@pytest.fixture
def mine() -> Any:
    return sa.custom(
        value, slope, name="mine", params={"beta": 1.0}, range=(0, np.inf), monotone=False
    )


def test_calls(mine: Any) -> None:
    assert (mine(X) == value(X, 1.0)).all()
    assert (mine(X, 2.0) == value(X, 2.0)).all()
    assert (mine(X, beta=2.0) == value(X, 2.0)).all()
    assert (mine.grad(X, beta=2.0) == slope(X, 2.0)).all()
    assert (mine.backward(X, X) == X * slope(X, 1.0)).all()
    assert isinstance(mine(1.5), np.float64)
    assert mine([1, 2]).dtype == np.float64
    assert (mine(X.reshape(4, 3), beta=np.ones(3)) == mine(X).reshape(4, 3)).all()


@pytest.mark.parametrize("kind", ["f2", "f4", "f8"])
def test_dtypes(mine: Any, kind: str) -> None:
    for call in (mine, mine.grad):
        assert call(X.astype(kind)).dtype == kind
        assert call(X.astype(kind), beta=0.3).dtype == kind
        assert call(X, dtype=kind).dtype == kind
    assert mine(np.arange(3, dtype="i1")).dtype == np.exp(np.arange(3, dtype="i1")).dtype


def test_ufunc_keywords(mine: Any) -> None:
    out = np.full(len(X), 7.0)
    assert mine(X, out=out, where=X > 0) is out
    assert (out == np.where(X > 0, value(X, 1.0), 7.0)).all()
    assert mine(X, out=(out,)) is out
    in_place = X.copy()
    mine.backward(in_place, X, out=in_place)
    assert (in_place == mine.backward(X, X)).all()
    with pytest.raises(TypeError, match="cast"):
        mine(X, out=np.empty(len(X), int))


def test_facts(mine: Any) -> None:
    assert mine.range == (0, np.inf)
    assert mine.monotone is False
    kinked = sa.custom(np.abs, np.sign, name="abs", kinks={0.0: 0.0})
    assert kinked.kinks == {0.0: 0.0}
    assert kinked.smooth is False


def test_partial_and_pickle(mine: Any) -> None:
    bound = mine.partial(beta=2.5)
    assert repr(bound) == "<swiftact.mine(beta=2.5)>"
    assert (bound(X) == value(X, 2.5)).all()
    again = pickle.loads(pickle.dumps(bound))
    assert (again(X) == bound(X)).all()
    assert (pickle.loads(pickle.dumps(bound.grad))(X) == bound.grad(X)).all()


def test_card_and_help(mine: Any) -> None:
    assert "<path" in mine._repr_html_()
    assert "mine" in mine.__doc__
    assert "mine" in mine.grad.__doc__


def test_errors(mine: Any) -> None:
    with pytest.raises(TypeError, match="grad must be a function"):
        sa.custom(np.tanh, None, name="half")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"mine\(\) takes real numbers"):
        mine(np.array(["a"]))
    with pytest.raises(TypeError, match="multiple values"):
        mine(X, 1.0, beta=2.0)
    with pytest.raises(TypeError, match=r"mine\(\)"):
        mine()
    with pytest.raises(TypeError, match="unexpected keyword"):
        mine(X, gamma=1.0)
    with pytest.raises(TypeError, match="no parameter 'gamma'"):
        mine.partial(gamma=1.0)
    flat = sa.custom(np.sum, np.sum, name="flat")
    with pytest.raises(ValueError, match="element by element"):
        flat(X)
