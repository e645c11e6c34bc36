# SPDX-License-Identifier: MIT
"""The coefficients in Sources/Kernels/Math approximate what derive.py says, as closely."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("mpmath")

from mpmath import log, mp, mpf

from derive import APPROXIMATIONS
from remez import Grid, fit

SOURCES = Path(__file__).parents[2] / "Sources" / "Kernels" / "Math"
# A line with the name, then the call that the coefficients are arguments of.
LIST = re.compile(
    r"// ([a-z0-9_.]+)\n[^/]*?(?:p|pairedP|chainedP)olynomial\(\s*\w+,(?:\s*\w+: \w+,)?([^)]*)\)"
)
POINTS = 250


def interleaved(even: list[float], odd: list[float]) -> list[float]:
    merged = [0.0] * (len(even) + len(odd))
    merged[0::2], merged[1::2] = even, odd
    return merged


def coefficients_in_sources() -> dict[str, list[float]]:
    """The coefficients by name, lowest power first, even and odd powers together."""
    lists: dict[str, list[float]] = {}
    for path in sorted(SOURCES.glob("*.swift")):
        for name, numbers in LIST.findall(path.read_text()):
            assert name not in lists, name
            lists[name] = [float(number) for number in numbers.split(",")]
    for name in [name.removesuffix(".even") for name in lists if name.endswith(".even")]:
        lists[name] = interleaved(lists.pop(f"{name}.even"), lists.pop(f"{name}.odd"))
    return lists


IN_SOURCES = coefficients_in_sources()


def parts(name: str) -> tuple[list[float], list[float]]:
    """Numerator and denominator."""
    if name in IN_SOURCES:
        return IN_SOURCES[name], [1.0]
    return IN_SOURCES[f"{name}.numerator"], IN_SOURCES[f"{name}.denominator"]


def test_sources_and_list_name_the_same_approximations() -> None:
    named = {re.sub(r"\.(numerator|denominator)$", "", name) for name in IN_SOURCES}
    assert named == set(APPROXIMATIONS)


@pytest.mark.parametrize("name", APPROXIMATIONS)
def test_error_is_within_the_stated_bound(name: str) -> None:
    problem, bits = APPROXIMATIONS[name].problem, APPROXIMATIONS[name].bits
    numerator, denominator = parts(name)
    assert len(numerator) == problem.degree + 1
    assert len(denominator) == problem.denominator_degree + 1
    with mp.workdps(60):
        errors = Grid(problem, POINTS).errors(
            [mpf(c) for c in numerator], [mpf(c) for c in denominator]
        )
        assert log(max(map(abs, errors)), 2) <= bits


@pytest.mark.parametrize("name", ["exp_wide", "arctangent_wide", "normal_tail_wide"])
def test_exchange_finds_a_fit_as_good(name: str) -> None:
    result = fit(APPROXIMATIONS[name].problem, grid_points=200)
    assert result.bits <= APPROXIMATIONS[name].bits


def test_best_fit_alternates() -> None:
    """Chebyshev: the error of the best fit reaches its maximum at degree + 2 points."""
    problem = APPROXIMATIONS["erf_wide"].problem
    result = fit(problem, grid_points=400)
    with mp.workdps(60):
        errors = Grid(problem, 400).errors(result.numerator, result.denominator)
    largest = max(map(abs, errors))
    peaks = [error > 0 for error in errors if abs(error) > 0.99 * largest]
    alternations = sum(a != b for a, b in pairwise(peaks))
    assert alternations == problem.degree + 1
