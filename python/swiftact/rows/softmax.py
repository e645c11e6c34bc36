# SPDX-License-Identifier: MIT
"""softmax, softmin and log_softmax: callable, with their products and the gradient of T."""

from __future__ import annotations

from typing import Any

import numpy as np

from swiftact import _core

from . import derivatives
from .arguments import Axis, Rows, as_array, check_temperature, floating, mask

_ONE = 1.0  # the default temperature: nothing to check


class RowActivation:
    """A function of the rows of an array, at a temperature.

    `sign` is -1 where the smallest element counts most. `masked` is what elements outside
    of `where` become.
    """

    def __init__(self, name: str, formula: str, ufunc: str, sign: int, masked: float, doc: str):
        self.name = self.__name__ = name
        self.formula = formula
        self.sign = sign
        self.masked = masked
        self.ufunc: np.ufunc = getattr(_core, ufunc)
        self.ufunc_backward: np.ufunc = getattr(_core, f"{ufunc}_backward")
        self.ufunc_backward_y: np.ufunc = getattr(_core, f"{ufunc}_backward_y")
        self.is_log = ufunc == "log_softmax"
        self.__doc__ = doc

    def __repr__(self) -> str:
        return f"<swiftact.{self.name}>"

    def __reduce__(self) -> str:
        return self.name

    def __call__(
        self,
        x: Any,
        axis: Axis = -1,
        temperature: Any = _ONE,
        *,
        out: Any = None,
        where: Any = True,
        **options: Any,
    ) -> Any:
        is_plain = axis == -1 and temperature is _ONE and where is True and out is None
        if is_plain and type(x) is np.ndarray and x.dtype.char in "efd" and x.ndim > 0:
            return self.ufunc(x, self.sign, **options)
        x = as_array(self.name, "x", x)
        rows = Rows(self.name, axis, x.ndim)
        scale = self._scale(rows, temperature, x)
        if where is True:
            return rows.map(self.ufunc, x.shape, out, rows.view(x), scale, **options)
        chosen = mask(self.name, where, x.shape)
        y = rows.map(self.ufunc, x.shape, out, rows.view(self._hidden(x, chosen)), scale, **options)
        # Rows without a chosen element as well, which alone would be NaN.
        np.copyto(y, self.masked, where=~chosen)
        return y

    def backward(
        self,
        dy: Any,
        y: Any = None,
        *,
        x: Any = None,
        axis: Axis = -1,
        temperature: Any = 1.0,
        out: Any = None,
        where: Any = True,
        **options: Any,
    ) -> Any:
        """The gradient for x, given that for the output: dy times the Jacobian.

        From the saved output `y`, at the speed of memory and as exact as y is; or, to the
        last digit, from the input: `backward(dy, x=x)`. Elements that `where` leaves out,
        and those that are -inf, take no part.
        """
        if (y is None) == (x is None):
            raise TypeError(f"{self.name}.backward: give the output y or the input x=, one of them")
        label = f"{self.name}.backward"
        at = as_array(label, "y" if x is None else "x", y if x is None else x)
        dy = as_array(label, "dy", dy)
        if dy.ndim > at.ndim:
            raise ValueError(f"{label}: dy of shape {dy.shape} does not fit {at.shape}")
        dy = np.broadcast_to(dy, at.shape) if dy.shape != at.shape else dy
        rows = Rows(label, axis, at.ndim)
        scale = self._scale(rows, temperature, at)
        if where is not True:
            chosen = mask(label, where, at.shape)
            at = self._hidden(at, chosen) if x is not None else np.where(chosen, at, self.masked)
        ufunc = self.ufunc_backward_y if x is None else self.ufunc_backward
        dx = rows.map(ufunc, at.shape, out, rows.view(dy), rows.view(at), scale, **options)
        if where is not True:
            np.copyto(dx, 0.0, where=~chosen)
        return dx

    def jvp(
        self, dx: Any, x: Any, axis: Axis = -1, temperature: Any = 1.0, *, out: Any = None
    ) -> Any:
        """The change of the output along dx: the Jacobian times dx."""
        if not self.is_log:  # the Jacobian of softmax is symmetric
            return self.backward(dx, x=x, axis=axis, temperature=temperature, out=out)
        return derivatives.log_jvp(self, dx, x, axis, temperature, out)

    def jacobian(self, x: Any, axis: int = -1, temperature: Any = 1.0) -> Any:
        """The matrices dy_i / dx_j, in two new last axes in place of `axis`."""
        return derivatives.jacobian(self, x, axis, temperature)

    def grad_temperature(
        self,
        dy: Any,
        x: Any,
        axis: Axis = -1,
        temperature: Any = 1.0,
        *,
        where: Any = True,
    ) -> Any:
        """The gradient for the temperature, summed to its shape."""
        return derivatives.grad_temperature(self, dy, x, axis, temperature, where)

    def _scale(self, rows: Rows, temperature: Any, x: Any) -> Any:
        """The kernels' operand; a negative temperature turns a row around."""
        check_temperature(self.name, temperature)
        return rows.numbers("temperature", temperature, floating(x.dtype)) * self.sign

    def _hidden(self, x: Any, chosen: Any) -> Any:
        """x without the elements that are not chosen."""
        return np.where(chosen, x, np.asarray(-np.inf * self.sign, floating(x.dtype)))


_ARGUMENTS = """
    axis may be an int, a tuple of ints or None for the whole array; temperature is a
    positive number, or one for each row. `where` chooses elements: others become
    {masked} and take no gradient. `out` may be x. float16 and bfloat16 are computed in
    float32 or better and rounded once. An element has the same bits along any axis, in
    any layout, on any number of threads.
"""

softmax = RowActivation(
    "softmax",
    "exp(x / T) / sum(exp(x / T))",
    "softmax",
    1,
    0.0,
    """exp(x / T) / sum(exp(x / T)) along an axis: positive, and 1 in total.
"""
    + _ARGUMENTS.format(masked="0")
    + """
    Elements of -inf become exactly 0. Infinite elements share the row; a row of nothing
    but -inf is NaN, unless `where` masks it: then it is 0.

    >>> print(sa.softmax([1000.0, 1001.0, 1002.0]))
    [0.09003057 0.24472847 0.66524096]
""",
)

softmin = RowActivation(
    "softmin",
    "exp(-x / T) / sum(exp(-x / T))",
    "softmax",
    -1,
    0.0,
    """softmax of -x: the smallest element of a row counts most.
"""
    + _ARGUMENTS.format(masked="0")
    + """
    >>> print(sa.softmin([1000.0, 1001.0, 1002.0]))
    [0.66524096 0.24472847 0.09003057]
""",
)

log_softmax = RowActivation(
    "log_softmax",
    "x / T - log(sum(exp(x / T)))",
    "log_softmax",
    1,
    -np.inf,
    """log(softmax(x / T)) along an axis, exact however near a probability is to 1.
"""
    + _ARGUMENTS.format(masked="-inf")
    + """
    >>> print(sa.log_softmax([0.0, -40.0]))
    [-4.24835426e-18 -4.00000000e+01]
""",
)
