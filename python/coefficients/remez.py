# SPDX-License-Identifier: MIT
"""Best approximation by the Remez exchange, then rounding to doubles.

`fit` finds the N(x)/D(x) with the smallest maximum of |weight(x) (N(x)/D(x) - f(x))|
on a dense grid, by exchanging reference points until the error equioscillates. Then
it rounds the coefficients to double or float one after the other, most important first, and
each time finds the best values of those that are still free.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mpmath import cos, log, lu_solve, matrix, mp, mpf, pi

Function = Callable[[mpf], mpf]

DIGITS = 100
GRID_POINTS = 600
EXCHANGES = 40
# No exchange is worth making when the error is this close to that at the reference.
LEVEL = mpf("1.001")


@dataclass(frozen=True)
class Problem:
    """What to approximate: f on [low, high], error measured as |weight| * (fit - f).

    `fixed` holds numerator coefficients that are given, by power of x. With `spread`
    the grid is that of [low, high] sent through it, for intervals without an end. The
    coefficients of a `single` fit are floats.
    """

    function: Function
    weight: Function
    low: float
    high: float
    degree: int
    denominator_degree: int = 0
    fixed: tuple[tuple[int, float], ...] = ()
    spread: Function = mpf
    single: bool = False

    def rounded(self, coefficient: mpf) -> mpf:
        value = float(coefficient)
        return mpf(struct.unpack("f", struct.pack("f", value))[0] if self.single else value)


@dataclass(frozen=True)
class Fit:
    """Coefficients, lowest power first; the denominator starts with 1."""

    numerator: tuple[mpf, ...]
    denominator: tuple[mpf, ...]
    error: mpf

    def __call__(self, x: mpf) -> mpf:
        return horner(self.numerator, x) / horner(self.denominator, x)

    @property
    def bits(self) -> float:
        """The error as a power of two: 2**bits."""
        return float(log(self.error, 2))


def horner(coefficients: Sequence[mpf], x: mpf) -> mpf:
    value = mpf(0)
    for coefficient in reversed(coefficients):
        value = value * x + coefficient
    return value


def chebyshev_grid(low: mpf, high: mpf, count: int) -> list[mpf]:
    """Points that crowd towards both ends, as the extrema of a best fit do."""
    middle, radius = (low + high) / 2, (high - low) / 2
    return [middle - radius * cos(pi * i / (count - 1)) for i in range(count)]


class Grid:
    """The points of a problem with f and the weight there, computed once."""

    def __init__(self, problem: Problem, count: int) -> None:
        even = chebyshev_grid(mpf(problem.low), mpf(problem.high), count)
        points = [problem.spread(u) for u in even]
        self.points = [x for x in points if problem.weight(x) != 0]
        self.values = [problem.function(x) for x in self.points]
        self.weights = [abs(problem.weight(x)) for x in self.points]

    def errors(self, numerator: Sequence[mpf], denominator: Sequence[mpf]) -> list[mpf]:
        return [
            weight * (horner(numerator, x) / horner(denominator, x) - value)
            for x, value, weight in zip(self.points, self.values, self.weights, strict=True)
        ]

    def largest_error(self, numerator: Sequence[mpf], denominator: Sequence[mpf]) -> mpf:
        return max(map(abs, self.errors(numerator, denominator)))


def extrema(errors: Sequence[mpf], count: int) -> list[int]:
    """`count` indices at which the error alternates in sign, the largest ones."""
    runs: list[int] = []
    for index, error in enumerate(errors):
        if runs and (error < 0) == (errors[runs[-1]] < 0):
            if abs(error) > abs(errors[runs[-1]]):
                runs[-1] = index
        else:
            runs.append(index)
    while len(runs) > count:
        if len(runs) - count == 1:
            runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
        else:  # dropping a neighbouring pair keeps the alternation
            pairs = range(len(runs) - 1)
            least = min(pairs, key=lambda i: max(abs(errors[runs[i]]), abs(errors[runs[i + 1]])))
            del runs[least : least + 2]
    return runs


def level(
    problem: Problem,
    grid: Grid,
    reference: Sequence[int],
    numerator: dict[int, mpf],
    denominator: dict[int, mpf],
    previous: Sequence[mpf],
) -> tuple[list[mpf], list[mpf], mpf]:
    """The N/D whose error at the reference is E, -E, E, ...; and E.

    N(x) - f(x) D(x) = +-E D(x) / weight(x) becomes linear by taking the previous D on
    the right. The dictionaries hold the coefficients that are given, by power.
    """
    top = [numerator.get(j, mpf(0)) for j in range(problem.degree + 1)]
    bottom = [denominator.get(j, mpf(0)) for j in range(problem.denominator_degree + 1)]
    free_top = [j for j in range(len(top)) if j not in numerator]
    free_bottom = [j for j in range(len(bottom)) if j not in denominator]
    unknowns = len(free_top) + len(free_bottom)
    rows = matrix(unknowns + 1, unknowns + 1)
    right = matrix(unknowns + 1, 1)
    for row, index in enumerate(reference):
        x, value = grid.points[index], grid.values[index]
        size = (1 + abs(x)) ** problem.degree  # divides the row
        for column, power in enumerate(free_top):
            rows[row, column] = x**power / size
        for column, power in enumerate(free_bottom, len(free_top)):
            rows[row, column] = -value * x**power / size
        error = horner(previous, x) / (size * grid.weights[index])
        rows[row, unknowns] = -error if row % 2 else error
        right[row] = (value * horner(bottom, x) - horner(top, x)) / size
    solution = lu_solve(rows, right)
    for column, power in enumerate(free_top):
        top[power] = solution[column]
    for column, power in enumerate(free_bottom, len(free_top)):
        bottom[power] = solution[column]
    return top, bottom, abs(solution[unknowns])


def best(
    problem: Problem,
    grid: Grid,
    numerator: dict[int, mpf],
    denominator: dict[int, mpf],
    start: Fit | None = None,
) -> Fit:
    """The best fit in which the coefficients in both dictionaries are given."""
    degrees = problem.degree + problem.denominator_degree + 2
    unknowns = degrees - len(numerator) - len(denominator)
    if unknowns == 0:
        top = tuple(numerator[j] for j in range(problem.degree + 1))
        bottom = tuple(denominator[j] for j in range(problem.denominator_degree + 1))
        return Fit(top, bottom, grid.largest_error(top, bottom))
    last = len(grid.points) - 1
    reference = [round(last * (1 - cos(pi * i / unknowns)) / 2) for i in range(unknowns + 1)]
    previous: Sequence[mpf] = [mpf(1)]
    if start is not None:
        previous = start.denominator
        alternating = extrema(grid.errors(start.numerator, previous), unknowns + 1)
        if len(alternating) == unknowns + 1:
            reference = alternating
    for _ in range(EXCHANGES):
        above, below, levelled = level(problem, grid, reference, numerator, denominator, previous)
        errors = grid.errors(above, below)
        largest = max(map(abs, errors))
        if levelled * LEVEL >= largest:
            break
        previous = below
        alternating = extrema(errors, unknowns + 1)
        if len(alternating) == unknowns + 1:
            reference = alternating
    return Fit(tuple(above), tuple(below), largest)


def fit(problem: Problem, grid_points: int = GRID_POINTS) -> Fit:
    """The best fit whose coefficients are all doubles, or floats, or nearly so."""
    with mp.workdps(DIGITS):
        grid = Grid(problem, grid_points)
        numerator = {power: mpf(value) for power, value in problem.fixed}
        denominator = {0: mpf(1)}
        result = best(problem, grid, numerator, denominator)
        # The numerator can make up for the denominator's rounding, which goes first.
        for power in range(1, problem.denominator_degree + 1):
            denominator[power] = problem.rounded(result.denominator[power])
            result = settle(problem, grid, numerator, denominator, result)
        for power in range(problem.degree + 1):
            if power not in numerator:
                numerator[power] = problem.rounded(result.numerator[power])
                result = settle(problem, grid, numerator, denominator, result)
        return result


def settle(
    problem: Problem,
    grid: Grid,
    numerator: dict[int, mpf],
    denominator: dict[int, mpf],
    current: Fit,
) -> Fit:
    """The better of two: the free coefficients fitted anew, or left as they are."""
    top = tuple(numerator.get(j, c) for j, c in enumerate(current.numerator))
    bottom = tuple(denominator.get(j, c) for j, c in enumerate(current.denominator))
    kept = Fit(top, bottom, grid.largest_error(top, bottom))
    anew = best(problem, grid, numerator, denominator, current)
    return min(kept, anew, key=lambda candidate: candidate.error)
