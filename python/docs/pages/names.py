# SPDX-License-Identifier: MIT
"""What a function is called elsewhere: in C, and in other libraries."""

from __future__ import annotations

from swiftact import ACTIVATIONS, Activation, _core
from swiftact.compat import compositions
from swiftact.compat.documentation import differences
from swiftact.compat.library import LIBRARIES, table
from swiftact.compat.row import Row


def elsewhere(name: str) -> list[tuple[str, Row]]:
    """Library and row of each function that leads to the one called `name`."""
    return [
        (library, row)
        for library in LIBRARIES
        for row in table(library).rows.values()
        if name in leads_to(library, row)
    ]


def leads_to(library: str, row: Row) -> tuple[str, ...]:
    """Names of functions of swiftact; of a composition, where its defaults lead."""
    if row.target not in compositions.NAMES:
        return row.all_targets
    return (table(library)[row.name].activation().name,)


def remarks(library: str, row: Row) -> list[str]:
    return [*differences(library, row), *([row.note] if row.note else [])]


def prototypes(function: Activation) -> list[str]:
    """The C functions in single precision."""
    name = f"swiftact_{function.name}"
    params = "".join(f", float {each}" for each in function.params)
    found = [
        f"void {name}_f32(const float *x, float *y, size_t n{params});",
        f"void {name}_grad_f32(const float *x, float *dx, size_t n{params});",
        f"void {name}_backward_f32(const float *dy, const float *x, float *dx, size_t n{params});",
    ]
    if hasattr(_core, f"{function.name}_backward_y"):
        found.append(
            f"void {name}_backward_y_f32(const float *dy, const float *y, float *dx,"
            f" size_t n{params});"
        )
    slopes = (each for each in function.params if hasattr(_core, f"{function.name}_grad_{each}"))
    found += [
        f"void {name}_grad_{each}_f32(const float *x, float *slope, size_t n, float {each});"
        for each in slopes
    ]
    return found


def known(name: str) -> bool:
    return name in ACTIVATIONS
