# SPDX-License-Identifier: MIT
"""True values of functions over rows: the stable forms in long double.

Each gives the result and, where the definition itself subtracts, the size of what is
subtracted: no method that is handed rounded numbers can do better than an ulp of that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cases import SAVED, VALUE, Operands

Truth = tuple[Any, Any]  # the result, and a size or None


def _wide(array: Any) -> Any:
    return array.astype(np.longdouble)


def _softmax(x: Any) -> Any:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def _log_softmax(x: Any) -> Any:
    """The top entry is -log1p of the others."""
    shifted = x - x.max(-1, keepdims=True)
    top = np.arange(x.shape[-1]) == x.argmax(-1)[:, None]
    others = np.where(top, 0, np.exp(shifted)).sum(-1, keepdims=True)
    return shifted - np.log1p(others)


def softmax(data: Operands) -> Truth:
    if data.case.way != SAVED:
        return _softmax(_wide(data.x)), None
    y, dy = _wide(data.y), _wide(data.dy)
    mean = (y * dy).sum(-1, keepdims=True)
    return y * (dy - mean), y * (abs(dy) + (y * abs(dy)).sum(-1, keepdims=True))


def log_softmax(data: Operands) -> Truth:
    if data.case.way != SAVED:
        return _log_softmax(_wide(data.x)), None
    p, dy = np.exp(_wide(data.y)), _wide(data.dy)
    return (
        dy - p * dy.sum(-1, keepdims=True),
        abs(dy) + p * abs(dy).sum(-1, keepdims=True),
    )


def logsumexp(data: Operands) -> Truth:
    x = _wide(data.x)
    return x.max(-1) - _log_softmax(x).max(-1), None


def cross_entropy(data: Operands) -> Truth:
    x = _wide(data.x)
    chosen = np.arange(x.shape[-1]) == data.labels[:, None]
    if data.case.way == VALUE:
        return -_log_softmax(x)[chosen].mean(keepdims=True), None
    p = _softmax(x)
    others = np.where(chosen, 0, p).sum(-1, keepdims=True)
    return np.where(chosen, -others, p) / len(x), None


def bce_with_logits(data: Operands) -> Truth:
    x, target = _wide(data.x), _wide(data.targets)
    e = np.exp(-abs(x))
    if data.case.way == VALUE:
        losses = np.maximum(x, 0) - x * target + np.log1p(e)
        return losses.mean(keepdims=True).ravel(), None
    right, left = np.where(x >= 0, 1, e) / (1 + e), np.where(x >= 0, e, 1) / (1 + e)
    return ((1 - target) * right - target * left) / x.size, None


TRUTH: Mapping[str, Callable[[Operands], Truth]] = {
    function.__name__: function
    for function in (softmax, log_softmax, logsumexp, cross_entropy, bce_with_logits)
}
