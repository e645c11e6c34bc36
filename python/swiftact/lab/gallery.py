# SPDX-License-Identifier: MIT
"""All functions side by side, and a card for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import Function, activations, label, resolve, resolve_all
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

Zone = tuple[float, float]


@dataclass(frozen=True, eq=False, repr=False)
class Card(Result):
    """One function: curve, derivative, and the facts computed from them."""

    name: str
    formula: str
    range: Zone | None
    points: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]
    slopes: np.ndarray[Any, Any]
    dead_zones: tuple[Zone, ...]
    saturates: str
    paper: str

    def __str__(self) -> str:
        from swiftact.lab.characters import curve

        known = " … ".join(map(text.end, self.range)) if self.range else "unknown"
        zones = [f"{text.end(a)} to {text.end(b)}" for a, b in self.dead_zones]
        start, stop = self.points[0], self.points[-1]
        facts = [
            f"{self.name}(x) = {self.formula}",
            f"range          {known}",
            f"saturates      {self.saturates}",
            f"|f'| < 0.01    {text.listing(zones) or 'nowhere'} (of {start:g} to {stop:g})",
        ]
        if self.paper:
            facts.append(f"paper          {self.paper}")
        return "\n".join([*facts, "", curve(self.points, self.values, self.slopes)])

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import curves

        curves.card(self, axes[0], theme)


@dataclass(frozen=True, eq=False, repr=False)
class Gallery(Result):
    """Cards of several functions on one grid."""

    points: np.ndarray[Any, Any]
    cards: tuple[Card, ...]

    def __getitem__(self, name: str) -> Card:
        return next(card for card in self.cards if card.name == name)

    def __str__(self) -> str:
        rows = [
            (
                card.name,
                text.sparkline(card.values[::15]),
                text.sparkline(card.slopes[::15]),
                text.shortened(card.formula, 72),
            )
            for card in self.cards
        ]
        start, stop = self.points[0], self.points[-1]
        title = f"{len(self.cards)} functions on [{start:g}, {stop:g}]"
        return title + "\n\n" + text.table(("function", "|f|", "|f'|", "formula"), rows, left=4)

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 2), (12.5 if len(self.cards) <= 18 else 15.0, 5.2)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import curves

        curves.gallery(self, axes, theme)


def gallery(
    functions: Iterable[Function] | Function | None = None,
    *,
    start: float = -6.0,
    stop: float = 6.0,
) -> Gallery:
    """Functions and derivatives on [−6, 6]: all activations of the catalogue unless some are named.

    >>> len(gallery(["relu", "gelu"]).cards)
    2
    """
    chosen = activations() if functions is None else functions
    cards = tuple(card(function, start=start, stop=stop) for function in resolve_all(chosen))
    return Gallery(cards[0].points, cards)


def card(function: Function, *, start: float = -6.0, stop: float = 6.0) -> Card:
    """Curve, derivative and computed facts of one function."""
    if not stop > start:
        raise ValueError(f"gallery: stop must exceed start, got {start:g} and {stop:g}")
    activation = resolve(function)
    points = np.linspace(start, stop, 481)
    values, slopes = frozen(activation(points)), frozen(activation.grad(points))
    return Card(
        name=label(activation),
        formula=str(activation.formula or "f(x)"),
        range=activation.range,
        points=frozen(points),
        values=values,
        slopes=slopes,
        dead_zones=_zones(points, np.abs(slopes) < 0.01),
        saturates=_saturation(activation),
        paper=str(activation.paper or ""),
    )


def _zones(points: np.ndarray[Any, Any], inside: np.ndarray[Any, Any]) -> tuple[Zone, ...]:
    """The runs of the grid where ``inside`` holds, longer than a single crossing through zero."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    runs = edges.reshape(-1, 2)
    return tuple((float(points[a]), float(points[b - 1])) for a, b in runs if b - a > 4)


def _saturation(activation: Any) -> str:
    """At which ends the slope dies, from the slope itself far out."""
    left, right = (abs(float(activation.grad(np.float64(end)))) < 1e-3 for end in (-40.0, 40.0))
    return {
        (True, True): "at both ends",
        (True, False): "to the left",
        (False, True): "to the right",
        (False, False): "nowhere",
    }[left, right]
