# SPDX-License-Identifier: MIT
"""The gradient for the parameter of an activation, where it can be learned: PReLU's alpha.

Nothing of the size of x is made on the way. Every sum is float64, in an order that the
shapes alone decide: the same bits for any memory layout and number of threads.
"""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Any

import numpy as np

from . import _core
from .activation import Activation, Pass, Role
from .documentation import formulas
from .elementwise import precision


class ParameterSlope(Pass):
    """df/dparameter, element by element."""

    def _documentation(self) -> str:
        name = self.owner.learnable
        return (
            f"{self._label}(x, {name}, **keywords)\n\n"
            f"The derivative of {self.owner.name} for its parameter {name} at each x.\n\n"
            f"{formulas(self.owner)}\n\n"
            "Keywords as NumPy's ufuncs have them.\n"
        )


class BackwardParameters(Pass):
    """dy * f'(x), and the sum of dy * df/dparameter in the shape of the parameter."""

    def __call__(self, *operands: Any, out: Any = None, **keywords: Any) -> Any:
        name = str(self.owner.learnable)
        for keyword in keywords:
            if keyword not in (name, "y"):
                raise TypeError(
                    f"{self._label}() takes {name}= and out= by keyword, got {keyword!r}"
                )
        out, summed = out if isinstance(out, tuple) and len(out) == 2 else (out, None)
        if "y" in keywords or not 2 <= len(operands) <= 3 - len(keywords):
            return super().__call__(*operands, out=out, **keywords)
        value = operands[2] if len(operands) == 3 else keywords.get(name, self._params[name])
        operands = (*operands[:2], value)
        if out is None:
            dx = super().__call__(*operands)
            return dx, self._sum(operands, dx.dtype, summed)
        # `out` may be dy or x, which the sum needs as they are.
        total = self._sum(operands, precision(self._label, operands), summed)
        return super().__call__(*operands, out=out), total

    def _sum(self, operands: tuple[Any, ...], dtype: np.dtype[Any], out: Any) -> Any:
        dy, x, value = operands
        with np.errstate(all="ignore"):
            if type(value) in (bool, int, float):
                value = np.asarray(value, dtype)
            slope = self.owner.grad_parameter.ufunc
            total = _core.parameter_sum(slope, dy, x, value, dtype == np.float64)
            if out is None:
                return total.astype(dtype)[()]
            np.copyto(out, total, casting="same_kind")
        return out

    @property
    def __signature__(self) -> Signature:
        kept = [p for p in super().__signature__.parameters.values() if p.kind != p.KEYWORD_ONLY]
        return Signature([*kept, Parameter("out", Parameter.KEYWORD_ONLY, default=None)])

    def _documentation(self) -> str:
        name = self.owner.learnable
        alone = (
            "\n`backward_input` gives dx alone, and so does `backward(dy, y=y)`, for the gradient\n"
            f"for {name} needs x.\n"
        )
        return (
            f"{self._label}(dy, x, {name}, *, out=None) -> dx, d{name}\n\n"
            f"The gradients of a loss, given dy, its gradient for y = {self.owner.name}(x).\n\n"
            f"{formulas(self.owner)}\n\n"
            f"dx is dy * f'(x). d{name} has the shape of {name}, which broadcasts against x: each\n"
            f"element is the sum of dy * df/d{name} over all x that it was used for. It is\n"
            "summed in float64, in one pass, in an order that depends on the shapes alone, and\n"
            "rounded once to the type of dx. `out` is for dx, or a pair for both.\n"
            + (alone if self.role == "backward" else "")
        )


class ReturnsBoth(Activation):
    """An activation whose `backward` returns the gradient for its parameter, too."""

    def _pass(self, role: Role) -> Pass:
        if role == "backward":
            return BackwardParameters(self, role, self._native("_backward"))
        return super()._pass(role)

    @property
    def backward_input(self) -> Pass:
        return Pass(self, "backward_input", self.ufunc_backward)
