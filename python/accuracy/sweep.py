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
    """One thread's part of a sweep."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.functions: dict[str, Function] = {role: subject.exact(role) for role in subject.roles}
        self.statistics = {role: Statistics() for role in subject.roles}

    def compare(self, x: Any) -> None:
        with np.errstate(invalid="ignore"):  # signalling NaN
            subject, wide = self.subject, x.astype(np.float64)
        dy, ones = upstream(x), np.ones_like(x)
        references = {}
        for role in subject.roles:
            if formula(role) not in references:
                references[formula(role)] = quick(subject.name, role, subject.operands, wide)
            reference = references[formula(role)]
            factor = dy if role == "backward" else ones
            observed = subject.run(role, x, dy)
            library().compare(
                byref(self.statistics[role]),
                byref(self.functions[role]),
                *map(pointer, (x, factor, reference, observed)),
                len(x),
            )

    def measurements(self) -> dict[str, Measurement]:
        return {role: _measurement(each, role) for role, each in self.statistics.items()}


def upstream(x: Any) -> Any:
    """The gradient that `backward` is measured with: a number in ±[1/16, 16) for each x."""
    dy = np.empty_like(x)
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
