# SPDX-License-Identifier: MIT
"""Results as lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from results import FLOORS, OURS, Cell, Growth, SmallCall

HEADER = (
    f"{'function':<16}{'dtype':<10}{'way':<12}{'shape':>13}{'ns/element':>12}{'floor':>8}"
    f"{'accurate':>22}{'any':>22}{'ulp':>7}   all contenders: ns (ulp)"
)


def heading(machine: Mapping[str, Any], threads: int) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    caches = ", ".join(f"{name} {size >> 10} KiB" for name, size in machine["caches"].items())
    return (
        f"\n{machine['cpu']}, {machine['cpus']} CPUs, {caches}; {machine['system']},"
        f" Python {machine['python']}, commit {machine['commit']}, {machine['date']}\n{versions}\n"
        f"Threads: {threads}. floor, accurate, any: our time over that of a copy of the same"
        f" bytes,\nof the best peer within 5 ulp, of the best peer.\n\n{HEADER}"
    )


def line(cell: Cell) -> str:
    others = sorted(cell.peers(accurate=False).items(), key=lambda item: item[1])
    listed = " ".join(f"{name} {number(ns)}({ulp(cell.ulp.get(name))})" for name, ns in others)
    copies = " ".join(f"{name} {number(cell.ns[name])}" for name in FLOORS if name in cell.ns)
    return (
        f"{cell.function:<16}{cell.dtype:<10}{cell.way:<12}{shape(cell.shape):>13}"
        f"{number(cell.ours):>12}{cell.to_floor:>7.2f}x{against(cell, True):>22}"
        f"{against(cell, False):>22}{ulp(cell.ulp.get(OURS)):>7}   {listed} | {copies}"
    )


def against(cell: Cell, accurate: bool) -> str:
    best, ratio = cell.best(accurate), cell.ratio(accurate)
    return "-" if best is None or ratio is None else f"{ratio:.2f}x {best}"


def small_calls(rows: list[SmallCall]) -> str:
    lines = ["", "Small calls: ns per call (more than np.exp)", ""]
    for dtype in dict.fromkeys(row.dtype for row in rows):
        sizes = sorted({row.n for row in rows})
        lines.append(f"{dtype:<28}" + "".join(f"{f'n = {n}':>20}" for n in sizes))
        for label in dict.fromkeys(row.label for row in rows):
            found = [row for row in rows if (row.label, row.dtype) == (label, dtype)]
            cells = [f"{f'{row.ns:.0f} ({row.ns - row.exp:+.0f})':>20}" for row in found]
            lines.append(f"{label:<28}" + "".join(cells))
    return "\n".join(lines)


def growth(rows: list[Growth]) -> str:
    lines = ["", "Cost of growth, float32", ""]
    lines.append(
        f"{'call':<16}{'n':>12}{'ns per call':>16}{'ns/element':>12}{'peak bytes/element':>20}"
    )
    for row in rows:
        # A few pages more or less are the interpreter's.
        memory = "-" if row.peak is None or row.n < 10**5 else f"{row.peak / row.n:.2f}"
        lines.append(
            f"{row.label:<16}{row.n:>12}{row.ns * row.n:>16.0f}{number(row.ns):>12}{memory:>20}"
        )
    return "\n".join(lines)


def shape(lengths: tuple[int, ...]) -> str:
    return " x ".join(f"{length}" for length in lengths)


def number(ns: float) -> str:
    """Three digits, without exponents."""
    return f"{ns:.0f}" if ns >= 100 else f"{ns:.3g}" if ns >= 10 else f"{ns:.2f}"


def ulp(error: float | None) -> str:
    if error is None:
        return "-"
    if error > 1e200:
        return "inf"
    return f"{error:.2f}" if error < 10 else f"{error:.0f}" if error < 1e4 else f"{error:.0e}"
