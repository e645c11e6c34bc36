# SPDX-License-Identifier: MIT
"""Results as the tables of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cases import BACKWARD, BOTH, DTYPES, FRESH, OUT, SAVED, VALUE
from report import against, number, shape, ulp
from results import OURS, Cell, Run
from summary import verdicts

ROW_WAYS = (FRESH, OUT, SAVED, VALUE, BOTH)


def tables(run: Run) -> str:
    sections = [_machine(run), _verdicts(run)]
    for threads in sorted({cell.threads for cell in run.cells}):
        cells = [cell for cell in run.cells if cell.threads == threads]
        plural = "s" * (threads > 1)
        for size in sorted({cell.size for cell in cells if len(cell.shape) == 1}):
            for dtype in DTYPES:
                chosen = [c for c in cells if c.shape == (size,) and c.dtype == dtype]
                title = f"{size:,} elements, {dtype}, {threads} thread{plural}"
                sections += _section(title, _elementwise(chosen))
        rows = [cell for cell in cells if len(cell.shape) == 2]
        sections += _section(f"Rows, {threads} thread{plural}", _rows(rows))
    sections += _section("Small calls, ns per call (more than `np.exp`)", _small(run))
    sections += _section("Cost of growth, float32", _growth(run))
    return "\n\n".join(sections)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"<details><summary>{title}</summary>", "\n".join(found), "</details>"] if found else []


def _table(header: str, rows: Iterable[str]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield header
        yield "|---" + "|---:" * (header.count("|") - 2) + "|"
        yield from found


def _machine(run: Run) -> str:
    machine = run.machine
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    return (
        f"{machine['cpu']}, {machine['cpus']} CPUs, {machine['system']}, Python"
        f" {machine['python']}, {machine['date']}, commit {machine['commit']}: {versions}."
    )


def _verdicts(run: Run) -> str:
    found = verdicts(run)
    rows = (f"| {v.target} | {v.found} | {'PASS' if v.passed else 'miss'} |" for v in found)
    misses = [f"- {miss}" for v in found if not v.passed for miss in (f"**{v.target}**", *v.misses)]
    table = "\n".join(_table("| target | found | |", rows))
    return "\n\n".join([table, *_section("Every cell that misses a target", misses)])


def _elementwise(cells: list[Cell]) -> Iterator[str]:
    by_way = {(cell.function, cell.way): cell for cell in cells}
    ways = [way for way in (FRESH, OUT, BACKWARD, SAVED) if any(c.way == way for c in cells)]
    header = "| function |" + "".join(f" {way} | accurate | any | ulp |" for way in ways)

    def rows() -> Iterator[str]:
        for name in dict.fromkeys(cell.function for cell in cells):
            yield f"| {name} |" + "".join(_four(by_way.get((name, way))) for way in ways)

    return _table(header, rows())


def _four(cell: Cell | None) -> str:
    if cell is None:
        return " | | | |"
    errors = f"{ulp(cell.ulp.get(OURS))}"
    rival = cell.best(accurate=False)
    if rival:
        errors += f" / {ulp(cell.ulp.get(rival))}"
    return f" {number(cell.ours)} | {against(cell, True)} | {against(cell, False)} | {errors} |"


def _rows(cells: list[Cell]) -> Iterator[str]:
    header = "| function | dtype | way | shape | ns/element | floor | accurate | any | ulp |"
    return _table(
        header,
        (
            f"| {c.function} | {c.dtype} | {c.way} | {shape(c.shape)} | {number(c.ours)}"
            f" | {c.to_floor:.2f}x | {against(c, True)} | {against(c, False)}"
            f" | {ulp(c.ulp.get(OURS))} |"
            for c in cells
            if c.way in ROW_WAYS
        ),
    )


def _small(run: Run) -> Iterator[str]:
    found = {(row.label, row.dtype, row.n): row for row in run.small}
    sizes = sorted({row.n for row in run.small})
    keys = dict.fromkeys((row.label, row.dtype) for row in run.small)
    return _table(
        "| call | dtype |" + "".join(f" n = {n} |" for n in sizes),
        (
            f"| {label} | {dtype} |"
            + "".join(
                f" {row.ns:.0f} ({row.ns - row.exp:+.0f}) |"
                for n in sizes
                if (row := found[label, dtype, n])
            )
            for label, dtype in keys
        ),
    )


def _growth(run: Run) -> Iterator[str]:
    return _table(
        "| call | n | ns per element | peak bytes per element |",
        (
            f"| {row.label} | {row.n:,} | {number(row.ns)} | "
            + ("- |" if row.peak is None or row.n < 10**5 else f"{row.peak / row.n:.2f} |")
            for row in run.growth
        ),
    )
