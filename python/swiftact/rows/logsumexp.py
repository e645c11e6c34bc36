# SPDX-License-Identifier: MIT
"""log(sum(exp(x))) along an axis."""

from __future__ import annotations

from typing import Any

import numpy as np

from swiftact import _core

from .arguments import Axis, Rows, as_array, floating, mask


class LogSumExp:
    """log(sum(exp(x))) along an axis: the largest element m plus log1p of the others' part.

    axis may be an int, a tuple of ints or None; `where` chooses elements. A row without
    elements, or of nothing but -inf, is -inf; an infinite element makes it inf.
    Beside a root, that is where m is nearly -log1p(...), the error is that of a number of
    the size of m.

    >>> print(sa.logsumexp([0.0, -40.0]))
    4.248354255291589e-18
    """

    __name__ = name = "logsumexp"
    formula = "log(sum(exp(x)))"

    def __init__(self) -> None:
        self.ufunc: np.ufunc = _core.logsumexp
        self.ufunc_backward: np.ufunc = _core.logsumexp_backward
        self.__doc__ = type(self).__doc__

    def __repr__(self) -> str:
        return "<swiftact.logsumexp>"

    def __reduce__(self) -> str:
        return self.name

    def __call__(
        self,
        x: Any,
        axis: Axis = -1,
        *,
        keepdims: bool = False,
        out: Any = None,
        where: Any = True,
        **options: Any,
    ) -> Any:
        x = as_array("logsumexp", "x", x)
        rows = Rows("logsumexp", axis, x.ndim)
        if where is not True:
            x = _hidden(x, mask("logsumexp", where, x.shape))
        if keepdims and out is not None:
            (out,) = out if isinstance(out, tuple) else (out,)
            self.ufunc(rows.view(x), out=out.squeeze(rows.axes), **options)
            return out
        total = self.ufunc(rows.view(x), out=out, **options)
        return np.expand_dims(total, rows.axes) if keepdims else total

    def backward(
        self,
        dy: Any,
        x: Any,
        axis: Axis = -1,
        *,
        out: Any = None,
        where: Any = True,
        **options: Any,
    ) -> Any:
        """dy * softmax(x), for a dy with or without the summed axes."""
        label = "logsumexp.backward"
        x = as_array(label, "x", x)
        dy = as_array(label, "dy", dy)
        rows = Rows(label, axis, x.ndim)
        dy = rows.numbers("dy", dy, dy.dtype)
        chosen = None
        if where is not True:
            chosen = mask(label, where, x.shape)
            x = _hidden(x, chosen)
        dx = rows.map(self.ufunc_backward, x.shape, out, dy, rows.view(x), **options)
        if chosen is not None:
            np.copyto(dx, 0.0, where=~chosen)
        return dx


def _hidden(x: Any, chosen: Any) -> Any:
    return np.where(chosen, x, np.asarray(-np.inf, floating(x.dtype)))


logsumexp = LogSumExp()
