# SPDX-License-Identifier: MIT
"""Functions by their name."""

from __future__ import annotations

from typing import Any

from .activation import Activation
from .catalogue import ACTIVATIONS, ALIASES


def get(name: str | Activation, **params: Any) -> Activation:
    """The activation called `name`; with parameters, bound to them. An Activation is passed on.

    >>> sa.get("logistic") is sa.sigmoid, sa.get("elu", alpha=0.5)
    (True, <swiftact.elu(alpha=0.5)>)
    """
    if isinstance(name, Activation):
        function = name
    elif not isinstance(name, str):
        raise TypeError(f"get: expected a name or an Activation, got {name!r}")
    else:
        found = ACTIVATIONS.get(name) or ACTIVATIONS.get(ALIASES.get(name, ""))
        if found is None:
            raise ValueError(_unknown(name))
        function = found
    return function.partial(**params) if params else function


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [*ACTIVATIONS, *ALIASES])
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "see sa.ACTIVATIONS"
    return f"get: no activation is called {name!r}; {hint}"
