# SPDX-License-Identifier: MIT
"""What is timed: a function, a way of calling it, a data type and a shape; and its arrays.

Elementwise functions come from the catalogue of swiftact, so a new one is timed
without another line here. Functions over rows are listed, once, in ROWS.
"""

from __future__ import annotations

import ast
import importlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

import swiftact

DTYPES = ("float32", "float64", "float16", "bfloat16")

# The ways of calling an elementwise function, and the arrays each reads and writes.
FRESH, OUT, BACKWARD, SAVED = "fresh", "out=", "backward", "backward y="
VALUE, BOTH = "value", "value+grad"
TRAFFIC = {FRESH: 2, OUT: 2, BACKWARD: 3, SAVED: 3, VALUE: 1, BOTH: 2}

ROWS: Mapping[str, tuple[str, ...]] = {
    "softmax": (FRESH, OUT, SAVED),
    "log_softmax": (FRESH, OUT, SAVED),
    "logsumexp": (VALUE,),
    "cross_entropy": (VALUE, BOTH),
    "bce_with_logits": (VALUE, BOTH),
}
SHAPES = ((100_000, 10), (10_000, 100), (128, 1000), (1000, 1000), (100, 10_000), (1, 1_000_000))

CHEAP = {"abs", "maximum", "minimum", "sign", "where"}

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    function: str
    way: str
    dtype: str
    shape: Shape
    params: tuple[float, ...] = ()

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def traffic(self) -> int:
        """Bytes read and written."""
        return TRAFFIC[self.way] * self.size * numpy_dtype(self.dtype).itemsize


@dataclass(frozen=True)
class Operands:
    """The arrays of a case. Contenders share them; the output holds whatever ran last."""

    case: Case
    x: Any

    @cached_property
    def dy(self) -> Any:
        return _normal(self.x.shape, self.x.dtype, seed=2)

    @cached_property
    def y(self) -> Any:
        """The output that a forward pass would have kept."""
        return getattr(swiftact, self.case.function)(self.x)

    @cached_property
    def out(self) -> Any:
        return np.zeros_like(self.x)

    @cached_property
    def labels(self) -> Any:
        return np.random.default_rng(3).integers(0, self.x.shape[-1], self.x.shape[0])

    @cached_property
    def targets(self) -> Any:
        """Zeros and ones, as bce_with_logits takes them."""
        return (np.random.default_rng(4).random(self.x.shape) < 0.5).astype(self.x.dtype)


def numpy_dtype(name: str) -> np.dtype[Any]:
    if name == "bfloat16":
        name = importlib.import_module("ml_dtypes").bfloat16
    return np.dtype(name)


def elementwise() -> Mapping[str, Any]:
    return swiftact.ACTIVATIONS


def rows() -> list[str]:
    return [name for name in ROWS if hasattr(swiftact, name)]


def of_function(name: str, dtype: str, sizes: tuple[int, ...]) -> Iterator[Case]:
    """Every case of a function in one data type, each way from the smallest to the largest."""
    if name in ROWS:
        for way in ROWS[name]:
            for shape in SHAPES:
                yield Case(name, way, dtype, shape)
    else:
        params = tuple(elementwise()[name].params.values())
        for way in (FRESH, OUT, BACKWARD, SAVED):
            for n in sizes:
                yield Case(name, way, dtype, (n,), params)


def operands(case: Case) -> Operands:
    x = _normal(case.shape, numpy_dtype(case.dtype), seed=1)
    if case.function in elementwise():
        x = _into(elementwise()[case.function].domain, x)
    return Operands(case, x)


def light(name: str) -> bool:
    """A function made of comparisons and a multiplication: as fast as memory allows."""
    nodes = list(ast.walk(ast.parse(elementwise()[name].formula)))
    calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    divisions = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
    return calls <= CHEAP and all(isinstance(n.right, ast.Constant) for n in divisions)


@lru_cache(maxsize=64)
def _normal(shape: Shape, dtype: Any, seed: int) -> Any:
    """Pre-activations as networks have them: both signs, most of them within ±6.

    A block of 64 Ki numbers is repeated: drawing 30 million would take longer than timing them.
    """
    block = (3 * np.random.default_rng(seed).standard_normal(1 << 16)).astype(dtype)
    return np.resize(block, shape)


def _into(domain: tuple[float, float] | None, x: Any) -> Any:
    """Numbers moved to where the function is defined."""
    low, high = domain or (-math.inf, math.inf)
    if math.isinf(low) and math.isinf(high):
        return x
    gate = (1 / (1 + np.exp(-x.astype(np.float32)))).astype(x.dtype)
    if not math.isinf(low) and not math.isinf(high):
        return (low + (high - low) * gate).astype(x.dtype)
    away = (np.abs(x.astype(np.float32)) + 0.01).astype(x.dtype)
    return (low + away if math.isinf(high) else high - away).astype(x.dtype)
