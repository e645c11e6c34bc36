# SPDX-License-Identifier: MIT
"""Broken networks and runs, each with the fault that the diagnosis must name."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

import swiftact as sa
from swiftact import lab, nn
from swiftact.lab import checks

GENERATOR = np.random.default_rng(0)
X = GENERATOR.normal(size=(200, 10))
Y = GENERATOR.integers(0, 4, 200)


class Softmax(nn.Layer):
    name = "softmax"

    def forward(self, x, training=False):
        self.y = sa.softmax(x)
        return self.y

    def backward(self, dy):
        return self.y * (dy - (dy * self.y).sum(axis=-1, keepdims=True))


def dense(*sizes):
    return [nn.Dense(a, b) for a, b in pairwise(sizes)]


def shifted(bias):
    network = nn.mlp((10, 32, 16, 4), sa.relu, seed=0)
    for layer in network.layers.values():
        if isinstance(layer, nn.Dense):
            layer.bias.value += bias
    return network


def blown_up():
    network = nn.mlp((10, 32, 16, 4), sa.relu)
    network.layers["dense1"].weight.value *= 1e25
    network.layers["dense2"].weight.value *= 1e25
    return network


def large():
    network = nn.mlp((10, 32, 16, 4), sa.relu)
    for name in ("dense1", "dense2", "dense3"):
        network.layers[name].weight.value *= 20
    return network


REAL = GENERATOR.normal(size=200)
NETWORKS = {
    "healthy": (lambda: nn.mlp((10, 32, 16, 4), sa.gelu), Y, "cross_entropy", ()),
    "deep sigmoids": (
        lambda: nn.mlp((10, *[32] * 6, 4), sa.sigmoid), Y, "cross_entropy", ("vanishing",),
    ),
    "double softmax": (
        lambda: nn.Network([*dense(10, 4), Softmax()]), Y, "cross_entropy", ("double softmax",),
    ),
    "too few outputs": (
        lambda: nn.Network(dense(10, 3)), Y, "cross_entropy", ("wrong output layer",),
    ),
    "one output": (
        lambda: nn.Network(dense(10, 1)), Y // 4, "cross_entropy", ("wrong output layer",),
    ),
    "relu on logits": (
        lambda: nn.Network([*dense(10, 4), nn.Activation(sa.relu)]), Y, "cross_entropy",
        ("wrong output layer",),
    ),
    "sigmoid twice": (
        lambda: nn.Network([*dense(10, 1), nn.Activation(sa.sigmoid)]), Y // 2,
        "binary_cross_entropy", ("wrong output layer",),
    ),
    "two outputs": (
        lambda: nn.Network(dense(10, 2)), Y // 2, "binary_cross_entropy", ("wrong output layer",),
    ),
    "bounded regression": (
        lambda: nn.Network([*dense(10, 1), nn.Activation(sa.relu)]), REAL,
        "mean_squared_error", ("wrong output layer",),
    ),
    "regression": (lambda: nn.Network(dense(10, 1)), REAL, "mean_squared_error", ()),
    "all dead": (lambda: shifted(-30), Y, "cross_entropy", ("dying ReLU cascade",)),
    "not a number": (blown_up, Y, "cross_entropy", ("exploding",)),
    "large gradients": (large, Y, "cross_entropy", ("exploding",)),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(NETWORKS))
def test_networks(case):
    make, targets, loss, expected = NETWORKS[case]
    diagnosis = lab.diagnose(make(), (X, targets), loss=loss)
    assert diagnosis.problems[:1] == expected
    assert diagnosis.healthy == (not expected)
    for finding in diagnosis.findings:
        assert finding.fixes
        assert finding.problem in str(diagnosis)


def test_the_figures_of_a_network():
    network = nn.mlp((10, 8, 4), sa.relu, dtype=np.float64, seed=1)
    diagnosis = lab.diagnose(network, nn.DataSet("x", X, Y, X, Y))
    _, gradient = nn.cross_entropy(network.forward(X), Y)
    network.backward(gradient)
    norms = {n: np.linalg.norm(network.layers[n].weight.grad) for n in ("dense1", "dense2")}
    assert diagnosis.gradient_norms == pytest.approx(norms)
    assert diagnosis.dead_shares == {"relu1": 0.0}


@pytest.mark.parametrize(
    ("train", "test", "expected"),
    [
        ((1.0, 0.5, 0.2, 0.1), (1.0, 0.6, 0.3, 0.2), ()),
        ((2.3, 2.3, 2.3, 2.299), (2.3,) * 4, ("not learning",)),
        ((1.0, 0.9, 2.0, 5.0), (1.0,) * 4, ("diverging",)),
        ((1.0, float("nan"), float("nan"), float("nan")), (1.0,) * 4, ("exploding",)),
        ((1.0, 0.5, 0.1, 0.01), (1.0, 0.6, 0.8, 1.2), ("overfitting",)),
    ],
)
def test_histories(train, test, expected):
    epochs = [nn.Epoch(a, None, b, None, 0.0) for a, b in zip(train, test, strict=True)]
    assert lab.diagnose(nn.History(epochs)).problems == expected


def test_other_records():
    monitor = lab.GradientMonitor()
    run = lab.train("sigmoid", epochs=4, n=20, monitor=monitor)
    assert lab.diagnose(run).subject == "sigmoid on circle"
    assert lab.diagnose(monitor).problems == lab.diagnose(monitor.result()).problems
    monitor.record("hidden 1", 1e-9)
    monitor.record("output 2", 1e9)
    monitor.end_epoch()
    assert lab.diagnose(monitor).problems == ("exploding", "vanishing")
    data = nn.DataSet("x", X, Y, X, Y)
    result = lab.bakeoff("sigmoid", data, hidden=(32,) * 6, epochs=3, seeds=1)
    assert "vanishing" in lab.diagnose(result.winner.runs[0]).problems


def test_one_sick_layer_is_no_cascade():
    measured = checks.Measured(dead_shares={"relu1": 0.2, "relu2": 0.0})
    (finding,) = checks.dying(measured)
    assert finding.problem == "dying ReLU"
    assert "concerning" in finding.evidence
    assert list(checks.dying(checks.Measured(dead_shares={"relu1": 0.05}))) == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "healthy"), (0.099, "healthy"), (0.1, "concerning"), (0.3, "concerning"),
        (0.31, "serious"), (0.5, "serious"), (0.51, "critical"), (1, "critical"),
    ],
)  # fmt: skip
def test_grades(share, expected):
    from swiftact.lab.dead_neurons import grade

    assert grade(share) == expected


def test_dead_neurons_of_recordings_and_models():
    recorded = {"first": [[1.0, 0.0], [0.0, 0.0]], "second": np.zeros((2, 3, 4))}
    result = lab.dead_neurons(recorded=recorded)
    assert [(layer.name, layer.dead, layer.examples) for layer in result.layers] == [
        ("first", 1, 2), ("second", 4, 6),
    ]  # fmt: skip
    assert result.worst.name == "second"
    assert result.fixes[0] == "lower the learning rate"
    network = shifted(-30)
    found = lab.dead_neurons(model=network, data=X)
    assert [layer.share for layer in found.layers] == [1.0, 1.0]
    assert lab.dead_neurons(recorded=[np.ones((2, 2))]).fixes == ()
