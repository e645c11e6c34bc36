# SPDX-License-Identifier: MIT
"""A Python function of arrays with the call shape of a ufunc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


class Elementwise:
    """`function` with out=, where=, dtype=, casting=, order= and subok= as ufuncs have them."""

    def __init__(self, function: Callable[..., Any], name: str):
        self.function = function
        self.__name__ = name

    def __call__(
        self,
        *operands: Any,
        out: Any = None,
        where: Any = True,
        dtype: Any = None,
        casting: Any = "same_kind",
        order: Any = "K",
        subok: bool = True,
    ) -> Any:
        dtype = np.dtype(dtype or precision(self.__name__, operands))
        computed = self._compute(operands, dtype, subok)
        if isinstance(out, tuple):
            (out,) = out
        if out is None and where is True:
            return computed.astype(computed.dtype, order=order, copy=False)[()]
        if out is None:
            out = np.empty_like(computed, subok=subok)
        np.copyto(out, computed, where=where, casting=casting)
        return out

    def _compute(self, operands: tuple[Any, ...], dtype: np.dtype[Any], subok: bool) -> Any:
        convert = np.asanyarray if subok else np.asarray
        arrays = [convert(operand).astype(dtype, copy=False) for operand in operands]
        computed = convert(self.function(*arrays))
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
        if computed.shape != shape:
            raise ValueError(
                f"{self.__name__}() must work element by element: operands of shape {shape}"
                f" became a result of shape {computed.shape}"
            )
        return computed.astype(dtype, copy=False)


def precision(name: str, operands: tuple[Any, ...]) -> np.dtype[Any]:
    """The type in which these are computed; integers become what np.exp makes of them."""
    arrays = [x for x in operands if type(x) not in (bool, int, float)] or [1.0]
    common = np.result_type(*map(np.asanyarray, arrays))
    if common.kind == "f" or common.name == "bfloat16":
        return common
    if common.kind not in "biu":
        raise TypeError(f"{name}() takes real numbers, got dtype {common}")
    return np.exp(np.zeros((), common)).dtype
