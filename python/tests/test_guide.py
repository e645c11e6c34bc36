# SPDX-License-Identifier: MIT
"""The guide: every branch of the decision tree, and facts that are computed, not typed."""

from __future__ import annotations

import html
import json
import math

import numpy as np
import pytest

import swiftact as sa
from swiftact import guide
from swiftact.guide.advice import GATE, HIDDEN, OUTPUT, SPELLINGS, SYMPTOMS


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"layer": "output", "task": "binary"}, ("sigmoid", "bce_with_logits", "xavier")),
        ({"layer": "output", "task": "multiclass"}, ("softmax", "cross_entropy", "xavier")),
        ({"layer": "output", "task": "multi-label"}, ("sigmoid", "bce_with_logits", "xavier")),
        ({"layer": "output", "task": "regression"}, ("identity", "mse_loss", "xavier")),
        ({"layer": "output", "task": "bounded"}, ("sigmoid", "mse_loss", "xavier")),
        ({"layer": "gate"}, ("sigmoid", "", "xavier")),
        ({}, ("relu", "", "he")),
        ({"architecture": "transformer"}, ("gelu", "", "he")),
        ({"architecture": "ViT"}, ("gelu", "", "he")),
        ({"architecture": "cnn"}, ("relu", "", "he")),
        ({"architecture": "mlp"}, ("relu", "", "he")),
        ({"architecture": "EfficientNet"}, ("silu", "", "he")),
        ({"architecture": "rnn"}, ("tanh", "", "xavier")),
        ({"architecture": "deep mlp"}, ("selu", "", "lecun")),
        ({"architecture": "on-device"}, ("relu", "", "he")),
        ({"architecture": "cnn", "symptoms": "dying relu"}, ("leaky_relu", "", "he")),
        ({"symptoms": ["accuracy"]}, ("silu", "", "he")),
        ({"symptoms": ["accuracy", "dead neurons"]}, ("leaky_relu", "", "he")),
        ({"architecture": "rnn", "symptoms": "vanishing"}, ("relu", "", "he")),
        ({"architecture": "transformer", "symptoms": "vanishing"}, ("gelu", "", "he")),
        ({"architecture": "cnn", "symptoms": "exploding"}, ("tanh", "", "xavier")),
        ({"architecture": "on-device", "symptoms": "accuracy"}, ("hard_swish", "", "he")),
        ({"task": "binary"}, ("relu", "bce_with_logits", "he")),
    ],
)
def test_the_decision_tree(arguments, expected):
    answer = guide.recommend(**arguments)
    assert (answer.function, answer.loss, answer.initialisation) == expected
    assert answer.activation is getattr(sa, answer.function)
    assert answer.why
    assert answer.watch


@pytest.mark.parametrize("advice", [GATE, *OUTPUT.values(), *HIDDEN.values(), *SYMPTOMS.values()])
def test_all_that_is_advised_exists(advice):
    for name in (advice.function, *advice.alternatives):
        assert callable(getattr(sa, name))
    if advice.loss:
        assert callable(getattr(sa, advice.loss))
    assert advice.function not in advice.alternatives


def test_other_spellings_lead_somewhere():
    targets = {
        "layer": {"hidden", "output", "gate"}, "task": OUTPUT, "architecture": HIDDEN,
        "symptom": SYMPTOMS,
    }  # fmt: skip
    for what, spellings in SPELLINGS.items():
        assert set(spellings.values()) <= set(targets[what])
        assert not set(spellings) & set(targets[what])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layer": "middle"}, "layer must be one of hidden, output, gate; got 'middle'"),
        ({"layer": "output"}, "an output layer needs a task: binary"),
        ({"task": "poetry"}, "task must be one of binary"),
        ({"architecture": "abacus"}, "architecture must be one of transformer"),
        ({"symptoms": ["cough"]}, "symptom must be one of dying_relu"),
    ],
)
def test_unknown_words_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        guide.recommend(**arguments)


def test_a_recommendation_prints():
    answer = guide.recommend("output", task="multiclass")
    text, page = str(answer), answer._repr_html_()
    for words in (answer.why, "swiftact.softmax", "swiftact.cross_entropy", *answer.watch):
        assert words in text
        assert html.escape(words) in page
    assert json.loads(json.dumps(answer.to_dict()))["path"] == ["output layer", "multiclass"]
    longest = max(
        len(line) for line in str(guide.recommend(architecture="transformer")).splitlines()
    )
    assert longest <= 110


@pytest.fixture(scope="module")
def table():
    return guide.table(cost=False)


def test_the_table_has_every_function(table):
    assert [row.name for row in table] == list(sa.ACTIVATIONS)
    assert len(str(table).splitlines()) == len(table) + 4
    page = table._repr_html_()
    assert page.count("<tr>") == len(table) + 1
    assert len(json.loads(json.dumps(table.to_dict(), allow_nan=False))["functions"]) == len(table)


@pytest.mark.parametrize("name", list(sa.ACTIVATIONS))
def test_computed_ranges_are_the_catalogue_s(table, name):
    """The catalogue states the ranges, this computes them: two sources, one truth."""
    row, (low, high) = table[name], sa.get(name).range
    for found, stated in ((row.low, low), (row.high, high)):
        if math.isinf(stated):
            assert found == stated
        else:
            assert found == pytest.approx(stated, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "slope", "saturates", "centred", "zero_zone"),
    [
        ("sigmoid", 0.25, "both ends", "no", 0.0),
        ("tanh", 1.0, "both ends", "yes", 0.0),
        ("relu", 1.0, "left", "no", 0.5),
        ("leaky_relu", 1.0, "no", "roughly", 0.0),
        ("elu", 1.0, "left", "roughly", 0.0),
        ("gelu", 1.1289, "left", "roughly", 0.0),
        ("silu", 1.0998, "left", "roughly", 0.0),
        ("identity", 1.0, "no", "yes", 0.0),
    ],
)
def test_computed_facts(table, name, slope, saturates, centred, zero_zone):
    row = table[name]
    assert row.max_slope == pytest.approx(slope, rel=1e-4)
    assert (row.saturates, row.zero_centred) == (saturates, centred)
    assert row.zero_zone == pytest.approx(zero_zone, abs=1e-3)
    slopes = np.abs(sa.get(name).grad(np.linspace(-5, 5, 4001)))
    assert row.dead_zone == pytest.approx(np.mean(slopes < 0.01), abs=2e-3)


def test_mean_outputs(table):
    assert table["relu"].mean_output == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-6)
    assert table["sigmoid"].mean_output == pytest.approx(0.5, rel=1e-12)
    assert table["tanh"].mean_output == 0
    # E z Φ(z) for standard normal z is the density of N(0, 2) at 0.
    assert table["gelu"].mean_output == pytest.approx(1 / math.sqrt(4 * math.pi), rel=1e-6)


def test_unbounded_slopes_and_functions_of_the_users_own():
    square = sa.custom(lambda x: x * x, lambda x: 2 * x, name="square")
    row = guide.table(square, cost=False)["square"]
    assert math.isinf(row.max_slope)
    assert (row.low, row.high) == (0, math.inf)


def test_costs_are_measured():
    rows = guide.table(["relu", "gelu"])
    assert all(0 < row.cost_ns < 1000 for row in rows)
    assert "ns/element" in str(rows)
    assert "ns/element" not in str(guide.table("relu", cost=False))


def test_both_are_found_at_the_top():
    assert sa.recommend is guide.recommend
    assert sa.table is guide.table
