# SPDX-License-Identifier: MIT
"""Real numbers known up to a bound: mpmath's, each with how far off it may be.

Textbook formulas cancel. A number that remembers its error tells how many digits are
left, and a zero whether it is one. Bounds are powers of two, generous by a bit or two
per operation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath

context = mpmath.MPContext()
EXACT = -(10**9)  # the exponent of no error at all, and of zero


class Unsure(Exception):
    """The error is too large for the operation; more precision is needed."""


def magnitude(x: Any) -> int:
    """The least m with abs(x) < 2 ** m."""
    return int(context.mag(x)) if x else EXACT


class Real:
    """A number within 2 ** error of `middle`."""

    __slots__ = ("error", "middle")

    def __init__(self, middle: Any, error: int = EXACT):
        self.middle = middle if isinstance(middle, context.mpf) else context.mpf(middle)
        self.error = error

    def __add__(self, other: Any) -> Real:
        other = real(other)
        if exactly(self, other):
            return Real(context.fadd(self.middle, other.middle, exact=True))
        return rounded(self.middle + other.middle, max(self.error, other.error) + 1)

    def __mul__(self, other: Any) -> Real:
        other = real(other)
        if exactly(self, other):
            return Real(context.fmul(self.middle, other.middle, exact=True))
        a, b = magnitude(self.middle), magnitude(other.middle)
        error = max(a + other.error, b + self.error, self.error + other.error)
        return rounded(self.middle * other.middle, error + 2)

    def __truediv__(self, other: Any) -> Real:
        other = real(other)
        a, b = magnitude(self.middle), magnitude(other.middle)
        if other.error > b - 3:
            raise Unsure
        error = max(self.error - b, a + other.error - 2 * b)
        return rounded(self.middle / other.middle, error + 4)

    def __pow__(self, exponent: int) -> Real:
        power = self
        for _ in range(exponent - 1):
            power = power * self
        return power

    def __bool__(self) -> bool:
        return bool(self.middle) or self.error > EXACT

    def __neg__(self) -> Real:
        return Real(context.fneg(self.middle, exact=True), self.error)

    def __abs__(self) -> Real:
        return -self if self.middle < 0 else self

    def __sub__(self, other: Any) -> Real:
        return self + -real(other)

    def __rsub__(self, other: Any) -> Real:
        return real(other) + -self

    def __rtruediv__(self, other: Any) -> Real:
        return real(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    # Conditions in formulas compare what is exact: the input and parameters.

    def __lt__(self, other: Any) -> bool:
        return bool(self.middle < real(other).middle)

    def __gt__(self, other: Any) -> bool:
        return bool(self.middle > real(other).middle)

    def __le__(self, other: Any) -> bool:
        return not self > other

    def __ge__(self, other: Any) -> bool:
        return not self < other


def real(x: Any) -> Real:
    return x if isinstance(x, Real) else Real(x)


def exactly(a: Real, b: Real) -> bool:
    """Both are exact, and their sum and product have few enough digits to be so."""
    return all((v.error == EXACT and abs(magnitude(v.middle)) < 9000) or not v for v in (a, b))


def rounded(middle: Any, error: int) -> Real:
    """A result of the working precision, off by its last place and by `error`."""
    return Real(middle, max(error, magnitude(middle) - context.prec + 1) + 1)


def function(compute: Callable[[Any], Any], slope: Callable[[Any, Any], int]) -> Any:
    """A function of Real numbers; `slope(x, y)` bounds log2 of |f'| near x, where f(x) = y."""

    def of_real(x: Any) -> Real:
        x = real(x)
        y = compute(x.middle)
        return rounded(y, EXACT if x.error == EXACT else x.error + slope(x.middle, y))

    return of_real


def larger(a: Any, b: Any) -> Real:
    a, b = real(a), real(b)
    return Real(max(a.middle, b.middle), max(a.error, b.error))


def smaller(a: Any, b: Any) -> Real:
    a, b = real(a), real(b)
    return Real(min(a.middle, b.middle), max(a.error, b.error))
