# SPDX-License-Identifier: MIT
"""What no function can beat by much: copying as many bytes as it reads and writes.

`np.copyto` and the C library's memmove; the first is slow at 16 to 64 KiB on some
machines, so the floor is the faster of the two. With more than one thread, memmove
on a slice for each thread joins them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from cases import Case

WORTH_SPLITTING = 1 << 20  # bytes; below, waking threads costs more than copying


def copies(case: Case, threads: int) -> dict[str, Callable[[], Any]]:
    """Copies that move the bytes of a case: half of them read, half written."""
    source = np.ones(max(case.traffic // 2, 1), np.uint8)
    target = np.zeros_like(source)
    found: dict[str, Callable[[], Any]] = {
        "copyto": partial(np.copyto, target, source),
        "memmove": _memmove(target, source),
    }
    if threads > 1 and source.nbytes >= WORTH_SPLITTING:
        found["memmove, threads"] = _split(target, source, threads)
    return found


def _memmove(target: Any, source: Any) -> Callable[[], Any]:
    call = partial(ctypes.memmove, target.ctypes.data, source.ctypes.data, source.nbytes)
    call.arrays = target, source  # type: ignore[attr-defined]  # keeps the memory alive
    return call


def _split(target: Any, source: Any, threads: int) -> Callable[[], Any]:
    pieces = zip(np.array_split(target, threads), np.array_split(source, threads), strict=True)
    first, *others = [_memmove(*piece) for piece in pieces]
    pool = ThreadPoolExecutor(threads - 1)

    def call() -> None:
        running = [pool.submit(other) for other in others]
        first()
        for future in running:
            future.result()

    return call
