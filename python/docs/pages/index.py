# SPDX-License-Identifier: MIT
"""The first page: every function with its curves, by family."""

from __future__ import annotations

from html import escape

from swiftact import Activation
from swiftact.catalogue import FAMILIES

from .curves import sketch
from .layout import page as frame
from .layout import section


def page() -> str:
    parts = [
        "<h1>Activation functions</h1>"
        "<p>Formulas, facts, measured errors, curves and names of every function:"
        ' <span class="f">f</span> and <span class="d">f′</span>.</p>'
    ]
    for family in FAMILIES:
        found = [each for each in vars(family).values() if isinstance(each, Activation)]
        title = family.__name__.rpartition(".")[2].replace("_", " ").capitalize()
        about = f"<p>{escape((family.__doc__ or '').strip())}</p>"
        cards = "".join(map(card, found))
        parts.append(section(title, f'{about}<div class="cards">{cards}</div>'))
    return frame("Activation functions", "".join(parts))


def card(function: Activation) -> str:
    return (
        f'<a href="{function.name}.html">{sketch(function)}<b>{escape(function.name)}</b>'
        f"<small>{escape(function.used)}</small></a>"
    )
