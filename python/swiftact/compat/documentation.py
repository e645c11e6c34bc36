# SPDX-License-Identifier: MIT
"""Signatures and docstrings of the functions, from their rows."""

from __future__ import annotations

import ast
import textwrap
from inspect import Parameter, Signature
from math import isnan

from .differences import DIFFERENCES, Difference
from .row import Row


def parse(text: str) -> Signature:
    """The signature that "leaky_relu(input, negative_slope=0.01)" is."""
    (definition,) = ast.parse(f"def {text}: ...").body
    assert isinstance(definition, ast.FunctionDef)
    given = definition.args
    names = [*given.posonlyargs, *given.args]
    defaults = [Parameter.empty] * (len(names) - len(given.defaults))
    defaults += [ast.literal_eval(default) for default in given.defaults]
    kinds = [Parameter.POSITIONAL_ONLY] * len(given.posonlyargs)
    kinds += [Parameter.POSITIONAL_OR_KEYWORD] * len(given.args)
    return Signature(
        Parameter(name.arg, kind, default=default)
        for name, kind, default in zip(names, kinds, defaults, strict=True)
    )


def document(library: str, row: Row) -> str:
    lead = f"{row.signature}\n\n{row.name} of {library}, computed by {targets(row)}."
    if row.layer:
        lead += " Returns the function of x."
    paragraphs = [lead, textwrap.fill(row.note, 88)]
    if lines := differences(library, row):
        listed = "\n".join(f"    {line}" for line in lines)
        paragraphs.append(f"In float64 {library} gives something else:\n\n{listed}")
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def targets(row: Row) -> str:
    if not row.targets:
        return f"swiftact.{row.target}"
    chosen = (f"swiftact.{name} with {row.choose}={key!r}" for key, name in row.targets.items())
    return ", ".join(chosen)


def differences(library: str, row: Row) -> list[str]:
    """One line each: where, and what the library gives there."""
    found = DIFFERENCES[library].get(row.name, ())
    return [f"{place(each, row.choose)}: {each.theirs}" for each in found]


def place(difference: Difference, choose: str) -> str:
    role = {"value": "f", "grad": "f'"}[difference.role]
    where = f"{role} in [{difference.low:g}, {difference.high:g}]"
    if isnan(difference.low):
        where = f"{role} at NaN"
    elif difference.low == difference.high:
        where = f"{role} at {difference.low:g}"
    return where if difference.when is None else f"{choose}={difference.when!r}, {where}"
