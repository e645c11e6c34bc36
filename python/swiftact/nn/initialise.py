# SPDX-License-Identifier: MIT
"""Initial weights, scaled so that signals keep their size, and which scale suits which function."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from swiftact.nn.parameter import Array

# Standard deviations for `inputs` and `outputs`: He for functions that drop about half of the
# signal, Xavier for bounded ones (a compromise between both directions), LeCun to keep variance 1.
INITIALISERS: Mapping[str, Callable[[int, int], float]] = MappingProxyType(
    {
        "he": lambda inputs, outputs: math.sqrt(2.0 / inputs),
        "xavier": lambda inputs, outputs: math.sqrt(2.0 / (inputs + outputs)),
        "lecun": lambda inputs, outputs: math.sqrt(1.0 / inputs),
    }
)


def weights(
    scheme: str, inputs: int, outputs: int, generator: np.random.Generator, dtype: Any
) -> Array:
    """Normal weights of shape (inputs, outputs) with the standard deviation of ``scheme``."""
    if scheme not in INITIALISERS:
        raise ValueError(f"initialisation must be one of {', '.join(INITIALISERS)}, got {scheme!r}")
    deviation = INITIALISERS[scheme](inputs, outputs)
    return generator.normal(0.0, deviation, (inputs, outputs)).astype(dtype)


def suggest(function: Any) -> str:
    """The initialisation that suits ``function``: selu wants LeCun, bounded functions and the
    identity Xavier, everything that rises without bound on one side He.

    Decided by values far out, so that it works for functions of the user's own.

    >>> import swiftact
    >>> suggest(swiftact.relu), suggest(swiftact.tanh)
    ('he', 'xavier')
    """
    if function.name == "selu":
        return "lecun"
    with np.errstate(all="ignore"):
        left, right = (float(function(np.float64(x))) for x in (-50.0, 50.0))
    if max(abs(left), abs(right)) < 10.0:
        return "xavier"
    linear = abs(left + 50.0) < 1e-9 and abs(right - 50.0) < 1e-9
    return "xavier" if linear else "he"
