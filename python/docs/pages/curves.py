# SPDX-License-Identifier: MIT
"""Curves as SVG that takes its colours from the page."""

from __future__ import annotations

from typing import Any

import numpy as np

import swiftact as sa
from swiftact.card import limits

REACH = 5.0
Curve = tuple[str, float, Any]  # class, opacity, function


def figure(function: sa.Activation, width: int = 640, height: int = 380) -> str:
    """f and f' with axes and numbers."""
    curves: list[Curve] = [("value", 1.0, function), ("slope", 1.0, function.grad)]
    return plot(function, curves, width, height, ticks=True)


def sketch(function: sa.Activation) -> str:
    """f and f' without numbers, for the index."""
    curves: list[Curve] = [("slope", 0.75, function.grad), ("value", 1.0, function)]
    return plot(function, curves, 180, 96, ticks=False)


def plot(function: sa.Activation, curves: list[Curve], width: int, height: int, ticks: bool) -> str:
    low, high = function.domain or (-REACH, REACH)
    low, high = max(low, -REACH), min(high, REACH)
    xs = sample(function, low, high)
    drawn = [(colour, opacity, curve(xs)) for colour, opacity, curve in curves]
    bottom, top = limits([ys for _, _, ys in drawn], least=0.8, air=0.07)

    def across(x: Any) -> Any:
        return (np.asarray(x) - low) / (high - low) * width

    def down(y: Any) -> Any:
        return (top - np.asarray(y)) / (top - bottom) * height

    parts, labels = grid((low, high), (bottom, top), across, down, ticks)
    for colour, opacity, ys in drawn:
        shown = np.clip(ys, bottom - (top - bottom), top + (top - bottom))
        for x, y in pieces(function, xs, shown):
            points = zip(across(x), down(y), strict=True)
            steps = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
            parts.append(
                f'<polyline points="{steps}" fill="none" stroke="var(--{colour})"'
                f' stroke-width="{2.5 if ticks else 2}" stroke-opacity="{opacity}"/>'
            )
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>{function.name} and its derivative</title>{''.join(parts + labels)}</svg>"
    )


def sample(function: sa.Activation, low: float, high: float) -> Any:
    """Points to draw through, with both sides of each kink."""
    xs = np.linspace(low, high, 401)
    kinks = np.array([at for at in function.kinks or {} if low < at < high])
    return np.unique(np.concatenate([xs, kinks, kinks - 1e-9, kinks + 1e-9]))


def pieces(function: sa.Activation, xs: Any, ys: Any) -> list[tuple[Any, Any]]:
    """The curve cut where it jumps, and where it is no number."""
    keep = np.isfinite(ys)
    for at in function.kinks or {}:
        keep &= xs != at
    xs, ys = xs[keep], ys[keep]
    close = np.diff(xs) < 1e-8
    cuts = np.flatnonzero(close & (np.abs(np.diff(ys)) > 1e-3)) + 1
    return list(zip(np.split(xs, cuts), np.split(ys, cuts), strict=True))


def grid(
    reach: tuple[float, float], span: tuple[float, float], across: Any, down: Any, ticks: bool
) -> tuple[list[str], list[str]]:
    """Lines, and the numbers that stand above everything else."""
    width, height = float(across(reach[1])), float(down(span[0]))
    x_step = 1 if reach[1] - reach[0] > 3 else 0.25
    y_step = 1 if span[1] - span[0] > 2.5 else 0.5
    parts, labels = [], []
    for x in multiples(x_step, *reach):
        if ticks or x == 0:
            parts.append(line(across(x), 0, across(x), height, x == 0))
        if ticks and x != 0:
            labels.append(
                f'<text x="{across(x):.1f}" y="{height - 5:.1f}" text-anchor="middle">'
                f"{text(x)}</text>"
            )
    for y in multiples(y_step, *span):
        if ticks or y == 0:
            parts.append(line(0, down(y), width, down(y), y == 0))
        if ticks and y != 0:
            left = float(np.clip(across(0.0), 24, width)) - 6
            labels.append(
                f'<text x="{left:.1f}" y="{down(y) + 4:.1f}" text-anchor="end">{text(y)}</text>'
            )
    return parts, labels


def multiples(step: float, low: float, high: float) -> list[float]:
    first, last = int(np.ceil(low / step + 0.1)), int(np.floor(high / step - 0.1))
    return [i * step for i in range(first, last + 1)]


def text(x: float) -> str:
    return f"{x:g}".replace("-", "−")


def line(x1: float, y1: float, x2: float, y2: float, axis: bool) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor"'
        f' stroke-opacity="{0.45 if axis else 0.1}"/>'
    )
