# SPDX-License-Identifier: MIT
"""No kernel has fallen to scalar code. A benchmark compares; this only catches a collapse.

The yardstick is np.add in float32, vector code on every machine, measured in the same
moment. Sound kernels need 1 to 3 of it when they compare and multiply, 4 to 40 when they
evaluate exponentials; the same formulas one element at a time need ten times that.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from time import perf_counter_ns
from typing import Any

import numpy as np
import pytest

from swiftact import _core

N = 10_000
ATTEMPTS = 40
SIMPLE = {"abs", "maximum", "minimum", "sign", "where"}
ALLOWED = {  # times np.add: functions of comparisons, all others
    "float32": (10, 80),
    "float64": (12, 130),
    "float16": (20, 80),
}


def is_simple(expression: str) -> bool:
    """Comparisons, sums and products alone, and division by constants."""
    nodes = list(ast.walk(ast.parse(expression)))
    calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    divisions = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
    return calls <= SIMPLE and all(isinstance(n.right, ast.Constant) for n in divisions)


def nanoseconds(call: Callable[[], Any]) -> float:
    start = perf_counter_ns()
    call()
    return perf_counter_ns() - start


def ratio(call: Callable[[], Any], enough: float) -> float:
    """The call's best time in units of np.add's best; more attempts only while it looks slow."""
    a = np.ones(N, np.float32)
    total = np.empty_like(a)
    best_call = best_add = float("inf")
    for attempt in range(ATTEMPTS):
        best_add = min(best_add, nanoseconds(lambda: np.add(a, a, out=total)))
        best_call = min(best_call, nanoseconds(call))
        if attempt >= 4 and best_call < enough * best_add:
            break
    return best_call / best_add


@pytest.mark.skipif(_core.isa == "baseline", reason="the baseline is right before it is fast")
@pytest.mark.parametrize("precision", list(ALLOWED))
def test_kernel_is_vector_code(function: Any, role: str, precision: str) -> None:
    low, high = function.domain
    x = np.random.default_rng(1).uniform(max(low, -8), min(high, 8), N).astype(precision)
    out = np.empty_like(x)
    kernel = {"": function, "grad": function.grad, "backward": function.backward_input}[role]
    operands = (x, x) if role == "backward" else (x,)
    simple = is_simple(function.derivative if role else function.formula)
    allowed = ALLOWED[precision][0 if simple else 1]
    found = ratio(lambda: kernel(*operands, out=out), allowed)
    assert found <= allowed, f"{kernel!r} takes {found:.0f} times np.add, at most {allowed} allowed"


def test_the_classes() -> None:
    assert is_simple("maximum(0, x)")
    assert is_simple("where(x > 3, x, x / 6)")
    assert not is_simple("x / (1 + abs(x))")
    assert not is_simple("x * sigma(x)")
