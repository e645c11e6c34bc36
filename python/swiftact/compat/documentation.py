# SPDX-License-Identifier: MIT
"""Signatures and docstrings of the functions, from their rows."""

from __future__ import annotations

import ast
import textwrap
from inspect import Parameter, Signature
from math import inf, isnan

from .differences import DIFFERENCES, ROWS, Difference
from .row import Row


def parse(text: str) -> Signature:
    """The signature that "leaky_relu(input, negative_slope=0.01)" is."""
    (definition,) = ast.parse(f"def {text}: ...").body
    assert isinstance(definition, ast.FunctionDef)
    given = definition.args
    names = [*given.posonlyargs, *given.args]
    defaults = [Parameter.empty] * (len(names) - len(given.defaults))
    defaults += [ast.literal_eval(default) for default in given.defaults]
    by_position = len(given.posonlyargs)
    return Signature(
        [
            Parameter(
                name.arg,
                Parameter.POSITIONAL_ONLY if i < by_position else Parameter.POSITIONAL_OR_KEYWORD,
                default=default,
            )
            for i, (name, default) in enumerate(zip(names, defaults, strict=True))
        ]
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
    """What the library gives, and where: one line for each reason."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in DIFFERENCES[library].get(row.name, ()):
        choice = "" if each.when is None else f"{row.choose}={each.when!r}, "
        places.setdefault((choice, each.theirs), []).append(place(each))
    found = [f"{choice}{', '.join(where)}: {why}" for (choice, why), where in places.items()]
    return found + [why for name, why in ROWS[library].items() if name == row.name]


def place(difference: Difference) -> str:
    role = {"value": "f", "grad": "f'"}[difference.role]
    if isnan(difference.low):
        return f"{role} at NaN"
    if difference.low == difference.high:
        return f"{role} at {difference.low:g}"
    if difference.low == -inf:
        return f"{role} below {difference.high:g}"
    if difference.high == inf:
        return f"{role} above {difference.low:g}"
    return f"{role} in [{difference.low:g}, {difference.high:g}]"
