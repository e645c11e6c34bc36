# SPDX-License-Identifier: MIT
"""Measurements in words: a line on the terminal, tables in docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from records import PYTHON, ROLE_NAMES, Record, load
from subject import ROLES
from swiftact.documentation import PROMISE

DOCUMENT = PYTHON / "docs" / "accuracy.md"
BEGIN, END = "<!-- measurements -->", "<!-- end of measurements -->"

# Half types: float32 rounded once more. 0.5 of the half's ulp, and what float32 adds to it.
HALF_BOUND = 0.5 + 2 * 2.0**-8
QUICK_LIMIT = 2.0**-42  # of the quick reference, relative


def bound(record: Record) -> float:
    promised = PROMISE.get(record.dtype)
    return promised[ROLES.index(record.role)] if promised else HALF_BOUND


def verdict(record: Record) -> str:
    """The word ok, or what is wrong."""
    found = record.measurement
    if found.failures:
        return f"{found.failures} of NaN or sign wrong, {found.mismatch}"
    if found.quick > QUICK_LIMIT:
        return f"the quick reference is off by {found.quick:.1e}"
    return "ok" if found.ulp <= bound(record) else f"over {bound(record):.4g}"


def line(record: Record) -> str:
    found = record.measurement
    worst = found.worst[0] if found.worst else None
    at = f"x={worst.x}" + (f" dy={worst.dy}" if worst.dy else "") if worst else "-"
    return (
        f"{record.function:16} {params(record.params):14} {record.dtype:8}"
        f" {ROLE_NAMES[record.role]:8} {found.inputs:>10}  max {found.ulp:.4f}"
        f"  mean {found.mean:.4f}  >0.5 {found.above[0] / found.inputs:.2%}"
        f"  {at}  {verdict(record)}"
    )


def params(values: Mapping[str, float]) -> str:
    return ",".join(f"{name}={value:.6g}" for name, value in values.items())


def write_document() -> None:
    """Put the recorded measurements between the two marks of docs/accuracy.md."""
    text = DOCUMENT.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{tables(load())}\n{END}{after}")


def tables(records: Iterable[Record]) -> str:
    """A table for each data type."""
    everything = list(records)
    parts = [
        _table("float32", _defaults(everything, "float32")),
        _table("float64", _defaults(everything, "float64")),
        _table("float16", _defaults(everything, "float16")),
        _table("bfloat16", _defaults(everything, "bfloat16")),
        _grid([r for r in everything if r.params]),
        _runs(everything),
    ]
    return "\n".join(part for part in parts if part)


def _defaults(records: list[Record], dtype: str) -> list[Record]:
    """The records of a type, of each function with its default parameters."""
    chosen = []
    for _, group in groupby((r for r in records if r.dtype == dtype), lambda r: r.function):
        rows = list(group)
        chosen += [r for r in rows if r.params == rows[0].params]
    return chosen


def _table(dtype: str, records: list[Record]) -> str:
    if not records:
        return ""
    lines = [
        f"### {dtype}\n",
        "| function | inputs | value | f' | backward | mean | next to roots, plain | worst x |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, group in groupby(records, lambda r: r.function):
        rows = {r.role: r.measurement for r in group}
        value, slope = rows[""], rows["grad"]
        means = " / ".join(f"{rows[role].mean:.3f}" for role in ROLES)
        maxima = " | ".join(f"{rows[role].ulp:.4f}" for role in ROLES)
        plain = f"{slope.plain:.3g}" if slope.plain > slope.ulp * 1.01 else ""
        worst = " / ".join(m.worst[0].x if m.worst else "–" for m in (value, slope))
        lines.append(f"| {name} | {value.inputs:,} | {maxima} | {means} | {plain} | {worst} |")
    return "\n".join(lines) + "\n"


def _grid(records: list[Record]) -> str:
    if not records:
        return ""
    lines = [
        "### Other parameters\n",
        "| function | parameters | type | inputs | value | f' | backward |",
        "|---|---|---|---|---|---|---|",
    ]
    for key, group in groupby(records, lambda r: (r.function, r.dtype, params(r.params))):
        rows = {r.role: r.measurement for r in group}
        maxima = " | ".join(f"{rows[role].ulp:.4g}" for role in ROLES)
        lines.append(f"| {key[0]} | {key[2]} | {key[1]} | {rows[''].inputs:,} | {maxima} |")
    return "\n".join(lines) + "\n"


def _runs(records: list[Record]) -> str:
    runs = sorted({(r.date, r.commit, r.machine) for r in records})
    names = {
        run: sorted({r.function for r in records if (r.date, r.commit, r.machine) == run})
        for run in runs
    }
    lines = ["### Runs\n", "| date | commit | machine | functions |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(run)} | {', '.join(names[run])} |" for run in runs]
    return "\n".join(lines) + "\n"
