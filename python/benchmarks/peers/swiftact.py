# SPDX-License-Identifier: MIT
"""swiftact itself: every function of the catalogue and every function over rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

import swiftact
from cases import BACKWARD, BOTH, FRESH, OUT, Operands, elementwise, rows


def version() -> str:
    return f"{swiftact.__version__} ({swiftact._core.isa})"


def start(threads: int) -> None:
    if hasattr(swiftact, "set_num_threads"):
        swiftact.set_num_threads(threads)


def array(result: Any) -> Any:
    return result[1] if isinstance(result, tuple) else np.asarray(result)


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    function = elementwise()[data.case.function]
    if data.case.way == FRESH:
        return partial(function, data.x)
    if data.case.way == OUT:
        return partial(function, data.x, out=data.out)
    if data.case.way == BACKWARD:
        return partial(function.backward_input, data.dy, data.x, out=data.out)
    if function.ufunc_backward_y is None:
        return None
    return partial(function.backward, data.dy, y=data.y, out=data.out)


def _rows(data: Operands) -> Callable[[], Any]:
    function = getattr(swiftact, data.case.function)
    if data.case.function == "cross_entropy":
        return partial(function, data.x, data.labels, grad=data.case.way == BOTH)
    if data.case.function == "bce_with_logits":
        return partial(function, data.x, data.targets, grad=data.case.way == BOTH)
    if data.case.way == OUT:
        return partial(function, data.x, out=data.out)
    if data.case.way == FRESH or data.case.function == "logsumexp":
        return partial(function, data.x)
    return partial(function.backward, data.dy, data.y)


FUNCTIONS = dict.fromkeys(elementwise(), _elementwise) | dict.fromkeys(rows(), _rows)
