# SPDX-License-Identifier: MIT
"""What the libraries of swiftact.compat are asked: arguments and inputs."""

from __future__ import annotations

from inspect import Parameter
from math import inf, nan
from typing import Any

import numpy as np

import swiftact
from swiftact.compat import compositions
from swiftact.compat.function import Function
from swiftact.compat.library import table

REQUIRED = {"default_value": -1.5, "value": -1.5}
IN_PLACE_OF_NONE = {"eps": 0.25, "min": -0.5, "max": 2.0, "max_value": 2.5}
WITHOUT_EFFECT = {"inplace", "dtype"}

FEW = (
    *(-inf, -1e300, -800.0, -100.0, -40.0, -24.0, -15.0, -9.0, -7.0, -5.0, -3.0, -2.0, -1.0, -0.75),
    *(
        -0.5,
        -0.25,
        -1e-4,
        -1e-20,
        -1e-300,
        -0.0,
        0.0,
        1e-300,
        1e-20,
        1e-4,
        0.25,
        0.5,
        1.0,
        2.0,
        2.5,
        3.0,
    ),
    *(4.0, 6.0, 7.0, 9.0, 15.0, 24.0, 40.0, 100.0, 800.0, 1e300, inf, nan),
)


def points() -> Any:
    """Inputs to ask a library that is installed: kinks, ends, and steps of 1/4 between."""
    return np.unique(np.concatenate([np.arange(-24, 24, 0.25) + 0.0, np.array(FEW)]))


MATRIX = (
    (0.5, -1.25, 3.0, 2.0),
    (1000.0, 1001.0, 1002.0, 990.0),
    (-40.0, 0.0, 7.5, 7.25),
    (-inf, 0.0, -3.0, -inf),
    (0.0, -40.0, -50.0, -60.0),
    (1.0, 2.0, -2.0, 0.25),
)
MATRIX_AXES = (0, 1, -1)


def along_axis(library: str) -> list[tuple[Function, dict[str, int]]]:
    """The functions of rows in a table, once for each axis of MATRIX."""
    functions = [table(library)[name] for name, row in table(library).rows.items() if not row.layer]
    return [
        (function, {name: axis})
        for function in functions
        if not is_elementwise(function)
        for name in ("axis", "dim")
        if name in function.__signature__.parameters
        for axis in MATRIX_AXES
    ]


def elementwise(library: str) -> list[Function]:
    """The functions of x in a table: neither layers nor what works along an axis."""
    functions = [table(library)[name] for name, row in table(library).rows.items() if not row.layer]
    return [f for f in functions if is_elementwise(f)]


def is_elementwise(function: Function) -> bool:
    target = function.row.target
    return target in compositions.NAMES or target in swiftact.ACTIVATIONS


def cases(function: Function) -> list[dict[str, Any]]:
    """The defaults; every number changed; every choice."""
    row = function.row
    left_out = {*WITHOUT_EFFECT, *row.only, *row.ignored, row.choose}
    defaults: dict[str, Any] = {}
    changed: dict[str, Any] = {}
    for parameter in list(function.__signature__.parameters.values())[1:]:
        name, default = parameter.name, parameter.default
        if name in left_out:
            continue
        if default is Parameter.empty:
            default = REQUIRED.get(name, 0.25)
        defaults[name] = default
        changed[name] = IN_PLACE_OF_NONE[name] if default is None else default + 0.25
    if row.choose:
        return [{**defaults, row.choose: choice} for choice in row.targets]
    return [defaults, changed] if changed else [defaults]
