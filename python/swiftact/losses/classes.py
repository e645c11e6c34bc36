# SPDX-License-Identifier: MIT
"""Losses over classes: cross_entropy of logits, nll_loss of log-probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np

from swiftact import _core
from swiftact.rows.arguments import Rows, as_array, floating

from .common import check_reduction, reduced, warn_if_probabilities, with_gradient
from .labels import IGNORED, class_weights, ignore, read_labels


def cross_entropy(
    logits: Any,
    labels: Any,
    *,
    axis: int = -1,
    weight: Any = None,
    label_smoothing: float = 0.0,
    ignore_index: int | None = -100,
    reduction: str = "mean",
    grad: bool = False,
    check: bool = False,
) -> Any:
    """-log softmax(logits)[label]: the loss of a classifier, given what comes before softmax.

    `labels` are integers, one for each row, or probabilities, one for each logit. Rows with
    the label `ignore_index` have no part in the loss. `weight` is one number for each class.
    With `label_smoothing=e` a label has 1 - e of the probability, and e is spread over all
    classes. A "mean" of labels is weighted by their classes' weights; one of probabilities
    is over rows.

    With `grad=True` the result is (loss, dlogits), from one pass: p - onehot, whose digits
    are exact however near a probability is to 1. Classes at -inf contribute exactly 0,
    unless they are the label, which costs inf. `check=True` warns of logits that look like
    probabilities.

    >>> loss, dlogits = sa.cross_entropy(np.array([[2.0, 1.0, 0.5]]), [0], grad=True)
    >>> print(f"{loss:.4f}", dlogits)
    0.4644 [[-0.37146828  0.2312239   0.14024438]]
    """
    name = "cross_entropy"
    x = as_array(name, "logits", logits)
    check_reduction(name, reduction)
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"{name}: label_smoothing must be in [0, 1], not {label_smoothing!r}")
    rows = Rows(name, axis, x.ndim)
    dtype = floating(x.dtype)
    view = rows.view(x).astype(dtype, copy=False)
    if check:
        warn_if_probabilities(name, view, view.sum(-1, dtype=np.float64))
    classes = view.shape[-1]
    weights: Any = None if weight is None else class_weights(name, weight, classes)
    out = np.empty_like(x, dtype=dtype, subok=False) if grad else None

    own: Any = None
    spread: Any = None
    given = np.asarray(labels)
    if given.dtype.kind not in "iu" and given.shape == x.shape:
        targets = rows.view(as_array(name, "labels", given))
        if label_smoothing or weights is not None:
            targets = smoothed(targets, weights, label_smoothing, classes)
        label = np.asarray(IGNORED, np.intp)
        own, spread = np.zeros((), dtype), targets.astype(dtype, copy=False)
        parts: Any = None
        divisor = view.size / classes if classes else 0.0
    else:
        label = read_labels(name, given, view.shape[:-1], classes, ignore_index)
        label = ignore(label, ignore_index)
        parts = label != IGNORED if weights is None else np.where(label >= 0, weights[label], 0.0)
        divisor = float(parts.sum())
        if label_smoothing:
            of_label = 1.0 if weights is None else parts
            own = np.asarray((1 - label_smoothing) * of_label, dtype)
            of_class = np.ones(classes) if weights is None else weights
            spread = (of_class * (label_smoothing / classes)).astype(dtype)
            parts = label != IGNORED
    return _finish(rows, view, label, own, spread, parts, _divisor(reduction, divisor), out)


def _divisor(reduction: str, mean: float) -> float | None:
    return {"none": None, "sum": 1.0, "mean": mean}[reduction]


def _finish(
    rows: Rows,
    view: Any,
    label: Any,
    own: Any,
    spread: Any,
    parts: Any,
    divisor: float | None,
    out: Any,
) -> Any:
    """The loss, or it and the gradient in `out`, from the kernels.

    `own` and `spread` are the targets of the label and of each class, None for 1 and 0;
    `parts` is what rows weigh, None for 1.
    """
    operands = (view, label) if spread is None else (view, spread, label, own)
    value = _core.cross_entropy if spread is None else _core.cross_entropy_targets
    if out is None:
        return reduced(value(*operands), parts, divisor)
    both = _core.cross_entropy_grad if spread is None else _core.cross_entropy_targets_grad
    share = np.float64(0 if divisor == 0 else 1 / (divisor or 1))
    scale = share if parts is None else parts * share

    def call(scale: Any) -> tuple[Any, Any]:
        result: tuple[Any, Any] = both(*operands, scale, out=(None, rows.view(out)))
        return result

    loss, _ = with_gradient(call, view.dtype, scale, scale[..., None] if scale.ndim else scale)
    return reduced(loss, parts, divisor), out


def smoothed(targets: Any, weights: Any, smoothing: float, classes: int) -> Any:
    """Probabilities with a share spread over all classes, times the classes' weights."""
    result = targets.astype(np.float64) * (1 - smoothing)
    if smoothing:
        result += smoothing / classes
    return result if weights is None else result * weights


def nll_loss(
    log_probabilities: Any,
    labels: Any,
    *,
    axis: int = -1,
    weight: Any = None,
    ignore_index: int | None = -100,
    reduction: str = "mean",
    grad: bool = False,
) -> Any:
    """-log_probabilities[label]: cross_entropy for a model that ends in log_softmax.

    The arguments are those of `cross_entropy`.

    >>> print(sa.nll_loss(sa.log_softmax(np.array([[2.0, 1.0, 0.5]])), [0]).round(4))
    0.4644
    """
    name = "nll_loss"
    x = as_array(name, "log_probabilities", log_probabilities)
    check_reduction(name, reduction)
    rows = Rows(name, axis, x.ndim)
    dtype = floating(x.dtype)
    view = rows.view(x).astype(dtype, copy=False)
    classes = view.shape[-1]
    label = ignore(read_labels(name, labels, view.shape[:-1], classes, ignore_index), ignore_index)
    weights = np.ones(classes) if weight is None else class_weights(name, weight, classes)
    is_used = label != IGNORED
    index = np.where(is_used, label, 0)[..., None]
    parts = np.where(is_used, weights[index[..., 0]], 0.0)
    loss = np.where(is_used, -np.take_along_axis(view, index, -1)[..., 0], np.zeros((), dtype))
    divisor = _divisor(reduction, float(parts.sum()))
    total = reduced(loss, parts, divisor)
    if not grad:
        return total
    out = np.zeros_like(x, dtype=dtype, subok=False)
    share = -parts * (0 if divisor == 0 else 1 / (divisor or 1))
    np.put_along_axis(rows.view(out), index, share[..., None].astype(dtype), -1)
    return total, out
