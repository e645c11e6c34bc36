# SPDX-License-Identifier: MIT
"""float32: every bit pattern, or every n-th, through the passes of a function."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ctypes import byref
from threading import Lock
from typing import Any

import numpy as np

from library import Function, Input, Statistics, formula, library, pointer, quick
from measurement import Measurement, Worst, distinct, together
from subject import Subject

PATTERNS = 1 << 32
BLOCK = 1 << 16  # 64 Ki inputs: small enough for the cache, long enough to forget Python
COUNTERS = (
    "sum", "inputs", "above_half", "above_one", "above_two", "nan_mismatches", "sign_mismatches"
)  # fmt: skip
Progress = Callable[[float], None]


def sweep(
    subject: Subject, stride: int = 1, threads: int = 2, progress: Progress | None = None
) -> dict[str, Measurement]:
    """The measurements of each pass over every stride-th bit pattern."""
    starts = list(range(0, PATTERNS, BLOCK * stride))
    done, lock = 0, Lock()

    def part(first: int) -> dict[str, Measurement]:
        nonlocal done
        worker = Worker(subject)
        for start in starts[first::threads]:
            worker.compare(_block(start, stride))
            with lock:
                done += 1
            if progress and first == 0:
                progress(done / len(starts))
        return worker.measurements()

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(part, range(threads)))
    return {role: together(each[role] for each in parts) for role in subject.roles}


def measure(subject: Subject, x: Any) -> dict[str, Measurement]:
    """The measurements over given float32 inputs."""
    worker = Worker(subject)
    for start in range(0, len(x), BLOCK):
        worker.compare(x[start : start + BLOCK])
    return worker.measurements()


class Worker:
    """One thread's part of a sweep. Its arrays are allocated once: fresh pages cost more."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.functions: dict[str, Function] = {role: subject.exact(role) for role in subject.roles}
        self.statistics = {role: Statistics() for role in subject.roles}
        self.references = {formula(role): np.empty(BLOCK) for role in subject.roles}
        self.wide = np.empty(BLOCK)
        self.dy, self.observed = np.empty(BLOCK, np.float32), np.empty(BLOCK, np.float32)
        self.ones = np.ones(BLOCK, np.float32)
        self._scout()

    def _scout(self) -> None:
        """Find large errors early: on the way to them each new maximum is decided exactly."""
        self.compare(_block(0, PATTERNS // BLOCK + 1))
        for each in self.statistics.values():
            for counter in COUNTERS:
                setattr(each, counter, 0)

    def compare(self, x: Any) -> None:
        """Take at most BLOCK inputs into account."""
        subject, n = self.subject, len(x)
        wide, dy, observed = self.wide[:n], self.dy[:n], self.observed[:n]
        with np.errstate(invalid="ignore"):  # signalling NaN
            np.copyto(wide, x)
        upstream(x, dy)
        for name, reference in self.references.items():
            quick(subject.name, name, subject.operands, wide, reference)
        for role in subject.roles:
            subject.run(role, x, dy, observed)
            factor = dy if role == "backward" else self.ones
            library().compare(
                byref(self.statistics[role]),
                byref(self.functions[role]),
                *map(pointer, (x, factor, self.references[formula(role)], observed)),
                n,
            )

    def measurements(self) -> dict[str, Measurement]:
        return {role: _measurement(each, role) for role, each in self.statistics.items()}


def upstream(x: Any, dy: Any) -> Any:
    """The gradient that `backward` is measured with, into dy: in ±[1/16, 16) for each x."""
    library().upstream(pointer(x), pointer(dy), len(x))
    return dy


def _block(start: int, stride: int) -> Any:
    stop = min(start + BLOCK * stride, PATTERNS)
    return np.arange(start, stop, stride, dtype=np.int64).astype(np.uint32).view(np.float32)


def _measurement(s: Statistics, role: str) -> Measurement:
    worst = distinct(_worst(each, role) for each in s.worst[: s.worst_count])
    failures = s.nan_mismatches + s.sign_mismatches
    return Measurement(
        inputs=s.inputs,
        ulp=worst[0].ulp if worst else 0.0,
        plain=s.plain,
        mean=s.sum / s.inputs if s.inputs else 0.0,
        above=(s.above_half, s.above_one, s.above_two),
        worst=worst,
        nan_mismatches=s.nan_mismatches,
        sign_mismatches=s.sign_mismatches,
        mismatch=_worst(s.mismatch, role) if failures else None,
        quick=s.quick,
    )


def _worst(found: Input, role: str) -> Worst:
    return Worst(found.ulp, _hex(found.x), _hex(found.dy) if role == "backward" else "")


def _hex(value: float) -> str:
    return f"{int(np.float32(value).view(np.uint32)):#010x}"
