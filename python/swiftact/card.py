# SPDX-License-Identifier: MIT
"""The card that a notebook shows for an activation: formula, facts and both curves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .activation import Activation

WIDTH, HEIGHT = 340, 220
REACH = 5.0  # the curves are drawn on [-REACH, REACH]
# Readable on white and on black; the axes take the colour of the text.
VALUE, SLOPE = "#3b82f6", "#f97316"


def html(function: Activation) -> str:
    rows = "".join(
        '<tr style="vertical-align:top;background:none">'
        '<td style="text-align:left;opacity:.65;padding:2px 12px 2px 0;'
        f'white-space:nowrap">{escape(name)}</td>'
        f'<td style="text-align:left;padding:2px 0">{text}</td></tr>'
        for name, text in facts(function)
    )
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:24px;align-items:center;'
        'font-family:system-ui,sans-serif;font-size:13px">'
        f"<div>{figure(function)}</div>"
        '<div style="max-width:480px">'
        f'<div style="font-size:16px;font-weight:600">{escape(function.title)}</div>'
        f'<div style="opacity:.65;margin-bottom:6px"><code>{escape(call(function))}</code></div>'
        '<table style="border-collapse:collapse;margin:0;color:inherit;font-size:inherit">'
        f"{rows}</table>"
        "</div></div>"
    )


def call(function: Activation) -> str:
    params = "".join(f", {name}={value!r}" for name, value in function.params.items())
    prefix = "" if function.ufunc is None else "sa."
    return f"{prefix}{function.name}(x{params})"


def facts(function: Activation) -> list[tuple[str, str]]:
    """Name and HTML of what is known; what is not is left out."""
    found = [
        ("f(x)", f'<code style="color:{VALUE}">{escape(function.formula)}</code>'),
        ("f'(x)", f'<code style="color:{SLOPE}">{escape(function.derivative)}</code>'),
        ("range", escape(interval(function.range))),
        ("shape", escape(shape(function))),
        ("kinks", escape(kinks(function))),
        ("cost", escape(function.cost)),
        ("used in", escape(function.used)),
        ("error", escape(error(function))),
        ("paper", escape(str(function.paper or ""))),
    ]
    return [(name, text) for name, text in found if text and "></code>" not in text]


def interval(bounds: tuple[float, float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:.4g} … {bounds[1]:.4g}".replace("inf", "∞")


def shape(function: Activation) -> str:
    words = {
        "monotone": function.monotone,
        "smooth": function.smooth,
        "zero-centred": function.zero_centred is True,
        "roughly zero-centred": function.zero_centred == "roughly",
        f"saturates ({function.saturates})": function.saturates not in (None, "no"),
        "dead zone": bool(function.dead_zone),
    }
    return ", ".join(word for word, holds in words.items() if holds)


def kinks(function: Activation) -> str:
    return "; ".join(f"f'({at:g}) = {slope:g}" for at, slope in (function.kinks or {}).items())


def error(function: Activation) -> str:
    return ", ".join(
        f"{dtype}: {errors[0]:.3g} ulp, f' {errors[1]:.3g} ulp"
        for dtype, errors in function.ulp.items()
    )


def figure(function: Activation) -> str:
    """Both curves as an SVG of about 6 kB."""
    low, high = function.domain or (-REACH, REACH)
    xs = np.linspace(max(low, -REACH), min(high, REACH), 241)
    curves = [(VALUE, function(xs)), (SLOPE, function.grad(xs))]
    bottom, top = limits([ys for _, ys in curves])

    def place(x: Any, y: Any) -> Any:
        across = (x + REACH) / (2 * REACH) * WIDTH
        down = (top - np.clip(y, bottom - 1, top + 1)) / (top - bottom) * HEIGHT
        return across, down

    paths = "".join(
        f'<path d="{path(*place(xs, ys))}" stroke="{colour}" stroke-width="2" fill="none"/>'
        for colour, ys in curves
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" style="overflow:hidden" role="img">'
        f"<title>{escape(function.name)} and its derivative</title>"
        f"{grid(bottom, top, place)}{paths}{legend()}</svg>"
    )


def limits(curves: list[Any], least: float = 1.1, air: float = 0.06) -> tuple[float, float]:
    """The heights to show: all curves and `least`, but no further than [-3, 5], with some air."""
    seen = np.concatenate([ys[np.isfinite(ys)] for ys in curves])
    bottom = float(np.clip(seen.min(), -3.0, -0.2))
    top = float(np.clip(seen.max(), least, 5.0))
    margin = air * (top - bottom)
    return bottom - margin, top + margin


def path(across: Any, down: Any) -> str:
    points = [f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True) if np.isfinite(y)]
    return "M" + " L".join(points)


def grid(bottom: float, top: float, place: Any) -> str:
    """Lines at whole numbers, the axes stronger, and the numbers beside them."""
    parts = []
    for x in range(int(-REACH) + 1, int(REACH)):
        across, _ = place(x, 0.0)
        parts.append(line(across, 0, across, HEIGHT, x == 0))
        if x % 2 == 0 and x != 0:
            parts.append(label(across, HEIGHT - 4, x, "middle"))
    for y in range(int(np.ceil(bottom)), int(np.floor(top)) + 1):
        _, down = place(0.0, y)
        parts.append(line(0, down, WIDTH, down, y == 0))
        if y != 0:
            parts.append(label(WIDTH / 2 - 5, down + 3.5, y, "end"))
    return "".join(parts)


def line(x1: float, y1: float, x2: float, y2: float, axis: bool) -> str:
    return (
        f'<path d="M{x1:.1f},{y1:.1f} L{x2:.1f},{y2:.1f}" stroke="currentColor" '
        f'stroke-opacity="{0.5 if axis else 0.12}"/>'
    )


def label(x: float, y: float, number: int, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="9" '
        f'fill="currentColor" fill-opacity=".55">{number}</text>'
    )


def legend() -> str:
    return (
        f'<text x="10" y="18" font-size="12" fill="{VALUE}">f</text>'
        f'<text x="24" y="18" font-size="12" fill="{SLOPE}">f\'</text>'
    )
