# SPDX-License-Identifier: MIT
"""The textbook formulas of the catalogue as plain NumPy functions.

These are the expressions that teaching material prints. They overflow, cancel and
warn where the textbook does: use them to compare with, not to compute with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from .entry import Entry


def _sqrt(x: Any) -> Any:
    # A Python float keeps float32 arrays in float32; np.sqrt(2) would not.
    return math.sqrt(x) if isinstance(x, int | float) else np.sqrt(x)


def _vector(function: Callable[[float], float]) -> Callable[[Any], Any]:
    vectorised = np.vectorize(function, otypes=[float])
    return lambda x: vectorised(x).astype(np.asarray(x).dtype, copy=False)


NUMPY: Mapping[str, Any] = {
    "abs": np.abs,
    "atan": np.arctan,
    "erf": _vector(math.erf),
    "erfc": _vector(math.erfc),
    "erfcx": lambda x: np.exp(x * x) * _vector(math.erfc)(x),
    "exp": np.exp,
    "log": np.log,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "pi": math.pi,
    "sigma": lambda x: 1 / (1 + np.exp(-x)),
    "sign": np.sign,
    "sqrt": _sqrt,
    "tanh": np.tanh,
    "where": np.where,
}


@cache
def compiled(expression: str) -> CodeType:
    return compile(expression, f"<{expression}>", "eval")


def evaluate(expression: str, vocabulary: Mapping[str, Any], **names: Any) -> Any:
    """The value of a catalogue expression; only `vocabulary` and `names` are known to it."""
    return eval(compiled(expression), {"__builtins__": {}, **vocabulary}, names)


def _numpy_function(expression: str, entry: Entry) -> Callable[..., Any]:
    defaults = {name: parameter.default for name, parameter in entry.params.items()}

    def function(x: Any, *args: Any, **kwargs: Any) -> Any:
        x = np.asarray(x)
        if x.dtype.kind in "biu":
            x = x.astype(float)
        params = {**defaults, **dict(zip(defaults, args, strict=False)), **kwargs}
        with np.errstate(all="ignore"):
            y = np.asarray(evaluate(expression, NUMPY, x=x, **params))
        arrays = [p for p in params.values() if not isinstance(p, int | float)]
        y = y.astype(np.result_type(x, *arrays), copy=False)
        return y if y.ndim >= x.ndim else np.full_like(x, y)

    return function


def textbook(entry: Entry) -> Callable[..., Any]:
    """f as the textbook has it: `textbook(entry)(x, *params)`."""
    return _numpy_function(entry.formula, entry)


def textbook_slope(entry: Entry) -> Callable[..., Any]:
    """f' as the textbook has it."""
    return _numpy_function(entry.derivative, entry)
