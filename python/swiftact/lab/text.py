# SPDX-License-Identifier: MIT
"""Plain-text building blocks of the reports: tables, bars, histograms, sparklines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

LEVELS = " ▁▂▃▄▅▆▇█"
EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(value: float, full: float, width: int = 30) -> str:
    """A horizontal bar, ``width`` characters long when ``value`` reaches ``full``."""
    if not full > 0 or not value > 0:
        return ""
    eighths = round(min(value / full, 1.0) * width * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (EIGHTHS[rest] if rest else "")


def sparkline(values: Iterable[float], full: float | None = None) -> str:
    """One character per value, its height the value's share of ``full`` (or of the maximum)."""
    data = [0.0 if math.isnan(value) else abs(float(value)) for value in values]
    top = full if full is not None else max(data, default=0.0)
    if not top > 0:
        return LEVELS[0] * len(data)
    return "".join(LEVELS[min(8, max(value > 0, round(8 * value / top)))] for value in data)


def table(header: Sequence[str], rows: Iterable[Sequence[object]], left: int = 1) -> str:
    """Columns aligned under their titles: the first ``left`` to the left, the rest to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max([len(title), *(len(row[i]) for row in cells)]) for i, title in enumerate(header)]

    def line(row: Sequence[str]) -> str:
        padded = (
            cell.ljust(width) if i < left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("─" * width for width in widths)
    return "\n".join([line(list(header)), rule, *(line(row) for row in cells)])


def number(value: float, digits: int = 4) -> str:
    """A figure that stays readable from 1e-300 to 1e300."""
    if value == 0:
        return "0"
    if 1e-4 <= abs(value) < 1e6:
        return f"{value:.{digits}f}"
    return f"{value:.{max(1, digits - 2)}e}"


def percent(share: float) -> str:
    """A share between 0 and 1 as a percentage."""
    return f"{100 * share:.1f}%"


def shortened(words: str, width: int) -> str:
    """``words``, with their end replaced by … when they are too long."""
    return words if len(words) <= width else words[: width - 1] + "…"


def end(value: float) -> str:
    """An end of an interval."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.4g}".replace("-", "−") if value else "0"


def listing(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) <= 1:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
