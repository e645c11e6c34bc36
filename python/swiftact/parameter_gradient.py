# SPDX-License-Identifier: MIT
"""The gradients for the parameters of an activation that can be learned: PReLU's alpha.

Nothing of the size of x is made on the way. Every sum is float64, in an order that the
shapes alone decide: the same bits for any memory layout and number of threads.
"""

from __future__ import annotations

from functools import cached_property
from inspect import Parameter, Signature
from typing import Any

import numpy as np

from .activation import Activation, Pass, Role
from .documentation import formulas
from .elementwise import precision


class Gradients:
    """dy * f'(x), and for each learnable parameter the sum of dy * df/dparameter."""

    def __init__(self, owner: Activation):
        self.owner = owner
        self.__doc__ = documentation(owner, "vjp")

    def __call__(self, *operands: Any, out: Any = None, **params: Any) -> tuple[Any, ...]:
        return gradients(self.owner, "vjp", operands, out, params)

    @property
    def __signature__(self) -> Signature:
        return without_keywords(self.owner.backward_input.__signature__)

    def __repr__(self) -> str:
        return repr(self.owner).replace(self.owner.name, f"{self.owner.name}.vjp", 1)

    def __reduce__(self) -> Any:
        return getattr, (self.owner, "vjp")


class BackwardWithGradients(Pass):
    """A `backward` that is `vjp`, and dx alone from the saved output."""

    def __call__(self, *operands: Any, out: Any = None, **keywords: Any) -> Any:
        if "y" in keywords:
            return super().__call__(*operands, out=out, **keywords)
        return gradients(self.owner, "backward", operands, out, keywords)

    @property
    def __signature__(self) -> Signature:
        return without_keywords(super().__signature__)

    def _documentation(self) -> str:
        return documentation(self.owner, "backward") + (
            "\n`backward_input` gives dx alone. So does `backward(dy, y=y)`, from the output that\n"
            "the forward pass left: the gradient for a parameter needs x.\n"
        )


class ReturnsGradients(Activation):
    """An activation whose `backward` returns the gradient for its parameter, too."""

    def _pass(self, role: Role) -> Pass:
        if role == "backward":
            return BackwardWithGradients(self, role, self._native("_backward"))
        return super()._pass(role)

    @cached_property
    def backward_input(self) -> Pass:
        return Pass(self, "backward_input", self.ufunc_backward)


def gradients(
    owner: Activation, role: str, operands: tuple[Any, ...], out: Any, params: dict[str, Any]
) -> tuple[Any, ...]:
    """dx, and one gradient per learnable parameter. `out`: for dx, or one for each."""
    for name in params:
        if name not in owner.params:
            known = ", ".join((*owner.params, "out"))
            raise TypeError(f"{owner.name}.{role}() takes by keyword {known}, not {name!r}")
    names = owner.learnable
    if not (isinstance(out, tuple) and len(out) == 1 + len(names)):
        out = (out, *(None for _ in names))
    if not 2 <= len(operands) <= 2 + len(owner.params):
        expected = ", ".join(("dy", "x", *owner.params))
        raise TypeError(f"{owner.name}.{role}() takes {expected}; got {len(operands)} of them")
    given = dict(zip(owner.params, operands[2:], strict=False))
    for name in given.keys() & params.keys():
        raise TypeError(f"{owner.name}.{role}() got multiple values for argument {name!r}")
    values = owner.params | given | params
    dy, x = operands[:2]

    def sums(dtype: np.dtype[Any]) -> tuple[Any, ...]:
        arrays = boxed(values, dtype)
        return tuple(
            rounded(owner._parameter_sum(name, dy, x, arrays, dtype == np.float64), dtype, room)
            for name, room in zip(names, out[1:], strict=True)
        )

    if out[0] is None:
        dx = owner.backward_input(dy, x, *values.values())
        return (dx, *sums(dx.dtype))
    # Room for dx may be dy or x, which the sums need as they are.
    totals = sums(precision(f"{owner.name}.{role}", (dy, x, *values.values())))
    return (owner.backward_input(dy, x, *values.values(), out=out[0]), *totals)


def boxed(values: dict[str, Any], dtype: np.dtype[Any]) -> dict[str, Any]:
    """Plain numbers follow the precision of the arrays."""
    if not any(type(value) in (bool, int, float) for value in values.values()):
        return values
    with np.errstate(over="ignore"):
        return {
            name: np.asarray(value, dtype) if type(value) in (bool, int, float) else value
            for name, value in values.items()
        }


def rounded(total: Any, dtype: np.dtype[Any], room: Any) -> Any:
    if room is None and total.dtype == dtype:
        return total[()]
    with np.errstate(all="ignore"):
        if room is None:
            return total.astype(dtype)[()]
        np.copyto(room, total, casting="same_kind")
    return room


def without_keywords(signature: Signature) -> Signature:
    kept = [p for p in signature.parameters.values() if p.kind != p.KEYWORD_ONLY]
    return Signature([*kept, Parameter("out", Parameter.KEYWORD_ONLY, default=None)])


def documentation(owner: Activation, role: str) -> str:
    params = "".join(f", {name}" for name in owner.params)
    results = ", ".join(("dx", *(f"d{name}" for name in owner.learnable)))
    text = (
        f"{owner.name}.{role}(dy, x{params}, *, out=None) -> {results}\n\n"
        f"The gradients of a loss, given dy, its gradient for y = {owner.name}(x).\n\n"
        f"{formulas(owner)}\n\n"
        "dx is dy * f'(x).\n"
    )
    for name in owner.learnable:
        text += (
            f"\nd{name} has the shape of {name}, which broadcasts against x: each element is\n"
            f"the sum of dy * df/d{name} over all x that it was used for. It is summed in\n"
            "float64, in one pass, in an order that depends on the shapes alone, and rounded\n"
            "once to the type of dx. `out` is for dx, or a tuple with room for each result.\n"
        )
    return text
