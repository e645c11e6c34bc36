# SPDX-License-Identifier: MIT
"""What the catalogue says about one function. Data only; behaviour is in activation.py.

Facts that depend on a parameter are expressions over it (`"alpha >= 0"`), so that
they stay true of `sa.leaky_relu.partial(alpha=-1)`. Claims are tested, all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

Interval = tuple[str, str]
ZeroCentred = bool | Literal["roughly"]
Saturates = Literal["no", "left", "right", "both"]


@dataclass(frozen=True)
class Parameter:
    """A trailing operand with a default. A number outside the bounds, or NaN, is an error."""

    default: float
    meaning: str
    lowest: float = -inf
    highest: float = inf


@dataclass(frozen=True)
class Kink:
    """A point where f' jumps, and the value that f' is given there."""

    at: str
    slope: str
    unless: str = "False"


@dataclass(frozen=True)
class Paper:
    authors: str
    year: int
    title: str
    arxiv: str = ""

    def __str__(self) -> str:
        source = f", arXiv:{self.arxiv}" if self.arxiv else ""
        return f"{self.authors} ({self.year}), {self.title}{source}"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One activation function.

    `formula` and `derivative` are the textbook expressions, in the vocabulary of
    formulas.py. They are documentation, the NumPy reference, and, evaluated with
    mpmath, the truth that the kernels are tested against; constants in them mean
    the nearest double.
    """

    name: str
    title: str
    formula: str
    derivative: str
    example: str  # lines of a doctest
    range: Interval | None  # None, here and below: not known
    limits: tuple[str, str] | None  # f at -inf, +inf
    slope_limits: tuple[str, str] | None  # f' at -inf, +inf
    aliases: tuple[str, ...] = ()
    params: Mapping[str, Parameter] = field(default_factory=dict)
    requires: str = "True"  # between parameters
    domain: Interval = ("-inf", "inf")
    minus_zero: str = "-0.0"  # f(-0.0), sign included
    zero_centred: str | None = "False"  # "True": odd; "'roughly'": of both signs
    monotone: str | None = "False"  # never decreasing
    kinks: tuple[Kink, ...] | None = ()
    stationary: tuple[str, ...] = ()  # isolated roots of f'
    dead_zone: tuple[Interval, ...] = ()  # f' is exactly 0 inside
    saturates: Saturates | None = "no"
    cost: str = ""
    used: str = ""
    paper: Paper | None = None
