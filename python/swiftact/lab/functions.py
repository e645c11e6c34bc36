# SPDX-License-Identifier: MIT
"""Which functions an experiment runs: names, activations or custom ones, in the order given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np

import swiftact

Function: TypeAlias = Any
"""An `Activation`, the result of `swiftact.custom`, or the name of a catalogue entry."""

CLASSIC = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu")
"""The seven that teaching material compares."""


def activations() -> tuple[str, ...]:
    """The catalogue without its elementary functions (exp, erf …), which activate nothing."""
    from swiftact.catalogue import special

    return tuple(
        name for name, f in swiftact.ACTIVATIONS.items() if vars(special).get(name) is not f
    )


def resolve(function: Function) -> Any:
    """The activation behind ``function``; a bare callable is refused with advice."""
    if isinstance(function, str):
        return swiftact.get(function)
    if callable(function) and hasattr(function, "grad") and hasattr(function, "backward_input"):
        return function
    raise TypeError(
        f"expected an activation or its name, got {function!r}; "
        "wrap a function of your own with swiftact.custom(f, grad, name=...)"
    )


def resolve_all(functions: Iterable[Function] | Function | None) -> tuple[Any, ...]:
    """Resolved functions with distinct names; ``None`` means the classic seven."""
    if functions is None:
        functions = CLASSIC
    elif isinstance(functions, str) or callable(functions):
        functions = (functions,)
    resolved = tuple(resolve(function) for function in functions)
    if not resolved:
        raise ValueError("name at least one activation")
    labels = [label(function) for function in resolved]
    twice = sorted({name for name in labels if labels.count(name) > 1})
    if twice:
        raise ValueError(f"each activation once, please: {', '.join(twice)} given twice")
    return resolved


def label(function: Any) -> str:
    """How reports call the function: its name, with parameters that differ from the default."""
    name = str(function.name)
    try:
        usual = dict(swiftact.get(name).params)
    except (KeyError, ValueError):
        return name
    changed = [
        f"{key}={value:g}" if np.ndim(value) == 0 else f"{key}=array"
        for key, value in function.params.items()
        if not np.array_equal(usual.get(key, np.nan), value)
    ]
    return f"{name}({', '.join(changed)})" if changed else name
