# SPDX-License-Identifier: MIT
"""What was found out about one pass of a function; how parts of a sweep are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

WORST = 5


@dataclass(frozen=True)
class Worst:
    """An input by its bits, and its error."""

    ulp: float
    x: str  # 0xc1200000
    dy: str = ""  # of backward


@dataclass(frozen=True)
class Measurement:
    """Errors of one pass over many inputs, in ulp of the true result.

    `ulp` follows the rule for roots of f' (ulp of 1/4 next to them), `plain` does not.
    """

    inputs: int
    ulp: float
    plain: float
    mean: float
    above: tuple[int, int, int]  # inputs with more than 0.5, 1 and 2 ulp
    worst: tuple[Worst, ...]
    nan_mismatches: int = 0
    sign_mismatches: int = 0
    mismatch: Worst | None = None
    quick: float = 0.0  # the quick reference's largest relative error that was seen

    @property
    def failures(self) -> int:
        return self.nan_mismatches + self.sign_mismatches


def together(parts: Iterable[Measurement]) -> Measurement:
    return reduce(_both, parts)


def _both(a: Measurement, b: Measurement) -> Measurement:
    inputs = a.inputs + b.inputs
    half, one, two = (x + y for x, y in zip(a.above, b.above, strict=True))
    return replace(
        a,
        inputs=inputs,
        ulp=max(a.ulp, b.ulp),
        plain=max(a.plain, b.plain),
        mean=(a.mean * a.inputs + b.mean * b.inputs) / inputs,
        above=(half, one, two),
        worst=distinct((*a.worst, *b.worst)),
        nan_mismatches=a.nan_mismatches + b.nan_mismatches,
        sign_mismatches=a.sign_mismatches + b.sign_mismatches,
        mismatch=a.mismatch or b.mismatch,
        quick=max(a.quick, b.quick),
    )


def distinct(found: Iterable[Worst]) -> tuple[Worst, ...]:
    """The largest errors; one input for each, for equal errors repeat in every octave."""
    kept: list[Worst] = []
    for each in sorted(found, key=lambda worst: -worst.ulp):
        if len(kept) < WORST and all(abs(each.ulp - other.ulp) > 4e-6 for other in kept):
            kept.append(each)
    return tuple(kept)
