# SPDX-License-Identifier: MIT
"""Curves drawn with characters, for terminals."""

from __future__ import annotations

from typing import Any

import numpy as np

# Dots of a braille character, two columns of four: the bit of the dot at (row, column).
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def curve(
    points: np.ndarray[Any, Any],
    values: np.ndarray[Any, Any],
    slopes: np.ndarray[Any, Any],
    *,
    width: int = 60,
    height: int = 14,
) -> str:
    """f in braille dots, f' as small circles, axes through zero, limits at the border."""
    both = np.concatenate([values, slopes])
    low, high = float(both.min()), float(both.max())
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5
    start, stop = float(points[0]), float(points[-1])
    grid = [[" "] * width for _ in range(height)]

    def row(y: float) -> int:
        return min(height - 1, int((high - y) / (high - low) * height))

    if low <= 0 <= high:
        grid[row(0.0)] = ["─"] * width
    if start <= 0 <= stop:
        column = min(width - 1, int(-start / (stop - start) * width))
        for line in grid:
            line[column] = "┼" if line[column] == "─" else "│"
    sampled = np.interp(start + (np.arange(width) + 0.5) / width * (stop - start), points, slopes)
    for column, slope in enumerate(sampled):
        grid[row(float(slope))][column] = "∘"
    _dots(grid, points, values, low, high)
    labels = [f"{high:8.3g} ", *[" " * 9] * (height - 2), f"{low:8.3g} "]
    body = [name + "".join(line).rstrip() for name, line in zip(labels, grid, strict=True)]
    foot = " " * 9 + f"{start:<8g}" + " " * (width - 16) + f"{stop:>8g}"
    return "\n".join([*body, foot, " " * 9 + "⣀⠤⠒⠉ f(x)   ∘ f'(x)"])


def _dots(
    grid: list[list[str]],
    points: np.ndarray[Any, Any],
    values: np.ndarray[Any, Any],
    low: float,
    high: float,
) -> None:
    """Draw ``values`` with two columns and four rows of dots per character."""
    height, width = len(grid), len(grid[0])
    masks = np.zeros((height, width), dtype=int)
    at = points[0] + (np.arange(2 * width) + 0.5) / (2 * width) * (points[-1] - points[0])
    rows = ((high - np.interp(at, points, values)) / (high - low) * 4 * height).astype(int)
    rows = np.clip(rows, 0, 4 * height - 1)
    for x, y in enumerate(rows):
        nearby = rows[min(x + 1, len(rows) - 1)]
        step = 1 if nearby >= y else -1
        for dot in range(y, nearby + step if nearby == y else nearby, step):
            masks[dot // 4, x // 2] |= _BITS[dot % 4][x % 2]
    for r, c in zip(*np.nonzero(masks), strict=True):
        grid[r][c] = chr(0x2800 + int(masks[r, c]))
