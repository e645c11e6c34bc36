# SPDX-License-Identifier: MIT
"""The recorded measurements: records.json, one line each, and what is derived from it.

`swiftact/measured.json` holds the maxima alone, for docstrings; docs/accuracy.md the tables.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measurement import Measurement, Worst
from subject import DTYPES, ROLES

PYTHON = Path(__file__).resolve().parents[1]
RECORDS = PYTHON / "accuracy" / "records.json"
MEASURED = PYTHON / "swiftact" / "measured.json"


@dataclass(frozen=True)
class Record:
    """One measurement, and the circumstances."""

    function: str
    dtype: str
    params: Mapping[str, float]
    role: str
    measurement: Measurement
    date: str
    commit: str
    machine: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.function, self.dtype, json.dumps(dict(self.params)), self.role


def load() -> list[Record]:
    if not RECORDS.exists():
        return []
    return [_record(line) for line in json.loads(RECORDS.read_text())]


def save(new: Iterable[Record]) -> list[Record]:
    """Put `new` in place of the records of the same functions and types, and write both files."""
    fresh = list(new)
    replaced = {(record.function, record.dtype) for record in fresh}
    kept = [record for record in load() if (record.function, record.dtype) not in replaced]
    records = sorted(kept + fresh, key=_order)  # stable: default parameters first
    lines = ",\n".join(json.dumps(_plain(record)) for record in records)
    RECORDS.write_text(f"[\n{lines}\n]\n")
    MEASURED.write_text(summary(records))
    return records


def summary(records: Iterable[Record]) -> str:
    """The text of measured.json: maxima over all parameters of value, f' and backward."""
    maxima: dict[str, dict[str, list[float]]] = {}
    for record in records:
        if record.dtype in ("float32", "float64") and record.role in ROLES:
            row = maxima.setdefault(record.function, {}).setdefault(record.dtype, [0.0] * 3)
            at = ROLES.index(record.role)
            row[at] = max(row[at], rounded_up(record.measurement.ulp))
    lines = ",\n".join(f'"{name}": {json.dumps(row)}' for name, row in maxima.items())
    return f"{{\n{lines}\n}}\n"


def rounded_up(ulp: float) -> float:
    """To three decimals, upwards: a maximum must stay one. 4e-6 is the sweep's own error."""
    return math.ceil((ulp + 4e-6) * 1000) / 1000 if ulp else 0.0


def _order(record: Record) -> tuple[str, int]:
    return record.function, DTYPES.index(record.dtype)


def _plain(record: Record) -> dict[str, Any]:
    found = record.measurement
    measured: dict[str, Any] = {
        "inputs": found.inputs,
        "ulp": round(found.ulp, 6),
        "plain": float(f"{found.plain:.6g}"),
        "mean": round(found.mean, 6),
        "above": found.above,
        "worst": [[round(w.ulp, 6), w.x, *([w.dy] if w.dy else [])] for w in found.worst],
    }
    if found.failures:
        measured["nan_mismatches"] = found.nan_mismatches
        measured["sign_mismatches"] = found.sign_mismatches
        measured["mismatch"] = asdict(found.mismatch) if found.mismatch else None
    plain = asdict(record)
    plain.pop("measurement")
    return plain | measured


def _record(line: dict[str, Any]) -> Record:
    measured = {name: line.pop(name) for name in list(line) if name in Measurement.__annotations__}
    measured["worst"] = tuple(Worst(*worst) for worst in measured["worst"])
    measured["above"] = tuple(measured["above"])
    if measured.get("mismatch"):
        measured["mismatch"] = Worst(**measured["mismatch"])
    return Record(**line, measurement=Measurement(**measured))
