# SPDX-License-Identifier: MIT
"""Gradients for parameters: right against differences of the value, and of the right shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import swiftact as sa

X = np.linspace(-3.7, 3.9, 24).reshape(2, 3, 4)
DY = np.cos(np.arange(24.0)).reshape(2, 3, 4)
LEARNABLE = [f for f in sa.ACTIVATIONS.values() if f.learnable]


@pytest.fixture(params=LEARNABLE, ids=lambda f: f.name)
def learnable(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_what_must_be_learnable() -> None:
    names = {f.name for f in LEARNABLE}
    assert {"prelu", "leaky_relu", "elu", "swish", "softplus", "squareplus"} <= names


def test_against_differences(learnable: Any) -> None:
    (name,) = learnable.learnable
    for value in (0.3, 1.0, 2.5):
        dx, gradient = learnable.vjp(DY, X, **{name: value})
        step = 1e-6
        up, down = (learnable(X, **{name: value + s}) for s in (step, -step))
        assert gradient == pytest.approx((DY * (up - down)).sum() / (2 * step), rel=1e-7)
        assert (dx == learnable.backward(DY, X, **{name: value})).all()


@pytest.mark.parametrize("shape", [(), (4,), (3, 1), (1, 3, 1), (2, 3, 4), (1, 1, 1)])
def test_shapes(learnable: Any, shape: tuple[int, ...]) -> None:
    value = np.full(shape, 0.75)
    _, gradient = learnable.vjp(DY, X, value)
    assert np.shape(gradient) == shape
    _, each = learnable.vjp(DY, X, np.full(X.shape, 0.75))
    lead = X.ndim - len(shape)
    axes = (*range(lead), *(lead + i for i, n in enumerate(shape) if n == 1))
    assert np.allclose(gradient, each.sum(axis=axes).reshape(shape), rtol=1e-12)


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
def test_types(learnable: Any, kind: str) -> None:
    dx, gradient = learnable.vjp(DY.astype(kind), X.astype(kind))
    assert dx.dtype == gradient.dtype == kind


def test_half_types_are_added_up_in_float32() -> None:
    many = np.full(100_000, -1, np.float16)
    _, gradient = sa.prelu.vjp(np.full(100_000, 0.25, np.float16), many)
    assert gradient == np.float16(-25_000)


def test_functions_without_parameters_have_dx_alone() -> None:
    (dx,) = sa.tanh.vjp(DY, X)
    assert (dx == sa.tanh.backward(DY, X)).all()


def test_custom() -> None:
    scaled = sa.custom(
        lambda x, k: k * x,
        lambda x, k: np.broadcast_to(k, x.shape),
        name="scaled",
        params={"k": 2.0},
        parameter_slopes={"k": lambda x, k: x},
    )
    dx, dk = scaled.vjp(DY, X)
    assert (dx == 2 * DY).all()
    assert dk == pytest.approx((DY * X).sum())


def test_backward_from_the_saved_output() -> None:
    """backward(dy, y=f(x)): as exact as y is."""
    taking = [f for f in sa.ACTIVATIONS.values() if f.backward.from_output is not None]
    assert {"relu", "sigmoid", "tanh", "elu"} <= {f.name for f in taking}
    for function in taking:
        y = function(X)
        expected = function.backward(DY, X)
        assert np.allclose(function.backward(DY, y=y), expected, rtol=1e-9, atol=1e-12)
        out = DY.copy()
        assert function.backward(out, y=y, out=out) is out
        assert (out == function.backward(DY, y=y)).all()
        for name in function.params:
            value = 0.5 * (function.params[name] + 1.25)
            y = function(X, **{name: value})
            observed = function.backward(DY, y=y, **{name: value})
            expected = function.backward(DY, X, **{name: value})
            assert np.allclose(observed, expected, rtol=1e-9, atol=1e-12), function.name


def test_saved_output_is_instead_of_x() -> None:
    with pytest.raises(TypeError, match=r"tanh_backward\(\)"):
        sa.tanh.backward(DY, X, y=X)
    with pytest.raises(
        TypeError, match=r"gelu_backward\(\) got an unexpected keyword argument 'y'"
    ):
        sa.gelu.backward(DY, y=X)
