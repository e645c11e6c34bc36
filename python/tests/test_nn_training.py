# SPDX-License-Identifier: MIT
"""Optimisers, initialisation, hooks and the training loop."""

from __future__ import annotations

import math

import numpy as np
import pytest

import swiftact as sa
from swiftact import nn


def blobs(count=200, seed=0):
    generator = np.random.default_rng(seed)
    y = generator.integers(0, 3, count)
    x = generator.normal(0, 0.5, (count, 2)) + np.array([[0, 0], [3, 0], [0, 3]])[y]
    half = count // 2
    return nn.DataSet("blobs", x[:half], y[:half], x[half:], y[half:])


GRADIENTS = np.random.default_rng(0).normal(size=(6, 4))


def walk(optimiser):
    parameter = nn.Parameter("w", np.zeros(4))
    path = []
    for gradient in GRADIENTS:
        parameter.grad[:] = gradient
        optimiser.step([parameter])
        path.append(parameter.value.copy())
    return np.array(path)


def test_sgd():
    np.testing.assert_allclose(walk(nn.SGD(0.5)), -0.5 * np.cumsum(GRADIENTS, axis=0))


def test_momentum():
    w, v, path = np.zeros(4), np.zeros(4), []
    for g in GRADIENTS:
        v = 0.8 * v + g
        w = w - 0.1 * v
        path.append(w)
    np.testing.assert_allclose(walk(nn.Momentum(0.1, 0.8)), path, rtol=1e-12)


def test_adam():
    path, w, m, v = [], [0.0] * 4, [0.0] * 4, [0.0] * 4
    for t, row in enumerate(GRADIENTS, 1):
        for i, g in enumerate(row):
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g * g
            corrected = (m[i] / (1 - 0.9**t)) / (math.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
            w[i] -= 0.01 * corrected
        path.append(list(w))
    np.testing.assert_allclose(walk(nn.Adam(0.01)), path, rtol=1e-9)


@pytest.mark.parametrize("kind", [nn.SGD, nn.Momentum, nn.Adam])
def test_rates_must_be_positive(kind):
    with pytest.raises(ValueError, match="learning rate must be positive"):
        kind(0)


@pytest.mark.parametrize("scheme", sorted(nn.INITIALISERS))
def test_initial_weights_have_the_deviation_of_their_scheme(scheme):
    layer = nn.Dense(300, 200, initialisation=scheme, dtype=np.float64)
    expected = {"he": math.sqrt(2 / 300), "xavier": math.sqrt(2 / 500), "lecun": math.sqrt(1 / 300)}
    assert layer.weight.value.std() == pytest.approx(expected[scheme], rel=0.01)
    assert abs(layer.weight.value.mean()) < 0.02 * expected[scheme]
    assert not layer.bias.value.any()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("relu", "he"), ("leaky_relu", "he"), ("gelu", "he"), ("silu", "he"), ("elu", "he"),
        ("tanh", "xavier"), ("sigmoid", "xavier"), ("identity", "xavier"),
    ],
)  # fmt: skip
def test_the_suggested_initialisation(name, scheme):
    assert nn.suggest(sa.get(name)) == scheme


def test_suggestions_for_functions_of_the_users_own():
    bounded = sa.custom(np.arctan, lambda x: 1 / (1 + x * x), name="arctan")
    assert nn.suggest(bounded) == "xavier"
    named_selu = sa.custom(lambda x: x, np.ones_like, name="selu")
    assert nn.suggest(named_selu) == "lecun"


@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("options", [{}, {"batch_norm": True}, {"dropout": 0.1}])
def test_training_learns_and_repeats(precision, options):
    def run():
        network = nn.mlp((2, 16, 16, 3), sa.gelu, dtype=precision, seed=1, **options)
        return nn.fit(network, blobs(), optimiser=nn.Adam(0.01), epochs=15, batch_size=20, seed=4)

    history = run()
    assert history.last.test_accuracy > 0.95
    assert history.last.train_loss < 0.2 * history.epochs[0].train_loss
    assert len(history.epochs) == 15
    assert history.seconds > 0
    again = run()
    assert np.array_equal(again.column("train_loss"), history.column("train_loss"))


def test_binary_and_regression():
    data = blobs()
    halves = nn.DataSet("halves", data.x_train, data.y_train == 1, data.x_test, data.y_test == 1)
    network = nn.mlp((2, 8, 1), sa.relu, seed=0)
    history = nn.fit(
        network,
        halves,
        optimiser=nn.Adam(0.02),
        loss="binary_cross_entropy",
        epochs=15,
        batch_size=20,
    )
    assert history.last.test_accuracy > 0.95
    line = nn.DataSet(
        "line", data.x_train, data.x_train @ [2.0, -1.0], data.x_test, data.x_test @ [2.0, -1.0]
    )
    network = nn.mlp((2, 1), sa.relu, dtype=np.float64)
    history = nn.fit(
        network,
        line,
        optimiser=nn.Momentum(0.02),
        loss="mean_squared_error",
        epochs=60,
        batch_size=10,
    )
    assert history.last.test_loss < 1e-6
    assert history.last.test_accuracy is None
    np.testing.assert_allclose(network.layers["dense1"].weight.value[:, 0], [2, -1], atol=1e-3)


def test_a_learned_prelu_moves_its_slope():
    network = nn.mlp((2, 8, 3), sa.get("prelu"), learn=("alpha",), seed=0)
    before = network.layers["prelu1"].parameters[0].value.copy()
    nn.fit(network, blobs(), optimiser=nn.Adam(0.02), epochs=3, batch_size=20)
    assert network.layers["prelu1"].parameters[0].value != before


def test_hooks_see_everything_and_only_while_attached():
    seen = []

    class Watch(nn.Hook):
        def forwarded(self, name, layer, output):
            seen.append(("forward", name, output.shape))

        def backpropagated(self, name, layer, gradient):
            seen.append(("backward", name, gradient.shape))

        def epoch_ended(self, network, epoch):
            seen.append(("epoch", epoch))

    network = nn.mlp((2, 5, 3), sa.relu)
    data = blobs(40)
    nn.fit(network, data, optimiser=nn.SGD(0.1), epochs=2, batch_size=20, hooks=(Watch(),))
    step = [
        ("forward", "dense1", (20, 5)),
        ("forward", "relu1", (20, 5)),
        ("forward", "dense2", (20, 3)),
        ("backward", "dense2", (20, 3)),
        ("backward", "relu1", (20, 5)),
        ("backward", "dense1", (20, 5)),
    ]
    assert seen == [*step, ("epoch", 0), *step, ("epoch", 1)]
    network.forward(data.x_train)
    assert len(seen) == 14
    assert network.hooks == []


def test_hooks_are_detached_when_training_fails():
    class Broken(nn.Hook):
        def epoch_ended(self, network, epoch):
            raise RuntimeError("stop")

    network = nn.mlp((2, 5, 3), sa.relu)
    with pytest.raises(RuntimeError, match="stop"):
        nn.fit(network, blobs(40), optimiser=nn.SGD(0.1), epochs=2, hooks=(Broken(),))
    assert network.hooks == []


def test_recorded_activations():
    network = nn.mlp((2, 5, 4, 3), sa.relu)
    x = blobs(40).x_train
    found = network.activations(x)
    first = network.layers["dense1"]
    expected = np.maximum(x.astype(np.float32) @ first.weight.value + first.bias.value, 0)
    assert list(found) == ["relu1", "relu2"]
    np.testing.assert_allclose(found["relu1"], expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"loss": "l1"}, "loss must be one of"),
        ({"epochs": 0}, "at least 1"),
        ({"batch_size": 0}, "at least 1"),
    ],
)
def test_bad_training_arguments(change, message):
    with pytest.raises(ValueError, match=message):
        nn.fit(nn.mlp((2, 3), sa.relu), blobs(40), optimiser=nn.SGD(0.1), **change)


@pytest.mark.parametrize("count", [1, 2])
def test_matrix_products_keep_to_their_threads(count):
    threadpoolctl = pytest.importorskip("threadpoolctl")
    seen = []

    class Watch(nn.Hook):
        def forwarded(self, name, layer, output):
            libraries = threadpoolctl.threadpool_info()
            seen.extend(i["num_threads"] for i in libraries if i["user_api"] == "blas")

    network = nn.mlp((2, 3), sa.relu)
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        before = [i["num_threads"] for i in threadpoolctl.threadpool_info()]
        nn.fit(network, blobs(20), optimiser=nn.SGD(0.1), epochs=1, hooks=(Watch(),), threads=count)
        assert [i["num_threads"] for i in threadpoolctl.threadpool_info()] == before
    assert set(seen) <= {count}


def test_data_sets_are_checked():
    x, y = np.ones((4, 2)), np.zeros(3)
    with pytest.raises(ValueError, match="one target for each"):
        nn.DataSet("bad", x, y, x, np.zeros(4))
