# SPDX-License-Identifier: MIT
"""One process, one number of threads: every case timed, every contender's error measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np

import cases
import floor
import growth
import machine
import peers
import report
import small
import truth
from cases import BACKWARD, SAVED, Case, Operands
from results import OURS, Cell, Run
from timing import interleaved, sampler

# A peer that would need this long for one call, and is this many times slower than the
# fastest peer at the size before, cannot become the best: it is left out.
TOO_LONG_NS, TOO_SLOW = 5e7, 3.0
PAUSE_MS = 2.0

Errors = dict[str, float | None]


@dataclass(frozen=True)
class Settings:
    functions: tuple[str, ...]
    dtypes: tuple[str, ...]
    sizes: tuple[int, ...]
    peers: tuple[str, ...]
    threads: int
    rounds: int
    sample_ms: float
    small: bool
    growth: bool


def run(settings: Settings) -> Run:
    machine.pin(settings.threads)
    np.seterr(all="ignore")  # textbook formulas overflow, and SciPy's routes do
    modules = peers.installed(settings.peers, settings.threads)
    found = Run(machine.describe(modules))
    print(report.heading(found.machine, settings.threads), flush=True)
    for name in settings.functions:
        for dtype in settings.dtypes:
            for cell in _cells(name, dtype, settings, modules):
                found.cells.append(cell)
                print(report.line(cell), flush=True)
    if settings.small:
        names = [name for name in settings.functions if name in cases.elementwise()]
        for dtype in filter(small.DTYPES.__contains__, settings.dtypes):
            found.small.extend(small.measure(names, dtype, 3 * settings.rounds))
    if settings.growth:
        found.growth.extend(growth.measure(settings.rounds))
    return found


def _cells(
    name: str, dtype: str, settings: Settings, modules: Mapping[str, ModuleType]
) -> Iterator[Cell]:
    errors: dict[str, Errors] = {}
    before: tuple[Case, dict[str, float]] | None = None
    for case in cases.of_function(name, dtype, settings.sizes):
        if before and before[0].way != case.way:
            before = None
        if case.way not in errors:
            errors[case.way] = _errors(case, modules)
        found = errors[case.way]
        if OURS not in found:
            continue
        able = {name: module for name, module in modules.items() if name in found}
        calls = peers.calls(_promising(case, before, able), cases.operands(case))
        ns = _time(case, calls, settings)
        before = case, ns
        threads, traffic = settings.threads, case.traffic
        yield Cell(name, case.way, dtype, case.shape, threads, traffic, ns, found)


def _time(case: Case, calls: Mapping[str, Callable[[], Any]], settings: Settings) -> dict[str, Any]:
    contenders = {**calls, **floor.copies(case, settings.threads)}
    times = interleaved(
        {name: sampler(call) for name, call in contenders.items()},
        sample_ms=settings.sample_ms,
        rounds=settings.rounds,
        pause_ms=PAUSE_MS if settings.threads > 1 else 0,
    )
    return {name: ns / case.size for name, ns in times.items()}


def _promising(
    case: Case, before: tuple[Case, dict[str, float]] | None, modules: Mapping[str, ModuleType]
) -> Mapping[str, ModuleType]:
    if before is None or before[0].size < 1000:
        return modules
    times = {name: ns for name, ns in before[1].items() if name in modules and name != OURS}
    best = min(times.values(), default=0.0)
    return {
        name: module
        for name, module in modules.items()
        if name == OURS
        or name not in times
        or times[name] * case.size < TOO_LONG_NS
        or times[name] < TOO_SLOW * best
    }


def _errors(case: Case, modules: Mapping[str, ModuleType]) -> Errors:
    """The largest error of each contender that can do this, on inputs chosen for that."""
    xs = truth.inputs(case)
    data = Operands(replace(case, shape=xs.shape), xs)
    if case.way in (BACKWARD, SAVED) and case.function in cases.elementwise():
        data.dy[:] = 1
    found: Errors = {}
    for name, module in modules.items():
        result = _result(name, module, data)
        if result is not None:
            found[name] = truth.error(data, result)
    return found


def _result(name: str, module: ModuleType, data: Operands) -> Any:
    """What a contender computes; None where it cannot, a limit that must not end the run."""
    calls = peers.calls({name: module}, data)
    try:
        return module.array(calls[name]()) if calls else None
    except Exception as error:
        if name == OURS:
            raise
        print(f"{name} is left out of {data.case}: {error!r}", flush=True)
        return None
