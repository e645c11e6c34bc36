# SPDX-License-Identifier: MIT
"""Cost of growth: time and memory of one call as n goes from 1 to 10^9."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from cases import elementwise
from machine import memory_available
from results import Growth
from timing import interleaved, sampler

CLEAR, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
FUNCTIONS = ("relu", "gelu")
LARGEST = 9  # powers of ten


def measure(rounds: int) -> Iterator[Growth]:
    for name in FUNCTIONS:
        function = elementwise()[name]
        for power in range(LARGEST + 1):
            n = 10**power
            if 3 * 4 * n > memory_available():
                break
            x = np.resize(np.linspace(-4, 4, 1 << 16, dtype=np.float32), n)
            out = np.zeros_like(x)
            calls = {"fresh": partial(function, x), "out=": partial(function, x, out=out)}
            yield from _grown(name, n, calls, rounds)


def _grown(
    name: str, n: int, calls: Mapping[str, Callable[[], Any]], rounds: int
) -> Iterator[Growth]:
    samplers = {way: sampler(call) for way, call in calls.items()}
    sparing = rounds if n < 10**7 else 2
    times = interleaved(samplers, sample_ms=1, rounds=sparing)
    for way, call in calls.items():
        yield Growth(f"{name} {way}", n, times[way] / n, _peak(call))


def _status(field: str) -> int:
    for line in STATUS.read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0


def _peak(call: Callable[[], Any]) -> int | None:
    """Bytes of memory that the call brought in at its peak, as the kernel counts them."""
    try:
        CLEAR.write_text("5")  # the high-water mark starts again at what is in use
    except OSError:
        return None
    before = _status("VmRSS")
    kept = call()
    peak = _status("VmHWM") - before
    del kept
    return max(peak, 0)
