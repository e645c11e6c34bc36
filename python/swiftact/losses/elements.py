# SPDX-License-Identifier: MIT
"""Losses that compare each prediction with its own target."""

from __future__ import annotations

from typing import Any

import numpy as np

from swiftact import _core
from swiftact.rows.arguments import as_array, floating

from .common import REDUCTIONS, check_reduction, reduced, warn_if_probabilities, with_gradient


def bce_with_logits(
    logits: Any,
    targets: Any,
    *,
    weight: Any = None,
    pos_weight: Any = 1.0,
    reduction: str = "mean",
    grad: bool = False,
    check: bool = False,
) -> Any:
    """Binary cross-entropy of sigmoid(logits) with targets in [0, 1].

    `pos_weight` weighs the positive part, and may be an array, one number for each label of
    a multi-label problem; `weight` weighs elements. With `grad=True` the result is
    (loss, dlogits): (1 - t) sigmoid(x) - t sigmoid(-x), which keeps its digits at both ends.
    `check=True` warns of logits that look like probabilities.

    >>> loss, dlogits = sa.bce_with_logits(np.array([40.0, -1.0]), [1, 0], grad=True)
    >>> print(loss.round(6), dlogits)
    0.156631 [-2.12417713e-18  1.34470711e-01]
    """
    name = "bce_with_logits"
    if check:
        warn_if_probabilities(name, as_array(name, "logits", logits))
    _check(name, "pos_weight", pos_weight, 0)
    return _loss(name, logits, targets, (pos_weight,), weight, reduction, grad)


def focal(
    logits: Any,
    targets: Any,
    *,
    gamma: float = 2.0,
    alpha: float | None = None,
    weight: Any = None,
    reduction: str = "mean",
    grad: bool = False,
) -> Any:
    """Focal loss: bce_with_logits times (1 - p)**gamma, p the probability of the target.

    `alpha` weighs the positive targets, 1 - alpha the others; None weighs both by 1.

    >>> print(sa.focal(np.array([2.0, -2.0]), [1, 1], reduction="none").round(5))
    [0.0018  1.65008]
    """
    name = "focal"
    _check(name, "gamma", gamma, 0)
    if alpha is not None:
        if not 0 <= alpha <= 1:
            raise ValueError(f"{name}: alpha must be in [0, 1], not {alpha!r}")
        t = np.asarray(targets, np.float64)
        balance = alpha * t + (1 - alpha) * (1 - t)
        weight = balance if weight is None else balance * weight
    return _loss(name, logits, targets, (gamma,), weight, reduction, grad)


def mse_loss(
    x: Any, targets: Any, *, weight: Any = None, reduction: str = "mean", grad: bool = False
) -> Any:
    """(x - t)**2.

    >>> print(sa.mse_loss([1.0, 2.0], [0.0, 4.0], grad=True))
    (np.float64(2.5), array([ 1., -2.]))
    """
    return _loss("mse_loss", x, targets, (), weight, reduction, grad)


def huber(
    x: Any,
    targets: Any,
    *,
    delta: Any = 1.0,
    weight: Any = None,
    reduction: str = "mean",
    grad: bool = False,
) -> Any:
    """d**2 / 2 for |d| < delta, delta * (|d| - delta / 2) beyond; d = x - t.

    >>> print(sa.huber([0.5, 3.0], [0.0, 0.0], reduction="none"))
    [0.125 2.5  ]
    """
    _check("huber", "delta", delta, 0, open_=True)
    return _loss("huber", x, targets, (delta,), weight, reduction, grad)


def smooth_l1(
    x: Any,
    targets: Any,
    *,
    beta: Any = 1.0,
    weight: Any = None,
    reduction: str = "mean",
    grad: bool = False,
) -> Any:
    """huber with delta = beta, divided by beta: |d| far out, and everywhere when beta is 0.

    >>> print(sa.smooth_l1([0.5, 3.0], [0.0, 0.0], beta=2.0, reduction="none"))
    [0.0625 2.    ]
    """
    _check("smooth_l1", "beta", beta, 0)
    return _loss("smooth_l1", x, targets, (beta,), weight, reduction, grad)


def log_cosh(
    x: Any, targets: Any, *, weight: Any = None, reduction: str = "mean", grad: bool = False
) -> Any:
    """log(cosh(x - t)), exact for small differences too.

    >>> print(sa.log_cosh([1e-9, 50.0], [0.0, 0.0], reduction="none"))
    [5.00000000e-19 4.93068528e+01]
    """
    return _loss("log_cosh", x, targets, (), weight, reduction, grad)


def hinge(
    x: Any, targets: Any, *, weight: Any = None, reduction: str = "mean", grad: bool = False
) -> Any:
    """max(0, 1 - t * x) for targets of -1 and 1.

    >>> print(sa.hinge([0.5, 3.0, 2.0], [1, 1, -1], reduction="none"))
    [0.5 0.  3. ]
    """
    t = as_array("hinge", "targets", targets)
    if not (np.abs(t) == 1).all():
        raise ValueError("hinge: targets must be -1 or 1")
    return _loss("hinge", x, t, (), weight, reduction, grad)


def kl_div(
    log_probabilities: Any,
    targets: Any,
    *,
    log_target: bool = False,
    weight: Any = None,
    reduction: str = "mean",
    grad: bool = False,
) -> Any:
    """t * (log(t) - x) for log-probabilities x; targets are probabilities, or their logarithms.

    The reduction "batchmean" divides the sum by the length of the first axis, which for
    rows of probabilities gives the mean divergence; "mean" divides by the number of elements.

    >>> x = sa.log_softmax(np.zeros((1, 2)))
    >>> print(sa.kl_div(x, np.array([[1.0, 0.0]]), reduction="batchmean"))
    0.6931471805599453
    """
    name = "kl_div_log_target" if log_target else "kl_div"
    known = (*REDUCTIONS, "batchmean")
    return _loss(name, log_probabilities, targets, (), weight, reduction, grad, known)


def _loss(
    ufunc: str,
    x: Any,
    targets: Any,
    params: tuple[Any, ...],
    weight: Any,
    reduction: str,
    grad: bool,
    known: tuple[str, ...] = REDUCTIONS,
) -> Any:
    name = "kl_div" if ufunc.startswith("kl_div") else ufunc
    check_reduction(name, reduction, known)
    x = as_array(name, "x", x)
    t = as_array(name, "targets", targets)
    dtype = floating(x.dtype)
    if t.dtype.kind in "fV":
        dtype = np.result_type(dtype, t.dtype)
    try:
        np.broadcast_to(np.empty(t.shape, bool), x.shape)
    except ValueError:
        raise ValueError(
            f"{name}: targets of shape {t.shape} do not fit predictions of shape {x.shape}"
        ) from None
    parts = None if weight is None else np.broadcast_to(np.asarray(weight, np.float64), x.shape)
    divisor = {
        "none": None,
        "sum": 1.0,
        "mean": float(x.size),
        "batchmean": float(x.shape[0] if x.ndim else 1),
    }[reduction]
    operands = x.astype(dtype, copy=False), t.astype(dtype, copy=False)
    numbers = tuple(np.asarray(value, dtype) for value in params)
    if not grad:
        return reduced(getattr(_core, ufunc)(*operands, *numbers), parts, divisor)

    def call(scale: Any) -> tuple[Any, Any]:
        result: tuple[Any, Any] = getattr(_core, f"{ufunc}_grad")(*operands, scale, *numbers)
        return result

    share = 0.0 if divisor == 0 else 1 / (divisor or 1)
    scale = share if parts is None else parts * share
    loss, dx = with_gradient(call, dtype, scale, scale)
    return reduced(loss, parts, divisor), dx


def _check(function: str, name: str, value: Any, lowest: float, open_: bool = False) -> None:
    array = np.asarray(value)
    if not ((array > lowest) if open_ else (array >= lowest)).all():
        bound = f"greater than {lowest}" if open_ else f"at least {lowest}"
        raise ValueError(f"{function}: {name} must be {bound}, not {value!r}")
