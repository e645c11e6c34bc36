# SPDX-License-Identifier: MIT
"""Measurements in words: a line on the terminal, tables in docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from measurement import Measurement
from records import PYTHON, Record, load
from subject import DTYPES, ROLES
from swiftact.documentation import PROMISE

DOCUMENT = PYTHON / "docs" / "accuracy.md"
BEGIN, END = "<!-- measurements -->", "<!-- end of measurements -->"

# Half types: float32 rounded once more. 0.5 of the half's ulp, and what float32 adds to it.
HALF_BOUND = 0.5 + 2.0**-12
QUICK_LIMIT = 2.0**-42  # of the quick reference, relative


# Where the promise is not kept, what is kept instead, and why.
EXCEPTIONS = {
    ("zsoftplus", "float64", ""): (2.2, "x times a softplus that has an error of its own"),
    ("gelu_tanh", "float64", "grad"): (4.2, "a sum that cancels, of a cubic that is rounded"),
}


def bound(record: Record) -> float:
    """What is promised; of a derivative by a parameter the same as of `backward`."""
    exception = EXCEPTIONS.get((record.function, record.dtype, record.role))
    promised = PROMISE.get(record.dtype)
    if promised is None or exception is not None:
        return exception[0] if exception else HALF_BOUND
    return promised[ROLES.index(record.role if record.role in ROLES else "backward")]


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
        f" {record.role or 'value':8} {found.inputs:>10}  max {found.ulp:.4f}"
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
    """A table for each data type, of other parameters, of exceptions, and of where and when."""
    everything = list(records)
    parts = [_table(dtype, [r for r in everything if r.dtype == dtype]) for dtype in DTYPES]
    parts += [_grid(everything), _exceptions(), _runs(everything)]
    return "\n".join(part for part in parts if part)


def _exceptions() -> str:
    lines = ["### Where the promise is not kept\n"]
    for (function, dtype, role), (limit, reason) in EXCEPTIONS.items():
        lines.append(f"- {function}, {role or 'value'}, {dtype}: at most {limit:g} ulp; {reason}.")
    return "\n".join(lines) + "\n" if EXCEPTIONS else ""


Row = dict[str, Measurement]


def _rows(records: Iterable[Record]) -> list[tuple[Record, Row]]:
    """The passes of each function, type and parameters together, under the first's record."""
    rows = []
    for _, group in groupby(records, lambda r: (r.function, r.dtype, params(r.params))):
        together = list(group)
        rows.append((together[0], {record.role: record.measurement for record in together}))
    return rows


def _defaults(rows: list[tuple[Record, Row]]) -> list[tuple[Record, Row]]:
    """The first of each function: its default parameters."""
    return [next(group) for _, group in groupby(rows, lambda row: row[0].function)]


def _table(dtype: str, records: list[Record]) -> str:
    if not records:
        return ""
    lines = [
        f"### {dtype}\n",
        "| function | inputs | value | f' | backward | mean | next to roots, plain | worst x |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for first, row in _defaults(_rows(records)):
        value, slope = row[""], row["grad"]
        means = " / ".join(f"{row[role].mean:.3f}" for role in ROLES)
        plain = f"{slope.plain:.3g}" if slope.plain > slope.ulp * 1.01 else ""
        worst = " / ".join(m.worst[0].x if m.worst else "–" for m in (value, slope))
        lines.append(
            f"| {first.function} | {value.inputs:,} | {_maxima(row, ROLES)} | {means} | {plain}"
            f" | {worst} |"
        )
    return "\n".join(lines) + "\n"


def _grid(records: list[Record]) -> str:
    rows = [(first, row) for first, row in _rows(records) if first.params]
    if not rows:
        return ""
    lines = [
        "### Parameters\n",
        "The last column is the derivative by the parameter, where it can be learned.\n",
        "| function | parameters | type | inputs | value | f' | backward | ∂f/∂ parameter |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for first, row in rows:
        learned = [role for role in row if role not in ROLES]
        lines.append(
            f"| {first.function} | {params(first.params)} | {first.dtype} | {row[''].inputs:,}"
            f" | {_maxima(row, ROLES)} | {_maxima(row, learned)} |"
        )
    return "\n".join(lines) + "\n"


def _maxima(row: Row, roles: Iterable[str]) -> str:
    return " | ".join(f"{row[role].ulp:.4f}" for role in roles)


def _runs(records: list[Record]) -> str:
    runs = sorted({(r.date, r.commit, r.machine) for r in records})
    names = {
        run: sorted({r.function for r in records if (r.date, r.commit, r.machine) == run})
        for run in runs
    }
    lines = ["### Runs\n", "| date | commit | machine | functions |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(run)} | {', '.join(names[run])} |" for run in runs]
    return "\n".join(lines) + "\n"
