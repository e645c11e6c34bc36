# SPDX-License-Identifier: MIT
"""Losses of elements: digits, gradients, options."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import rows_truth as truth
import samples
import swiftact as sa
from conftest import numpy_dtype
from swiftact import _core
from test_softmax import central
from ulps import assert_same

mp = truth.context
INF = np.inf


def _bce(x: Any, t: Any, w: Any) -> Any:
    return w * t * mp.log1p(mp.exp(-x)) + (1 - t) * mp.log1p(mp.exp(x))


def _focal(x: Any, t: Any, gamma: Any) -> Any:
    q = t / (1 + mp.exp(x)) + (1 - t) / (1 + mp.exp(-x))
    return q**gamma * _bce(x, t, 1)


def _huber(x: Any, t: Any, delta: Any) -> Any:
    a = abs(x - t)
    return a * a / 2 if a < delta else delta * (a - delta / 2)


def _smooth(x: Any, t: Any, beta: Any) -> Any:
    a = abs(x - t)
    return a * a / (2 * beta) if a < beta else a - beta / 2


def _log_cosh(x: Any, t: Any) -> Any:
    return mp.log1p(2 * mp.sinh((x - t) / 2) ** 2)


# The formula, its parameters, targets, and the error allowed in ulps: value and gradient.
CASES: dict[str, tuple[Any, tuple[float, ...], str, tuple[float, float]]] = {
    "bce_with_logits": (_bce, (3.0,), "binary", (3, 4)),
    "focal": (_focal, (2.0,), "binary", (6, 8)),
    "mse_loss": (lambda x, t: (x - t) ** 2, (), "same", (2, 1)),
    "huber": (_huber, (1.5,), "same", (3, 2)),
    "smooth_l1": (_smooth, (0.5,), "same", (4, 2)),
    "log_cosh": (_log_cosh, (), "same", (6, 4)),
    "hinge": (lambda x, t: max(mp.mpf(0), 1 - t * x), (), "sign", (1, 1)),
    "kl_div": (lambda x, t: t * (mp.log(t) - x), (), "share", (3, 1)),
    "kl_div_log_target": (lambda x, t: mp.exp(t) * (t - x), (), "log", (3, 2)),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return request.param


def example(kind: str, dtype: Any, count: int = 200) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(0)
    x = generator.standard_normal(count) * generator.choice([1e-3, 1, 10, 60], count)
    if kind == "binary":
        t = (generator.random(count) > 0.5).astype(float)
    elif kind == "sign":
        t = np.sign(generator.standard_normal(count))
    elif kind == "share":
        x, t = -abs(x), generator.random(count)
    elif kind == "log":
        x, t = -abs(x), -abs(generator.standard_normal(count))
    else:
        # With x - t exact, so that it is the formula that is measured.
        x, t = np.round(x * 64) / 64, np.round(generator.standard_normal(count) * 64) / 64
        x[:20], t[:20] = generator.standard_normal(20)[:count] * 1e-6, 0
    return x.astype(dtype), t.astype(dtype)


def slope(case: str, x: Any, t: Any, params: tuple[Any, ...]) -> Any:
    """The derivative, in closed form where it cancels beside a kink or a saturated end."""
    if case in ("kl_div", "kl_div_log_target"):
        return -t if case == "kl_div" else -mp.exp(t)
    if case == "hinge":
        return -t if t * x < 1 else mp.mpf(0)
    if case in ("huber", "smooth_l1"):
        d, (delta,) = x - t, params
        inside = d if case == "huber" else d / delta
        outside = mp.sign(d) * (delta if case == "huber" else 1)
        return inside if abs(d) < delta else outside
    return mp.diff(lambda v: CASES[case][0](v, t, *params), x, h=mp.mpf(10) ** -25)


def test_digits(case: str, dtype: str, isa: str) -> None:
    formula, params, kind, bounds = CASES[case]
    x, t = example(kind, dtype, 60)
    kernels = _core.kernels(isa)
    numbers = [np.asarray(p, dtype) for p in params]
    one = np.asarray(1, dtype)
    loss = kernels[case](x, t, *numbers)
    again, dx = kernels[f"{case}_grad"](x, t, one, *numbers)
    assert_same(x, loss, again)
    mps = [truth.mpf(p) for p in params]
    xs, ts = truth.numbers(x), truth.numbers(t)
    with mp.workdps(80):
        values = [formula(a, b, *mps) for a, b in zip(xs, ts, strict=True)]
        slopes = [slope(case, a, b, mps) for a, b in zip(xs, ts, strict=True)]
    # Where a logarithm and x cancel, ulps are those of the terms.
    size = abs(x * t).max() * 2**-10 if case.startswith("kl") else 0.0
    assert truth.ulps(loss, values, size) <= bounds[0]
    assert truth.ulps(dx, slopes) <= bounds[1]


def test_both_ends_of_bce(dtype: str) -> None:
    x = np.array([80.0, 40.0, -40.0, -80.0], dtype)
    for t in (0, 1):
        loss, dx = sa.bce_with_logits(x, np.full(4, t), reduction="none", grad=True)
        small = np.sign(2 * t - 1) * x > 0
        expected = np.exp(-abs(x.astype(float)))
        np.testing.assert_allclose(loss[small], expected[small], rtol=3e-7)
        np.testing.assert_allclose(abs(dx[small]), expected[small], rtol=3e-7)
        np.testing.assert_allclose(loss[~small], abs(x[~small]), rtol=1e-6)
        np.testing.assert_allclose(abs(dx[~small]), 1, rtol=1e-6)


def test_infinities() -> None:
    x = np.array([INF, -INF, INF, -INF])
    t = np.array([1.0, 0.0, 0.0, 1.0])
    with np.errstate(all="raise"):
        for function in (sa.bce_with_logits, sa.focal):
            loss, dx = function(x, t, reduction="none", grad=True)
            np.testing.assert_array_equal(loss, [0, 0, INF, INF])
            np.testing.assert_array_equal(dx, [0, 0, 1, -1])
        loss, dx = sa.kl_div([-INF, 0.0], [0.0, 1.0], reduction="none", grad=True)
        np.testing.assert_array_equal(loss, [0, 0])
        np.testing.assert_array_equal(dx, [0, -1])


def test_nan_and_silence(case: str) -> None:
    _, params, kind, _ = CASES[case]
    kernel = getattr(_core, f"{case}_grad")
    x = samples.stratified("float32", 3000)
    _, t = example(kind, np.float32, len(x))
    numbers = [np.float32(p) for p in params]
    with np.errstate(all="raise"):
        loss, dx = kernel(x, t, np.float32(1), *numbers)
        poisoned, dpoisoned = kernel(np.float32("nan"), t, np.float32(1), *numbers)
    assert not np.isnan(loss[~np.isnan(x)]).any()
    assert not np.isnan(dx[~np.isnan(x)]).any()
    assert np.isnan(poisoned).all()
    assert np.isnan(dpoisoned).all()


def public(case: str) -> Any:
    return sa.kl_div if case.startswith("kl") else getattr(sa, case)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradients_match_differences(case: str, reduction: str) -> None:
    x, t = example(CASES[case][2], np.float64, 12)
    x = np.clip(x, -5, 5)
    weight = np.linspace(0.5, 2, 12)
    options: dict[str, Any] = {"weight": weight, "reduction": reduction}
    if case == "kl_div_log_target":
        options["log_target"] = True
    f = public(case)
    loss, dx = f(x, t, grad=True, **options)
    assert loss == f(x, t, **options)
    wanted = central(lambda v: float(f(v, t, **options)), x)
    np.testing.assert_allclose(dx, wanted, rtol=2e-6, atol=1e-8)


def test_reductions(case: str) -> None:
    x, t = example(CASES[case][2], np.float32, 60)
    x, t = x.reshape(3, 20), t.reshape(3, 20)
    f = public(case)
    options = {"log_target": True} if case == "kl_div_log_target" else {}
    each, deach = f(x, t, reduction="none", grad=True, **options)
    assert each.shape == deach.shape == x.shape
    total, dtotal = f(x, t, reduction="sum", grad=True, **options)
    assert_same(x, deach, dtotal)
    assert total == np.float32(each.astype(float).sum())
    mean, dmean = f(x, t, grad=True, **options)
    assert mean == np.float32(each.astype(float).sum() / 60)
    np.testing.assert_allclose(dmean, deach / 60, rtol=3e-7)
    assert mean.dtype == dmean.dtype == np.float32
    if case.startswith("kl"):
        batch = f(x, t, reduction="batchmean", **options)
        np.testing.assert_allclose(batch, each.astype(float).sum() / 3, rtol=1e-6)


def test_layouts_threads_and_instruction_sets(case: str, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    x, t = example(CASES[case][2], dtype, 40_000)
    numbers = [np.asarray(p, dtype) for p in CASES[case][1]]
    one = np.asarray(1, dtype)
    want = getattr(_core, f"{case}_grad")(x, t, one, *numbers)
    for isa in _core.isas:
        got = _core.kernels(isa)[f"{case}_grad"](x[::-1], t[::-1], one, *numbers)
        for a, b in zip(want, got, strict=True):
            assert_same(x, a, b[::-1], isa)
    with sa.threads(3):
        got = getattr(_core, f"{case}_grad")(x, t, one, *numbers)
    for a, b in zip(want, got, strict=True):
        assert_same(x, a, b)


def test_against_torch() -> None:
    torch = pytest.importorskip("torch")
    warnings.simplefilter("ignore")  # torch's, of what a mean divides by
    functional = torch.nn.functional
    generator = np.random.default_rng(0)
    x, y = generator.standard_normal((2, 6, 4))
    t = generator.random((6, 4))
    weight, positive = generator.random((6, 4)), generator.random(4) * 3
    tx, ty, tt = map(torch.tensor, (x, y, t))
    pairs = [
        (
            sa.bce_with_logits(x, t, weight=weight, pos_weight=positive),
            functional.binary_cross_entropy_with_logits(
                tx, tt, torch.tensor(weight), pos_weight=torch.tensor(positive)
            ),
        ),
        (sa.mse_loss(x, y), functional.mse_loss(tx, ty)),
        (sa.huber(x, y, delta=0.7), functional.huber_loss(tx, ty, delta=0.7)),
        (sa.smooth_l1(x, y, beta=0.3), functional.smooth_l1_loss(tx, ty, beta=0.3)),
        (sa.smooth_l1(x, y, beta=0), functional.smooth_l1_loss(tx, ty, beta=0)),
        (
            sa.kl_div(x, t, reduction="batchmean"),
            functional.kl_div(tx, tt, reduction="batchmean"),
        ),
        (sa.kl_div(x, y, log_target=True), functional.kl_div(tx, ty, log_target=True)),
    ]
    for got, wanted in pairs:
        np.testing.assert_allclose(got, float(wanted), rtol=1e-13)


def test_focal_weighs_hard_examples() -> None:
    x = np.array([3.0, -3.0, 3.0, -3.0])
    t = np.array([1, 1, 0, 0])
    bce = sa.bce_with_logits(x, t, reduction="none")
    p = np.where(t == 1, sa.sigmoid(x), sa.sigmoid(-x))
    for gamma in (0, 0.5, 1, 2, 5):
        wanted = (1 - p) ** gamma * bce
        np.testing.assert_allclose(sa.focal(x, t, gamma=gamma, reduction="none"), wanted, 1e-13)
    balanced = sa.focal(x, t, alpha=0.25, reduction="none")
    plain = sa.focal(x, t, reduction="none")
    np.testing.assert_allclose(balanced, np.where(t == 1, 0.25, 0.75) * plain, rtol=1e-15)


def test_types() -> None:
    x = np.zeros(3, np.float32)
    assert sa.mse_loss(x, [1, 2, 3]).dtype == np.float32
    assert sa.mse_loss(x, np.ones(3)).dtype == np.float64
    assert sa.bce_with_logits(x, np.array([True, False, True])).dtype == np.float32
    assert sa.mse_loss([1, 2], [0, 0]) == 2.5
    half = sa.huber(x.astype(np.float16), x, grad=True)[1]
    assert half.dtype == np.float32


def test_errors() -> None:
    x = np.zeros((2, 3))
    with pytest.raises(ValueError, match=r"mse_loss: targets of shape \(4,\) do not fit"):
        sa.mse_loss(x, np.zeros(4))
    with pytest.raises(ValueError, match="huber: delta must be greater than 0"):
        sa.huber(x, x, delta=0)
    with pytest.raises(ValueError, match="smooth_l1: beta must be at least 0"):
        sa.smooth_l1(x, x, beta=-1)
    with pytest.raises(ValueError, match="focal: gamma must be at least 0, not nan"):
        sa.focal(x, x, gamma=np.nan)
    with pytest.raises(ValueError, match="bce_with_logits: pos_weight must be at least 0"):
        sa.bce_with_logits(x, x, pos_weight=-1)
    with pytest.raises(ValueError, match="hinge: targets must be -1 or 1"):
        sa.hinge(x, x)
    with pytest.raises(ValueError, match="'batchmean'"):
        sa.kl_div(x, x, reduction="rows")
    with pytest.raises(TypeError, match="log_cosh: x must hold real numbers"):
        sa.log_cosh(x * 1j, x)
