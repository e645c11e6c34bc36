# SPDX-License-Identifier: MIT
"""What a run found, as data: cells of one case each, saved as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

OURS = "swiftact"
ACCURATE = 5.0  # ulp on normal results
FLOORS = ("copyto", "memmove", "memmove, threads")


@dataclass(frozen=True)
class Cell:
    function: str
    way: str
    dtype: str
    shape: tuple[int, ...]
    threads: int
    traffic: int  # bytes
    ns: Mapping[str, float]  # per element, by contender
    ulp: Mapping[str, float | None]

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def ours(self) -> float:
        return self.ns[OURS]

    @property
    def floor(self) -> float:
        return min(self.ns[name] for name in FLOORS if name in self.ns)

    def peers(self, accurate: bool) -> dict[str, float]:
        """Times of the others; of those within ACCURATE ulp alone when asked."""
        return {
            name: ns
            for name, ns in self.ns.items()
            if name != OURS and name not in FLOORS and (not accurate or self.is_accurate(name))
        }

    def is_accurate(self, name: str) -> bool:
        error = self.ulp.get(name)
        return error is not None and error <= ACCURATE

    def best(self, accurate: bool) -> str | None:
        times = self.peers(accurate)
        return min(times, key=times.__getitem__) if times else None

    def ratio(self, accurate: bool) -> float | None:
        """Our time over that of the best peer."""
        best = self.best(accurate)
        return self.ours / self.ns[best] if best else None

    @property
    def to_floor(self) -> float:
        return self.ours / self.floor


@dataclass(frozen=True)
class SmallCall:
    label: str
    dtype: str
    n: int
    parameters: int
    ns: float  # per call
    exp: float  # np.exp, in the same rounds


@dataclass(frozen=True)
class Growth:
    label: str
    n: int
    ns: float  # per element
    peak: int | None  # bytes allocated during the call; None where it cannot be seen


@dataclass(frozen=True)
class Run:
    machine: Mapping[str, Any]
    cells: list[Cell] = field(default_factory=list)
    small: list[SmallCall] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)


def save(run: Run, path: Path) -> None:
    # JSON has no infinity: an error without bound is written as a huge number.
    path.write_text(json.dumps(_finite(asdict(run)), indent=1) + "\n")


def load(path: Path) -> Run:
    data = json.loads(path.read_text())
    return Run(
        machine=data["machine"],
        cells=[Cell(**{**cell, "shape": tuple(cell["shape"])}) for cell in data["cells"]],
        small=[SmallCall(**row) for row in data["small"]],
        growth=[Growth(**row) for row in data["growth"]],
    )


def merge(runs: Iterable[Run]) -> Run:
    """Several runs as one, on the machine of the first; what was timed twice counts as last."""
    found = list(runs)
    cells = {
        (cell.function, cell.way, cell.dtype, cell.shape, cell.threads): cell
        for run in found
        for cell in run.cells
    }
    small = {(row.label, row.dtype, row.n): row for run in found for row in run.small}
    growth = {(row.label, row.n): row for run in found for row in run.growth}
    return Run(found[0].machine, [*cells.values()], [*small.values()], [*growth.values()])


def geometric_mean(ratios: Iterable[float]) -> float:
    logarithms = [math.log(ratio) for ratio in ratios]
    return math.exp(math.fsum(logarithms) / len(logarithms)) if logarithms else math.nan


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return 1e300 if value == math.inf else value
