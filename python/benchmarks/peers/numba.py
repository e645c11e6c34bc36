# SPDX-License-Identifier: MIT
"""Numba: the catalogue's formula as a compiled loop, the way its users write it."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numba
import numpy as np

from cases import BACKWARD, FRESH, SAVED, Case, Operands, elementwise
from expressions import Expression, rewrite

MATH = ("exp", "expm1", "log", "log1p", "tanh", "sqrt", "atan", "erf", "erfc")
KNOWN: dict[str, Any] = {name: getattr(math, name) for name in MATH}
KNOWN["abs"] = abs

_threads = 1


def version() -> str:
    return str(numba.__version__)


def start(threads: int) -> None:
    global _threads
    _threads = threads
    numba.set_num_threads(threads)


def array(result: Any) -> Any:
    return np.asarray(result)


class _Branches(ast.NodeTransformer):
    """`where(a, b, c)` as `b if a else c`."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "where":
            test, yes, no = node.args
            return ast.IfExp(test, yes, no)
        return node


def _source(expression: Expression) -> str:
    tree = ast.fix_missing_locations(_Branches().visit(ast.parse(expression.source, mode="eval")))
    arrays = ", ".join(f"{name}s" for name in expression.variables)
    lines = [f"def loop({arrays}, out):", "    for i in indices(out.size):"]
    lines += [f"        {name} = {name}s[i]" for name in expression.variables]
    return "\n".join([*lines, f"        out[i] = {ast.unparse(tree)}", ""])


@cache
def _compiled(case: Case, threads: int) -> tuple[Any, tuple[str, ...]] | None:
    function = elementwise()[case.function]
    source = function.entry.formula
    if case.way == BACKWARD:
        source = f"dy * ({function.entry.derivative})"
    expression = rewrite(source, function.params, {})
    if not expression.functions <= {*KNOWN, "where"} or "x" not in expression.variables:
        return None
    kind = np.dtype(case.dtype).type
    names: dict[str, Any] = {**KNOWN}
    names["indices"] = numba.prange if threads > 1 else range
    names |= {name: kind(value) for name, value in expression.constants.items()}
    exec(_source(expression), names)
    loop = numba.njit(names["loop"], parallel=threads > 1, error_model="numpy")
    return loop, expression.variables


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.dtype not in ("float32", "float64") or case.way == SAVED:
        return None
    way = BACKWARD if case.way == BACKWARD else FRESH
    found = _compiled(Case(case.function, way, case.dtype, (), case.params), _threads)
    if found is None:
        return None
    loop, names = found
    operands = [getattr(data, name) for name in names]
    if case.way == FRESH:
        return partial(_fresh, loop, operands)
    return partial(_into, loop, operands, data.out)


def _fresh(loop: Any, operands: list[Any]) -> Any:
    return _into(loop, operands, np.empty_like(operands[0]))


def _into(loop: Any, operands: list[Any], out: Any) -> Any:
    loop(*operands, out)
    return out


FUNCTIONS = dict.fromkeys(elementwise(), _elementwise)
