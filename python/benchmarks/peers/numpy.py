# SPDX-License-Identifier: MIT
"""NumPy's own ufunc where it has one; else the textbook formula, as teaching material prints it.

The formula always allocates its result, and what it needs on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from cases import BACKWARD, BOTH, OUT, SAVED, Operands, elementwise
from swiftact.formulas import textbook, textbook_slope


def version() -> str:
    return np.__version__


def start(threads: int) -> None:
    """NumPy's ufuncs run on one thread."""


def array(result: Any) -> Any:
    return np.asarray(result)


UFUNCS = {
    "identity": np.positive,
    "tanh": np.tanh,
    "exp": np.exp,
    "expm1": np.expm1,
    "log1p": np.log1p,
}


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    entry = elementwise()[data.case.function].entry
    if data.case.way == SAVED:
        return None
    if data.case.way == BACKWARD:
        slope = textbook_slope(entry)
        return lambda: data.dy * slope(data.x)
    if entry.name in UFUNCS:
        out = data.out if data.case.way == OUT else None
        return partial(UFUNCS[entry.name], data.x, out=out)
    return partial(textbook(entry), data.x)


def _softmax(data: Operands) -> Callable[[], Any]:
    if data.case.way == SAVED:
        y, dy = data.y, data.dy
        return lambda: y * (dy - (dy * y).sum(-1, keepdims=True))
    return partial(softmax, data.x)


def softmax(x: Any) -> Any:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def log_softmax(x: Any) -> Any:
    shifted = x - x.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def _log_softmax(data: Operands) -> Callable[[], Any]:
    if data.case.way == SAVED:
        y, dy = data.y, data.dy
        return lambda: dy - np.exp(y) * dy.sum(-1, keepdims=True)
    return partial(log_softmax, data.x)


def _logsumexp(data: Operands) -> Callable[[], Any]:
    x = data.x

    def logsumexp() -> Any:
        top = x.max(-1, keepdims=True)
        return top[:, 0] + np.log(np.exp(x - top).sum(-1))

    return logsumexp


def _cross_entropy(data: Operands) -> Callable[[], Any]:
    x, labels, rows = data.x, data.labels, np.arange(len(data.x))

    def value() -> Any:
        return -log_softmax(x)[rows, labels].mean()

    def gradient() -> Any:
        log_p = log_softmax(x)
        dx = np.exp(log_p)
        dx[rows, labels] -= 1
        dx /= len(x)
        return -log_p[rows, labels].mean(), dx

    return _last_of(gradient) if data.case.way == BOTH else value


def _bce_with_logits(data: Operands) -> Callable[[], Any]:
    x, t = data.x, data.targets

    def value() -> Any:
        return (np.maximum(x, 0) - x * t + np.log1p(np.exp(-abs(x)))).mean()

    def gradient() -> Any:
        return value(), (1 / (1 + np.exp(-x)) - t) / x.dtype.type(x.size)

    return _last_of(gradient) if data.case.way == BOTH else value


def _last_of(call: Callable[[], tuple[Any, Any]]) -> Callable[[], Any]:
    return lambda: call()[1]


FUNCTIONS = dict.fromkeys(elementwise(), _elementwise) | {
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "logsumexp": _logsumexp,
    "cross_entropy": _cross_entropy,
    "bce_with_logits": _bce_with_logits,
}
