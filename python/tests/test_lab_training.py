# SPDX-License-Identifier: MIT
"""Comparisons, the gradient monitor, the search and the diagnosis."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

import swiftact as sa
from swiftact import lab, nn


def test_xor_and_spirals():
    points, labels = lab.xor()
    assert labels.tolist() == [float((x > 0) != (y > 0)) for x, y in points]
    assert np.array_equal(points, lab.circle()[0])
    points, labels = lab.spirals(100)
    assert labels.tolist() == [0.0, 1.0] * 50
    random.seed(42)
    noise = [random.gauss(0, 0.04) for _ in range(4)]
    angle, radius = 3 * math.pi / 50, 2 / 50
    expected = [
        [radius * math.cos(angle) + noise[0], radius * math.sin(angle) + noise[1]],
        [
            radius * math.cos(angle + math.pi) + noise[2],
            radius * math.sin(angle + math.pi) + noise[3],
        ],
    ]
    np.testing.assert_allclose(points[:2], expected, rtol=1e-12)


def test_a_comparison_ranks_by_final_loss():
    result = lab.compare(["sigmoid", "tanh", "relu"], "xor", epochs=20)
    losses = [run.losses[-1] for run in result.runs]
    assert losses == sorted(losses)
    assert result.winner == result.runs[0].name
    assert np.array_equal(result["tanh"].losses, lab.train("tanh", "xor", epochs=20).losses)
    reached = result["relu"].reached(0.9)
    accuracies = result["relu"].accuracies
    assert accuracies[reached - 1] >= 0.9
    assert (accuracies[: reached - 1] < 0.9).all()


def test_a_prelu_learns_its_slope_as_by_hand():
    """One epoch of the circle recipe with alpha updated like every weight."""
    epochs, rate = 3, 0.1
    x, labels = lab.circle(50)
    random.seed(0)
    w1 = np.array([[random.gauss(0, 0.5) for _ in range(2)] for _ in range(8)])
    w2 = np.array([random.gauss(0, 0.5) for _ in range(8)])
    b1, b2, alpha = np.zeros(8), 0.0, float(sa.get("prelu").params["alpha"])
    for _ in range(epochs):
        for point, label in zip(x, labels, strict=True):
            z = w1 @ point + b1
            h = np.where(z > 0, z, alpha * z)
            out = 1 / (1 + math.exp(-(w2 @ h + b2)))
            d_out = (out - label) * out * (1 - out)
            d_hidden = d_out * w2 * np.where(z > 0, 1, alpha)
            d_alpha = (d_out * w2 * np.where(z > 0, 0, z)).sum()
            w2 = w2 - rate * d_out * h
            w1 = w1 - rate * np.outer(d_hidden, point)
            b1, b2, alpha = b1 - rate * d_hidden, b2 - rate * d_out, alpha - rate * d_alpha
    run = lab.train("prelu", n=50, epochs=epochs)
    assert run.learned == pytest.approx({"alpha": alpha}, rel=1e-9)
    fixed = lab.train("prelu", n=50, epochs=epochs, learn=())
    assert fixed.learned == {}
    assert fixed.losses[-1] != run.losses[-1]


def test_the_monitor_sees_the_means_of_a_run():
    monitor = lab.GradientMonitor()
    network = nn.mlp((2, 6, 1), sa.tanh, dtype=np.float64, seed=0)
    x, labels = lab.circle(40)
    data = nn.DataSet("circle", x, labels, x, labels)
    seen = {"dense1": [], "dense2": []}

    class Watch(nn.Hook):
        def backpropagated(self, name, layer, gradient):
            if name in seen:
                seen[name].append(np.abs(layer.weight.grad).mean())

    nn.fit(
        network, data, optimiser=nn.SGD(0.1), loss="binary_cross_entropy", epochs=3, batch_size=10,
        hooks=(monitor, Watch()),
    )  # fmt: skip
    health = monitor.result()
    assert health.layers == ("dense1", "dense2")
    for column, name in zip(health.means.T, health.layers, strict=True):
        expected = np.array(seen[name]).reshape(3, 4).mean(axis=1)
        np.testing.assert_allclose(column, expected, rtol=1e-12)


def test_alarms():
    monitor = lab.GradientMonitor(low=0.1, high=10, warn=True)
    for first, second in ((1.0, 1.0), (0.01, 1.0), (1.0, 1000.0), (float("nan"), 1.0)):
        monitor.record("dense1", [first, -first])
        monitor.record("dense2", [[second]])
        if (first, second) == (1.0, 1.0):
            monitor.end_epoch()
        else:
            with pytest.warns(lab.GradientWarning, match=r"epoch \d: dense\d"):
                monitor.end_epoch()
    health = monitor.result()
    found = [(alarm.epoch, alarm.layer, alarm.problem) for alarm in health.alarms]
    assert found == [
        (2, "dense1", "vanishing"),
        (3, "dense2", "exploding"),
        (4, "dense1", "exploding"),
    ]
    assert health.vanishing == ("dense1",)
    assert health.exploding == ("dense1", "dense2")
    assert "vanishing in 1 epochs from 2" in str(health)


def test_layers_are_listed_from_the_first():
    monitor = lab.GradientMonitor()
    network = nn.mlp((2, *[3] * 11, 1), sa.tanh)
    data = nn.DataSet("circle", *lab.circle(10), *lab.circle(10))
    nn.fit(
        network,
        data,
        optimiser=nn.SGD(0.1),
        loss="binary_cross_entropy",
        epochs=1,
        hooks=(monitor,),
    )
    assert monitor.result().layers == tuple(f"dense{i}" for i in range(1, 13))


def test_gated_candidates_have_the_right_derivative():
    function = lab.gated(np.tanh, lambda z: 1 - np.tanh(z) ** 2, name="ztanh of my own")
    z = np.linspace(-4, 4, 81)
    np.testing.assert_allclose(function(z), z * np.tanh(z))
    step = 1e-6
    expected = (function(z + step) - function(z - step)) / (2 * step)
    np.testing.assert_allclose(function.grad(z), expected, atol=1e-8)


def test_search_ranks_by_held_out_loss():
    result = lab.search(["gelu", "sigmoid", "relu"], "circle", epochs=25, n=120, seeds=2)
    scores = [candidate.score for candidate in result.ranking]
    assert scores == sorted(scores)
    assert result.winner.name != "sigmoid"
    for candidate in result.ranking:
        assert candidate.losses.shape == (2, 25)
        assert candidate.score == pytest.approx(candidate.losses[:, -1].mean())


def test_a_diverging_candidate_comes_last():
    wild = sa.custom(lambda z: np.exp(40 * z), lambda z: 40 * np.exp(40 * z), name="wild")
    result = lab.search([wild, "relu"], "circle", epochs=3, n=40, seeds=1)
    assert [candidate.name for candidate in result.ranking] == ["relu", "wild"]
    assert result["wild"].score > 1


def test_the_default_field_of_the_search():
    from swiftact.lab.search import candidates

    names = [function.name for function in candidates()]
    assert names == [
        "silu", "ztanh", "zsoftplus", "gelu", "laplace_gate", "cauchy_gate", "square", "relu",
    ]  # fmt: skip
