# SPDX-License-Identifier: MIT
"""Docstrings of the activations, written from their catalogue entries when asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .activation import Activation, Forwarder, Pass

PROMISE: Mapping[str, tuple[float, float, float]] = {
    "float32": (1, 2, 2),
    "float64": (2, 4, 5),
}
UFUNC_KEYWORDS = {"out": None, "where": True, "casting": "same_kind", "order": "K"} | {
    "dtype": None,
    "subok": True,
}


CALL = """\
x may have any shape, strides and float dtype; integers are converted as np.exp
does. The keywords are those of every NumPy ufunc: out, where, dtype, casting,
order, subok. `.grad(x)` is f'(x), `.backward(dy, x)` is dy * f'(x) in one pass."""


FROM_OUTPUT = """
With `y=`, the output that the forward pass left, x may be left out: f' is then computed
from y, at the speed of a copy. It is as exact as y is: where f levels off, y has lost
the digits that x has, and the result is off by about the rounding error of y.
"""


class Documented:
    """`__doc__` of a class and, written on demand, of each instance."""

    def __init__(self, of_class: str):
        self.of_class = of_class

    def __get__(self, instance: Forwarder | None, owner: type) -> str:
        return self.of_class if instance is None else instance._documentation()


def signature(inputs: tuple[str, ...], params: Mapping[str, Any]) -> Signature:
    """`(x, alpha=0.01, *, out=None, ...)`, for help() and editors that look at live objects."""
    operands = [Parameter(name, Parameter.POSITIONAL_ONLY) for name in inputs]
    bound = [
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=value)
        for name, value in params.items()
    ]
    keywords = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=value)
        for name, value in UFUNC_KEYWORDS.items()
    ]
    return Signature(operands + bound + keywords)


def of_activation(function: Activation) -> str:
    params = "".join(f", {name}={value!r}" for name, value in function.params.items())
    paragraphs = [f"{function.name}(x{params}, **keywords)"]
    paragraphs += [function.title + ".", formulas(function), CALL]
    if function.params:
        paragraphs.append(
            "Parameters, numbers or arrays that broadcast:\n\n" + parameters(function)
        )
    if function.entry.example:
        paragraphs.append("Examples\n--------\n" + function.entry.example)
    if function.ufunc is not None:
        paragraphs.append("Largest error in ulp, " + accuracy(function))
    if function.paper:
        paragraphs.append(textwrap.fill(f"{function.paper}.", 88))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def formulas(function: Activation) -> str:
    lines = [("f(x)  = ", function.formula), ("f'(x) = ", function.derivative)]
    return "\n".join(
        textwrap.fill(formula, 88, initial_indent=f"    {name}", subsequent_indent=" " * 12)
        for name, formula in lines
        if formula
    )


def of_pass(function: Pass) -> str:
    product = "dy * f'(x)" if function.role.startswith("backward") else "f'(x)"
    return (
        f"{product} of {function.owner.name}, in one pass.\n\n"
        f"{formulas(function.owner)}\n\n"
        "Keywords as NumPy's ufuncs have them; `out` may be one of the inputs.\n"
    ) + (FROM_OUTPUT if function.from_output is not None else "")


def parameters(function: Activation) -> str:
    return "\n".join(
        f"    {name}={function.params[name]!r}" + (parameter.meaning and f": {parameter.meaning}")
        for name, parameter in function.entry.params.items()
    )


def accuracy(function: Activation) -> str:
    """The measured maxima, or the promise where none are recorded."""
    kind = "measured" if function.ulp else "promised"
    lines = [f"{kind} (value, gradient, backward):\n"]
    for dtype, errors in (function.ulp or PROMISE).items():
        lines.append(f"    {dtype}  " + "  ".join(f"{error:.3g}" for error in errors))
    lines.append("    float16, bfloat16  the float32 result, rounded once")
    return "\n".join(lines)
