# SPDX-License-Identifier: MIT
"""swiftact.compat gives what the libraries give, except where it says that it does not.

Against the libraries where they are installed, against their recorded results otherwise.
`python python/scripts/record_libraries.py` records them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import libraries
import library_cases
from swiftact.compat.differences import DIFFERENCES, ROWS, Difference
from swiftact.compat.function import Function
from swiftact.compat.library import LIBRARIES, table

RECORDED = Path(__file__).with_name("libraries")
TOLERANCE = 1e-6  # relative: some libraries have constants of float32
ALL = [(library, f.row.name) for library in LIBRARIES for f in library_cases.elementwise(library)]
Results = list[tuple[dict[str, Any], Any, Any]]  # arguments, values, slopes


@cache
def recorded(library: str) -> tuple[Any, dict[str, Results]]:
    """x and, by name, what the library gave for it."""
    data = json.loads((RECORDED / f"{library}.json").read_text())
    results: dict[str, Results] = {}
    for name, arguments, values, slopes in data["rows"]:
        results.setdefault(name, []).append((arguments, values, slopes))
    return np.array(data["x"]), results


@cache
def opened(library: str) -> libraries.Call:
    return libraries.OPEN[library]()[1]


@pytest.mark.parametrize(("library", "name"), ALL, ids=lambda text: text)
def test_like_the_recorded_results(library: str, name: str) -> None:
    x, results = recorded(library)
    function = table(library)[name]
    assert [r[0] for r in results[name]] == library_cases.cases(function), "record again"
    compare(function, x, results[name])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("library", "name"), ALL, ids=lambda text: text)
def test_like_the_library(library: str, name: str) -> None:
    if not libraries.installed(library):
        pytest.skip(f"{library} is not installed")
    call, x, function = opened(library), library_cases.points(), table(library)[name]
    results = [(given, *call(name, x, given)) for given in library_cases.cases(function)]
    compare(function, x, results)


@pytest.mark.parametrize("library", LIBRARIES)
def test_rows_like_the_recorded_results(library: str) -> None:
    results = recorded(library)[1]
    theirs = {name: {str(r[0]): r[1] for r in results[name]} for name in results}
    compare_rows(library, lambda name, arguments: theirs[name][str(arguments)])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("library", LIBRARIES)
def test_rows_like_the_library(library: str) -> None:
    if not libraries.installed(library):
        pytest.skip(f"{library} is not installed")
    call, x = opened(library), np.array(library_cases.MATRIX)
    compare_rows(library, lambda name, arguments: np.ravel(call(name, x, arguments)[0]))


def compare_rows(library: str, theirs: Any) -> None:
    """Equal for all functions of rows but those with a stated difference, which show it."""
    different = set()
    for function, arguments in library_cases.along_axis(library):
        ours = function(np.array(library_cases.MATRIX), **arguments).ravel()
        if not same(ours, np.array(theirs(function.row.name, arguments))).all():
            different.add(function.row.name)
    assert different == ROWS[library].keys()


def compare(function: Function, x: Any, results: Results) -> None:
    """Equal outside of the stated differences; different somewhere inside of each."""
    stated = DIFFERENCES[function.library].get(function.row.name, ())
    shown = set()
    for arguments, values, slopes in results:
        apply = [d for d in stated if d.when in (None, arguments.get(function.row.choose))]
        for role, theirs in (("value", values), ("grad", slopes)):
            if theirs is None:
                continue
            ours = function.grad(x, **arguments) if role == "grad" else function(x, **arguments)
            differs = ~same(ours, np.array(theirs))
            excused = np.zeros(len(x), bool)
            for difference in (d for d in apply if d.role == role):
                inside = within(x, difference)
                excused |= inside
                if (differs & inside).any():
                    shown.add(difference)
            wrong = differs & ~excused
            assert not wrong.any(), (
                f"{function.row.name} {arguments} {role} at {x[wrong]}:"
                f" ours {ours[wrong]}, theirs {np.array(theirs)[wrong]}"
            )
    assert shown == set(stated), f"no difference: {set(stated) - shown}"


def same(ours: Any, theirs: Any) -> Any:
    with np.errstate(all="ignore"):
        close = abs(ours - theirs) <= TOLERANCE * abs(ours)
    return (ours == theirs) | close | (np.isnan(ours) & np.isnan(theirs))


def within(x: Any, difference: Difference) -> Any:
    if np.isnan(difference.low):
        return np.isnan(x)
    return (x >= difference.low) & (x <= difference.high)


@pytest.mark.parametrize("library", LIBRARIES)
def test_differences_are_of_functions_that_exist(library: str) -> None:
    assert DIFFERENCES[library].keys() <= table(library).rows.keys()
