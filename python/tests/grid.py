# SPDX-License-Identifier: MIT
"""Parameters to test a function with: the defaults, then ordinary and extreme ones."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from swiftact import Activation
from swiftact.facts import truth

CANDIDATES = (-0.75, 0.25, 1.5, 1e-3, 300.0)


def grid(function: Activation, dtype: Any) -> list[dict[str, float]]:
    """Dictionaries of parameters, each exactly representable in `dtype`."""
    columns = []
    for name, parameter in function.entry.params.items():
        allowed = [c for c in CANDIDATES if parameter.lowest <= c <= parameter.highest]
        columns.append([(name, v) for v in (parameter.default, *allowed)])
    rounded = [
        {name: float(np.dtype(dtype).type(value)) for name, value in row}
        for row in itertools.product(*columns)
    ]
    return [row for row in rounded if truth(function.entry.requires, row)][:8]
