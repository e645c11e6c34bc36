# SPDX-License-Identifier: MIT
"""Calls of swiftact.compat: signatures, conventions, activations, errors."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import swiftact as sa
from swiftact.compat import compositions, conventions, jax, keras, onnx, tf, torch
from swiftact.compat.function import Function
from swiftact.compat.library import LIBRARIES, table

EVERY = [table(library)[name] for library in LIBRARIES for name in table(library).rows]
X = np.array([-3.0, -0.5, 0.0, 0.5, 8.0])


@pytest.mark.parametrize("named", EVERY, ids=repr)
def test_every_parameter_leads_somewhere(named: Function) -> None:
    row = named.row
    names = list(named.__signature__.parameters)[0 if row.layer else 1 :]
    handled = {*row.ignored, *row.only, row.choose, "inplace", "dtype"}
    rest = {row.renames.get(name, name) for name in names if name not in handled}
    assert {*row.ignored, *row.only} <= set(names)
    for name in row.all_targets:
        target = getattr(compositions, name, None) or getattr(sa, name)
        if isinstance(target, sa.Activation):
            assert rest <= set(target.params)
        else:
            called = target if inspect.isfunction(target) else type(target).__call__
            assert rest <= set(inspect.signature(called).parameters)


@pytest.mark.parametrize("named", EVERY, ids=repr)
def test_documentation_and_pickles(named: Function) -> None:
    assert named.__doc__.startswith(named.row.signature)
    assert pickle.loads(pickle.dumps(named)) is named
    assert f"{named.row.name}{inspect.signature(named)}" == named.row.signature


def test_defaults_that_differ() -> None:
    slopes = [
        torch.leaky_relu.activation(),
        tf.leaky_relu.activation(),
        keras.leaky_relu.activation(),
        keras.LeakyReLU(),
    ]
    assert [each.params["alpha"] for each in slopes] == [0.01, 0.2, 0.2, 0.3]
    assert jax.gelu.activation() is sa.gelu_tanh
    assert torch.gelu.activation() is keras.gelu.activation() is tf.gelu.activation() is sa.gelu
    np.testing.assert_allclose(onnx.HardSigmoid([1.0]), [0.7])
    np.testing.assert_allclose(torch.hardsigmoid([1.0]), [2 / 3])


def test_layers_are_activations() -> None:
    assert torch.GELU("tanh") is sa.gelu_tanh
    assert torch.Softplus(beta=2.0).params == {"beta": 2.0}
    assert isinstance(keras.ReLU(6.0), sa.Activation)
    with pytest.raises(TypeError, match="makes a function"):
        torch.GELU.grad(X)


def test_gradients() -> None:
    dy = np.full_like(X, 2.0)
    for function, same in ((torch.gelu, sa.gelu_tanh), (jax.gelu, sa.gelu_tanh)):
        given: Any = {"approximate": "tanh"} if function is torch.gelu else {}
        assert (function.grad(X, **given) == same.grad(X)).all()
        assert (function.backward(dy, X, **given) == same.backward(dy, X)).all()
    with pytest.raises(TypeError, match=r"swiftact\.softmax\.backward"):
        torch.softmax.grad(X, dim=0)


def test_in_place() -> None:
    x = X.copy()
    assert torch.relu(x, inplace=True) is x
    assert (x == sa.relu(X)).all()
    with pytest.raises(TypeError, match="inplace=True needs an array, got list"):
        torch.relu([1.0], True)


def test_softplus_ignores_the_threshold() -> None:
    assert torch.softplus(2.0, threshold=1) == sa.softplus(2.0) != 2.0


def test_weights_of_prelu_are_by_channel() -> None:
    x = -np.ones((2, 3, 4))
    y = torch.prelu(x, np.array([0.1, 0.2, 0.3]))
    assert (y == -np.array([0.1, 0.2, 0.3])[:, None] * np.ones((2, 3, 4))).all()
    assert (torch.prelu(x, np.array([0.5])) == -0.5).all()


def test_along_an_axis() -> None:
    x = np.arange(12.0).reshape(3, 4)
    assert (torch.softmax(x, dim=0) == sa.softmax(x, axis=0)).all()
    assert (torch.softmax(x) == sa.softmax(x, axis=1)).all()  # the axis that torch guesses
    assert torch.softmax(x, 1, dtype="float32").dtype == np.float32
    assert (tf.softmax(x) == sa.softmax(x, axis=-1)).all()
    assert jax.logsumexp(x) == pytest.approx(np.log(np.exp(x).sum()))
    assert (torch.logsumexp(x, 1, keepdim=True) == sa.logsumexp(x, 1, keepdims=True)).all()
    assert (jax.softmax(x, where=x > 1)[0, :2] == 0).all()
    assert (torch.glu(x) == keras.glu(x)).all()
    assert (onnx.LogSoftmax(x) == sa.log_softmax(x)).all()


def test_compositions() -> None:
    relu = keras.relu.activation(negative_slope=0.25, max_value=2.0, threshold=1.0)
    assert relu([-1.0, 1.0, 1.5, 3.0]).tolist() == [-0.5, 0.0, 1.5, 2.0]
    assert relu.grad([-1.0, 1.5, 3.0]).tolist() == [0.25, 1.0, 0.0]
    assert keras.relu.activation(max_value=6) is sa.relu6
    assert keras.relu.activation() is sa.relu
    assert onnx.Selu.activation() is sa.selu
    assert onnx.Shrink.activation(bias=0.5).name == "softshrink"
    assert onnx.Shrink([-2.0, 0.0, 2.0], bias=0.25, lambd=1.0).tolist() == [-1.75, 0.0, 1.75]
    assert onnx.Clip([-2.0, 5.0], max=3.0).tolist() == [-2.0, 3.0]
    assert torch.logit(0.0, eps=0.25) == sa.logit(0.25)
    assert torch.logit.grad(0.0, eps=0.25) == 0.0
    assert torch.rrelu(-1.0) == pytest.approx(-11 / 48)


def test_refusals_say_why() -> None:
    with pytest.raises(ValueError, match="approximate must be 'none' or 'tanh', got 'erf'"):
        torch.gelu(X, approximate="erf")
    with pytest.raises(ValueError, match="training must be False here, got True"):
        torch.rrelu(X, training=True)
    with pytest.raises(TypeError, match="unexpected keyword argument 'alpha'"):
        torch.leaky_relu(X, alpha=0.1)
    with pytest.raises(AttributeError, match=r"swiftact\.compat\.torch' has no name 'swish'"):
        torch.swish  # noqa: B018


def test_names() -> None:
    names: dict[str, Any] = {}
    exec("from swiftact.compat.torch import *", names)
    assert {"gelu", "GELU", "softmax"} <= names.keys()
    assert "Library" not in names
    assert dir(jax) == sorted(table("jax").rows)
    assert conventions.implicit_dim(3) == 0


def test_costs_nothing_until_imported() -> None:
    package = str(Path(sa.__file__).parents[1])
    code = (
        f"import sys; sys.path.insert(0, {package!r}); import swiftact; swiftact.gelu(1.0);"
        "print([m for m in sys.modules if 'compat' in m and 'swiftact' in m])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
