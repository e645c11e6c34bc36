# SPDX-License-Identifier: MIT
"""numexpr's virtual machine, running the catalogue's formula in blocks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numexpr
import numpy as np

from cases import BACKWARD, FRESH, SAVED, Case, Operands, elementwise
from expressions import rewrite

RENAMED = {"atan": "arctan"}
TYPES = {"float32": float, "float64": np.float64}  # numexpr's own names for the two
KNOWN = frozenset(numexpr.expressions.functions)


def version() -> str:
    return str(numexpr.__version__)


def start(threads: int) -> None:
    numexpr.set_num_threads(threads)


def array(result: Any) -> Any:
    return np.asarray(result)


@cache
def _compiled(case: Case) -> tuple[Any, tuple[str, ...], tuple[Any, ...]] | None:
    """The program, the names of its arrays, and its constants."""
    function = elementwise()[case.function]
    source = function.entry.formula
    if case.way == BACKWARD:
        source = f"dy * ({function.entry.derivative})"
    expression = rewrite(source, function.params, RENAMED)
    if not expression.functions <= KNOWN or "x" not in expression.variables:
        return None
    kind = TYPES[case.dtype]
    names = (*expression.variables, *expression.constants)
    program = numexpr.NumExpr(expression.source, [(name, kind) for name in names])
    values = tuple(np.array(value, case.dtype) for value in expression.constants.values())
    return program, expression.variables, values


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.dtype not in TYPES or case.way == SAVED:
        return None
    way = BACKWARD if case.way == BACKWARD else FRESH
    found = _compiled(Case(case.function, way, case.dtype, (), case.params))
    if found is None:
        return None
    program, names, constants = found
    call = partial(program, *(getattr(data, name) for name in names), *constants)
    if case.way == FRESH:
        return call
    return partial(call, out=data.out, ex_uses_vml=False)


FUNCTIONS = dict.fromkeys(elementwise(), _elementwise)
