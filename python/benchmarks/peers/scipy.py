# SPDX-License-Identifier: MIT
"""scipy.special, and the shortest routes through it, in float32 and float64.

It computes half types in double and has no gradients; those here are one line of
NumPy around a scipy.special call.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import scipy
from scipy import special

from cases import BACKWARD, FRESH, OUT, VALUE, Operands


def version() -> str:
    return str(scipy.__version__)


def start(threads: int) -> None:
    """scipy.special runs on one thread."""


def array(result: Any) -> Any:
    return np.asarray(result)


UFUNCS = {
    "sigmoid": special.expit,
    "log_sigmoid": special.log_expit,
    "logit": special.logit,
    "expm1": special.expm1,
    "log1p": special.log1p,
    "erf": special.erf,
    "erfc": special.erfc,
    "ndtr": special.ndtr,
    "log_ndtr": special.log_ndtr,
}


def _times(gate: Any, x: Any, out: Any = None) -> Any:
    gated = gate(x, out=out)
    return np.multiply(gated, x, out=gated)


def _gelu_backward(dy: Any, x: Any, out: Any) -> Any:
    slope = special.ndtr(x, out=out)
    slope += x * np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
    return np.multiply(slope, dy, out=out)


def _sigmoid_backward(dy: Any, x: Any, out: Any) -> Any:
    y = special.expit(x, out=out)
    y *= 1 - y
    return np.multiply(y, dy, out=out)


def _silu_backward(dy: Any, x: Any, out: Any) -> Any:
    y = special.expit(x, out=out)
    y *= 1 + x * (1 - y)
    return np.multiply(y, dy, out=out)


def _log_sigmoid_backward(dy: Any, x: Any, out: Any) -> Any:
    return np.multiply(special.expit(-x, out=out), dy, out=out)


def _softplus_backward(dy: Any, x: Any, out: Any) -> Any:
    return np.multiply(special.expit(x, out=out), dy, out=out)


ROUTES: dict[str, Callable[..., Any]] = {
    **UFUNCS,
    "silu": partial(_times, special.expit),
    "gelu": partial(_times, special.ndtr),
    "softplus": lambda x, *beta, out=None: np.logaddexp(x, x.dtype.type(0), out=out),
}
GRADIENTS: dict[str, Callable[..., Any]] = {
    "sigmoid": _sigmoid_backward,
    "silu": _silu_backward,
    "gelu": _gelu_backward,
    "log_sigmoid": _log_sigmoid_backward,
    "softplus": _softplus_backward,
}


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.dtype not in ("float32", "float64") or any(p != 1 for p in case.params):
        return None
    if case.way == FRESH:
        return partial(ROUTES[case.function], data.x)
    if case.way == OUT:
        return partial(ROUTES[case.function], data.x, out=data.out)
    if case.way == BACKWARD and case.function in GRADIENTS:
        return partial(GRADIENTS[case.function], data.dy, data.x, data.out)
    return None


def _rows(data: Operands) -> Callable[[], Any] | None:
    if data.case.dtype == "bfloat16" or data.case.way not in (FRESH, OUT, VALUE):
        return None
    return partial(getattr(special, data.case.function), data.x, axis=-1)


FUNCTIONS = dict.fromkeys(ROUTES, _elementwise) | dict.fromkeys(
    ("softmax", "log_softmax", "logsumexp"), _rows
)
