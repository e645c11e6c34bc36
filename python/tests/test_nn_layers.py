# SPDX-License-Identifier: MIT
"""Layers and losses: gradients against differences of the forward pass, in float64."""

from __future__ import annotations

import numpy as np
import pytest

import swiftact as sa
from swiftact import nn

GENERATOR = np.random.default_rng(7)
X = GENERATOR.normal(size=(9, 5))
STEP = 1e-6


def differences(compute, array):
    """d compute() / d array, by central differences, changing ``array`` in place."""
    gradient = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + STEP
        above = compute()
        array[index] = kept - STEP
        below = compute()
        array[index] = kept
        gradient[index] = (above - below) / (2 * STEP)
    return gradient


def check(layer, x, training=True):
    """Every gradient of ``layer`` for the loss Σ weights·output."""
    x = x.copy()
    weights = np.random.default_rng(3).normal(size=layer.forward(x, training).shape)

    def compute():
        return float((weights * layer.forward(x, training)).sum())

    layer.forward(x, training)
    dx = layer.backward(weights)
    gradients = [p.grad.copy() for p in layer.parameters]
    np.testing.assert_allclose(dx, differences(compute, x), rtol=1e-6, atol=1e-8)
    for parameter, gradient in zip(layer.parameters, gradients, strict=True):
        expected = differences(compute, parameter.value)
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-8, err_msg=parameter.name)


def test_dense():
    check(nn.Dense(5, 4, dtype=np.float64), X)


@pytest.mark.parametrize(
    "name", ["identity", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "gelu", "silu"]
)
def test_activation(name):
    check(nn.Activation(sa.get(name), dtype=np.float64), X)


@pytest.mark.parametrize("channels", [None, 5])
@pytest.mark.parametrize(
    ("name", "parameter"), [("prelu", "alpha"), ("swish", "beta"), ("elu", "alpha")]
)
def test_learned_parameters(name, parameter, channels):
    layer = nn.Activation(
        getattr(sa, name), learn=(parameter,), channels=channels, dtype=np.float64
    )
    assert [p.value.shape for p in layer.parameters] == [() if channels is None else (channels,)]
    check(layer, X)


def test_batch_norm_while_training():
    layer = nn.BatchNorm(5, dtype=np.float64)
    layer.scale.value[:] = GENERATOR.normal(size=5)
    layer.shift.value[:] = GENERATOR.normal(size=5)
    check(layer, X)


def test_batch_norm_in_use():
    layer = nn.BatchNorm(5, dtype=np.float64)
    for _ in range(3):
        layer.forward(3 * X + 1, training=True)
    check(layer, X, training=False)


def test_batch_norm_normalises_and_remembers():
    layer = nn.BatchNorm(5, momentum=0.5, dtype=np.float64)
    y = layer.forward(4 * X + 2, training=True)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=0), 1, rtol=1e-4)
    for _ in range(60):
        layer.forward(4 * X + 2, training=True)
    np.testing.assert_allclose(layer.forward(4 * X + 2), y, rtol=1e-9)


def test_dropout():
    layer = nn.Dropout(0.25, generator=np.random.default_rng(0))
    ones = np.ones((200, 200))
    y = layer.forward(ones, training=True)
    assert set(np.unique(y)) == {0.0, 1 / 0.75}
    assert abs(y.mean() - 1) < 0.02
    assert np.array_equal(layer.backward(ones), y)
    assert layer.forward(ones) is ones
    assert layer.backward(ones) is ones
    with pytest.raises(ValueError, match="share must be at least 0 and below 1"):
        nn.Dropout(1.0)


LABELS = GENERATOR.integers(0, 5, 9)
LOSSES = {
    "cross_entropy": (X, LABELS),
    "binary_cross_entropy": (X[:, :1], (LABELS > 2).astype(float)),
    "mean_squared_error": (X, GENERATOR.normal(size=X.shape)),
}


@pytest.mark.parametrize("name", sorted(LOSSES))
def test_losses(name):
    outputs, targets = (array.copy() for array in LOSSES[name])
    _, gradient = nn.LOSSES[name](outputs, targets)
    expected = differences(lambda: nn.LOSSES[name](outputs, targets)[0], outputs)
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("loss", sorted(LOSSES))
def test_a_whole_network(loss):
    outputs, targets = LOSSES[loss]
    network = nn.mlp(
        (5, 6, 4, outputs.shape[1]), sa.tanh, dtype=np.float64, batch_norm=True, seed=2
    )
    x = X.copy()

    def compute():
        return nn.LOSSES[loss](network.forward(x, training=True), targets)[0]

    _, gradient = nn.LOSSES[loss](network.forward(x, training=True), targets)
    dx = network.backward(gradient)
    gradients = [p.grad.copy() for p in network.parameters]
    np.testing.assert_allclose(dx, differences(compute, x), rtol=1e-5, atol=1e-8)
    for parameter, found in zip(network.parameters, gradients, strict=True):
        expected = differences(compute, parameter.value)
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-8, err_msg=parameter.name)


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_precision_is_kept_throughout(precision):
    network = nn.mlp((5, 6, 4, 3), sa.gelu, dtype=precision, batch_norm=True, dropout=0.2)
    outputs = network.forward(X, training=True)
    _, gradient = nn.cross_entropy(outputs, LABELS % 3)
    dx = network.backward(gradient)
    nn.Adam().step(network.parameters)
    arrays = [outputs, gradient, dx, *(p.value for p in network.parameters)]
    assert {array.dtype for array in arrays} == {np.dtype(precision)}


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="initialisation must be one of he, xavier, lecun"):
        nn.Dense(2, 2, initialisation="magic")
    with pytest.raises(ValueError, match="relu has no parameter 'alpha' to learn"):
        nn.Activation(sa.relu, learn=("alpha",))
    with pytest.raises(ValueError, match="softshrink has no gradient for 'lambd'"):
        nn.Activation(sa.softshrink, learn=("lambd",))
    with pytest.raises(ValueError, match="at least two positive numbers"):
        nn.mlp([3], sa.relu)
    with pytest.raises(ValueError, match="at least one layer"):
        nn.Network([])
