# SPDX-License-Identifier: MIT
"""The classic recipes, computed a second time in plain Python: same draws, same figures."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

import plain
from swiftact import lab

NAMES = tuple(plain.FUNCTIONS)


def test_the_classic_functions_are_the_ones_recomputed_here():
    assert lab.CLASSIC == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_gradient_scan(name):
    scan = lab.gradient_scan(name).scans[0]
    slope = plain.FUNCTIONS[name][1]
    step = (5.0 - -5.0) / 100
    expected = [slope(-5.0 + i * step) for i in range(100)]
    assert scan.slopes.tolist() == pytest.approx(expected, rel=1e-12, abs=1e-15)
    assert scan.near_zero == sum(abs(value) < 0.01 for value in expected)
    assert scan.healthy == 100 - scan.near_zero
    assert scan.zero == sum(value == 0 for value in expected)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layers", [10, 50])
def test_signal_depth(name, layers):
    random.seed(42)
    function = plain.FUNCTIONS[name][0]
    values = [random.gauss(0, 1) for _ in range(5)]
    expected = []
    for _ in range(layers):
        weights = [random.gauss(0, 1) for _ in range(5)]
        activated = function(sum(w * v for w, v in zip(weights, values, strict=True)))
        expected.append(abs(activated))
        values = [activated] * 5
    path = lab.signal_depth(name, layers=layers)[name]
    assert path.magnitudes.tolist() == pytest.approx(expected, rel=1e-9, abs=1e-300)
    gone = [i for i in range(layers) if all(v < 1e-6 for v in expected[i:])]
    assert path.vanishes_at == (gone[0] + 1 if gone else None)


@pytest.mark.parametrize("name", NAMES)
def test_gradient_depth(name):
    np.random.seed(42)  # noqa: NPY002  the recipe's generator
    slope = plain.FUNCTIONS[name][1]
    gradient = [1.0] * 64
    expected = []
    for _ in range(20):
        z = np.random.randn(64) * np.sqrt(2.0 / 64)  # noqa: NPY002
        gradient = [g * slope(float(v)) for g, v in zip(gradient, z, strict=True)]
        expected.append(math.fsum(abs(g) for g in gradient) / 64)
    path = lab.gradient_depth(name)[name]
    assert path.mean.tolist() == pytest.approx(expected, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize(
    ("name", "best"), [("sigmoid", 0.25), ("tanh", 1.0), ("relu", 1.0), ("identity", 1.0)]
)
def test_the_best_case_by_hand(name, best):
    path = lab.gradient_depth(name, layers=5)[name]
    assert path.best_slope == pytest.approx(best, rel=1e-12)
    assert path.best.tolist() == pytest.approx([best**i for i in range(1, 6)], rel=1e-11)


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_the_largest_slope_is_found_between_grid_points(name):
    # Golden-section search on the plain derivative, which has one maximum right of 0.
    slope = plain.FUNCTIONS[name][1]
    low, high = 0.5, 5.0
    for _ in range(100):
        a, b = low + 0.382 * (high - low), low + 0.618 * (high - low)
        low, high = (a, high) if slope(a) < slope(b) else (low, b)
    assert lab.gradient_depth(name)[name].best_slope == pytest.approx(slope(low), rel=1e-10)


@pytest.mark.parametrize("name", ["relu", "elu", "sigmoid"])
@pytest.mark.parametrize("seed", [0, 5])
def test_dead_neurons_of_a_random_layer(name, seed):
    random.seed(seed)
    function = plain.FUNCTIONS[name][0]
    weights = [[random.gauss(0, 1) for _ in range(5)] for _ in range(20)]
    biases = [random.gauss(0, 1) for _ in range(20)]
    fires = [0] * 20
    for _ in range(1000):
        inputs = [random.gauss(0, 1) for _ in range(5)]
        for neuron in range(20):
            z = sum(w * x for w, x in zip(weights[neuron], inputs, strict=True)) + biases[neuron]
            fires[neuron] += function(z) != 0
    layer = lab.dead_neurons(name, seed=seed).layers[0]
    assert list(layer.fires) == fires
    expected = ["DEAD" if c == 0 else "WEAK" if c < 50 else "OK" for c in fires]
    assert [layer.status(i) for i in range(20)] == expected
    assert (layer.dead, layer.weak) == (expected.count("DEAD"), expected.count("WEAK"))


def circle_points():
    random.seed(42)
    points = []
    for _ in range(200):
        x = random.uniform(-2, 2)
        y = random.uniform(-2, 2)
        points.append((x, y, 1.0 if x * x + y * y < 1.5 else 0.0))
    return points


def test_circle_points():
    points, labels = lab.circle()
    assert np.column_stack([points, labels]).tolist() == [list(p) for p in circle_points()]


def plain_training(function, slope, epochs, hidden=8, rate=0.1):
    """The recipe's network, with loops for its vectors."""
    random.seed(0)
    w1 = [[random.gauss(0, 0.5) for _ in range(2)] for _ in range(hidden)]
    w2 = [random.gauss(0, 0.5) for _ in range(hidden)]
    b1, b2 = [0.0] * hidden, 0.0
    losses, accuracies = [], []
    data = circle_points()
    for _ in range(epochs):
        total, right = 0.0, 0
        for x, y, label in data:
            z = [w1[i][0] * x + w1[i][1] * y + b1[i] for i in range(hidden)]
            h = [function(v) for v in z]
            out = plain.sigmoid(sum(w2[i] * h[i] for i in range(hidden)) + b2)
            total += (out - label) ** 2
            right += (out >= 0.5) == (label >= 0.5)
            d_out = (out - label) * out * (1 - out)
            for i in range(hidden):
                d_hidden = d_out * w2[i] * slope(z[i])
                w2[i] -= rate * d_out * h[i]
                w1[i][0] -= rate * d_hidden * x
                w1[i][1] -= rate * d_hidden * y
                b1[i] -= rate * d_hidden
            b2 -= rate * d_out
        losses.append(total / len(data))
        accuracies.append(right / len(data))
    return losses, accuracies


@pytest.mark.parametrize("name", NAMES)
def test_training_on_the_circle(name):
    epochs = 40
    losses, accuracies = plain_training(*plain.FUNCTIONS[name], epochs)
    run = lab.train(name, epochs=epochs)
    # Sums in another order differ in the last digit, and training carries that along.
    assert run.losses.tolist() == pytest.approx(losses, rel=1e-9)
    assert run.accuracies.tolist() == pytest.approx(accuracies, abs=1e-12)


def test_the_whole_course_of_the_classic_training():
    losses, accuracies = plain_training(*plain.FUNCTIONS["tanh"], 200)
    run = lab.train("tanh")
    assert run.losses.tolist() == pytest.approx(losses, rel=1e-8)
    assert run.accuracies.tolist() == pytest.approx(accuracies, abs=1e-12)
    assert run.improvement == pytest.approx(1 - losses[-1] / losses[0], rel=1e-7)


def test_temperature():
    result = lab.temperature()
    assert result.temperatures.tolist() == [0.1, 0.5, 1.0, 2.0, 10.0]
    for value, row in zip(result.temperatures.tolist(), result.probabilities, strict=True):
        powers = [math.exp((z - 2.0) / value) for z in (2.0, 1.0, 0.5)]
        assert row.tolist() == pytest.approx([p / sum(powers) for p in powers], rel=1e-13)


def test_linear_layers_collapse():
    for depth in (2, 5, 20):
        result = lab.linear_collapse(depth=depth)
        # The collapsed layer, applied here by hand, gives the stack's outputs.
        by_hand = [
            sum(w * v for w, v in zip(result.weight[0], x, strict=True)) + result.bias[0]
            for x in result.inputs.tolist()
        ]
        scale = float(np.abs(result.stacked).max())
        assert result.stacked[:, 0].tolist() == pytest.approx(by_hand, abs=1e-12 * scale)
        assert result.linear_gap < 1e-12
        assert result.activated_gap > 1e-3
    assert lab.linear_collapse("identity", depth=4).activated_gap < 1e-12
