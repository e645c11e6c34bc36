# SPDX-License-Identifier: MIT
"""Losses over classes: digits, options, labels, masks."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import rows_truth as truth
import swiftact as sa
from conftest import numpy_dtype
from test_softmax import central, rows

INF = np.inf


def torch() -> Any:
    return pytest.importorskip("torch")


@pytest.mark.parametrize("n", [1, 2, 10, 100])
def test_digits(dtype: str, n: int) -> None:
    x = rows(dtype, n)
    labels = np.arange(len(x)) % n
    labels[-1] = 0  # 60 above the rest: the loss is e^-60
    with np.errstate(all="raise"):
        loss, dx = sa.cross_entropy(x, labels, reduction="none", grad=True)
    bound = 0.6 if dtype == "float32" else 3.0
    for i, row in enumerate(x):
        wanted = -truth.log_shares(row)[labels[i]]
        assert truth.ulps([loss[i]], [wanted]) <= bound
        p = truth.shares(row)
        p[labels[i]] = -sum(q for j, q in enumerate(p) if j != labels[i])
        assert truth.ulps(dx[i], p) <= bound
    np.testing.assert_array_equal(loss, sa.cross_entropy(x, labels, reduction="none"))


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_against_torch(dense: bool, weighted: bool, smoothing: float, reduction: str) -> None:
    t = torch()
    generator = np.random.default_rng(0)
    x = generator.standard_normal((6, 5, 4))
    weight = generator.random(5) if weighted else None
    if dense:
        labels = sa.softmax(generator.standard_normal((6, 5, 4)), 1)
    else:
        labels = generator.integers(0, 5, (6, 4))
        labels[2, 1] = -100
    tx = t.tensor(x, requires_grad=True)
    wanted = t.nn.functional.cross_entropy(
        tx, t.tensor(labels), weight=None if weight is None else t.tensor(weight),
        label_smoothing=smoothing, reduction=reduction,
    )  # fmt: skip
    wanted.sum().backward()
    options = {"axis": 1, "weight": weight, "label_smoothing": smoothing, "reduction": reduction}
    loss, dx = sa.cross_entropy(x, labels, grad=True, **options)
    if dense and reduction == "mean":  # torch divides by the first axis and the others as well
        assert loss.shape == ()
    np.testing.assert_allclose(loss, wanted.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(dx, tx.grad.numpy(), rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(sa.cross_entropy(x, labels, **options), loss, rtol=1e-15)


def test_gradients_match_differences() -> None:
    generator = np.random.default_rng(1)
    x = generator.standard_normal((4, 3))
    labels = [0, 2, 1, -100]
    targets = sa.softmax(generator.standard_normal((4, 3)))
    for given, options in (
        (labels, {}),
        (labels, {"label_smoothing": 0.2, "weight": [1, 2, 0.5]}),
        (targets, {"label_smoothing": 0.2, "weight": [1, 2, 0.5]}),
    ):
        slope = central(lambda x, g=given, o=options: float(sa.cross_entropy(x, g, **o)), x)
        _, dx = sa.cross_entropy(x, given, grad=True, **options)
        np.testing.assert_allclose(dx, slope, rtol=1e-7, atol=1e-9)
    logp = sa.log_softmax(x)
    weights = {"weight": [1, 2, 0.5]}
    slope = central(lambda v: float(sa.nll_loss(v, labels, **weights)), logp)
    loss, dx = sa.nll_loss(logp, labels, grad=True, **weights)
    np.testing.assert_allclose(dx, slope, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(loss, sa.cross_entropy(x, labels, **weights), rtol=1e-14)


def test_masked_logits_contribute_nothing() -> None:
    x = np.array([[1.0, -INF, 2.0, 0.5], [0.0, 3.0, -INF, -INF]])
    labels = np.array([2, 0])
    with np.errstate(all="raise"):
        loss, dx = sa.cross_entropy(x, labels, reduction="none", grad=True)
        soft, dsoft = sa.cross_entropy(x, labels, reduction="none", label_smoothing=0.1, grad=True)
    assert (dx[np.isinf(x)] == 0).all()
    assert (dsoft[np.isinf(x)] == 0).all()
    assert np.isfinite(soft).all()
    assert loss[0] == sa.cross_entropy(x[:1, [0, 2, 3]], [1])
    targets = np.array([[0.25, 0, 0.5, 0.25], [0.5, 0.5, 0, 0]])
    loss, dx = sa.cross_entropy(x, targets, reduction="none", grad=True)
    assert np.isfinite(loss).all()
    assert (dx[np.isinf(x)] == 0).all()
    assert sa.cross_entropy(x, [1, 0], reduction="none")[0] == INF


def test_ignored_rows() -> None:
    x = rows("float64", 4)
    labels = np.arange(len(x)) % 4
    labels[::3] = -100
    x[0] = np.nan
    loss, dx = sa.cross_entropy(x, labels, grad=True)
    used = labels >= 0
    np.testing.assert_allclose(loss, sa.cross_entropy(x[used], labels[used]), rtol=1e-15)
    assert (dx[~used] == 0).all()
    assert sa.cross_entropy(x, labels, reduction="none")[0] == 0
    moved = np.where(used, labels, 3)
    loss3 = sa.cross_entropy(x, moved, ignore_index=3, reduction="sum")
    kept = used & (labels != 3)
    np.testing.assert_allclose(
        loss3, sa.cross_entropy(x[kept], labels[kept], reduction="sum"), rtol=1e-14
    )
    none, nothing = sa.cross_entropy(x[:1], [-100], grad=True)
    assert np.isnan(none)
    assert (nothing == 0).all()


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_halves(half: str, smoothing: float) -> None:
    dtype = numpy_dtype(half)
    x = rows("float32", 10).astype(dtype)
    labels = np.arange(len(x)) % 10
    options = {"label_smoothing": smoothing, "grad": True}
    loss, dx = sa.cross_entropy(x, labels, **options)
    wide, dwide = sa.cross_entropy(x.astype(np.float64), labels, **options)
    assert loss.dtype == dx.dtype == dtype
    step = 2.0 ** (-8 if half == "bfloat16" else -11)
    np.testing.assert_allclose(float(loss), wide, rtol=2 * step)
    np.testing.assert_allclose(dx.astype(float), dwide, rtol=3 * step, atol=step * 1e-3)


def test_many_rows_of_halves_do_not_lose_the_mean() -> None:
    x = np.zeros((200_000, 2), np.float16)
    loss, dx = sa.cross_entropy(x, np.zeros(len(x), int), grad=True)
    np.testing.assert_allclose(float(loss), np.log(2), rtol=1e-3)
    assert dx[0, 0] == np.float16(-0.5 / 200_000)


LABEL_ERRORS = [
    ([0, 5, 1], ValueError, "cross_entropy: label 5 at position 1 is outside of 0 to 3 or ign"),
    ([0, 1, -1], ValueError, "label -1 at position 2"),
    ([0.0, 1.0, 2.0], ValueError, "do not fit|must be integers"),
    ([[0], [1], [2]], ValueError, r"labels of shape \(3, 1\) do not fit rows of shape \(3,\)"),
    ([0, 1], ValueError, "do not fit"),
]


@pytest.mark.parametrize(("labels", "kind", "message"), LABEL_ERRORS)
def test_labels_are_checked(labels: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises((kind, TypeError), match=message):
        sa.cross_entropy(np.zeros((3, 4)), labels)
    with pytest.raises((kind, TypeError), match="nll_loss"):
        sa.nll_loss(np.zeros((3, 4)), labels)


def test_positions_have_as_many_numbers_as_rows_have_axes() -> None:
    labels = np.zeros((2, 3), int)
    labels[1, 2] = 7
    with pytest.raises(ValueError, match=r"label 7 at position \(1, 2\)"):
        sa.cross_entropy(np.zeros((2, 4, 3)), labels, axis=1)
    with pytest.raises(ValueError, match="label 4 is outside of 0 to 3"):
        sa.cross_entropy(np.zeros(4), 4)


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.int64, np.uint64])
def test_labels_of_any_integer_type(kind: Any) -> None:
    x = rows("float32", 4)
    labels = (np.arange(len(x)) % 4).astype(kind)
    assert sa.cross_entropy(x, labels) == sa.cross_entropy(x, labels.astype(int))


def test_options_are_checked() -> None:
    x, labels = np.zeros((3, 4)), [0, 1, 2]
    with pytest.raises(ValueError, match=r"reduction must be one of 'mean', 'sum', 'none'"):
        sa.cross_entropy(x, labels, reduction="average")
    with pytest.raises(ValueError, match=r"label_smoothing must be in \[0, 1\], not 2"):
        sa.cross_entropy(x, labels, label_smoothing=2)
    with pytest.raises(ValueError, match=r"weight must have shape \(4,\)"):
        sa.cross_entropy(x, labels, weight=[1, 2])
    with pytest.raises(ValueError, match="weight must not be negative"):
        sa.cross_entropy(x, labels, weight=[1, 2, -1, 1])


def test_softmax_applied_twice_is_noticed() -> None:
    x = rows("float32", 5)
    labels = np.arange(len(x)) % 5
    p = sa.softmax(x)
    with pytest.warns(UserWarning, match="cross_entropy: the logits look like probabilities"):
        sa.cross_entropy(p, labels, check=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sa.cross_entropy(p, labels)
        sa.cross_entropy(x, labels, check=True)
        sa.cross_entropy(abs(x), labels, check=True)
    with pytest.warns(UserWarning, match="bce_with_logits: the logits look like probabilities"):
        sa.bce_with_logits(sa.sigmoid(x), x > 0, check=True)
