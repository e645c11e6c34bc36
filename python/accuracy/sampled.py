# SPDX-License-Identifier: MIT
"""float64 on sampled inputs and the half types on all of theirs, against the exact reference."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from ctypes import byref
from typing import Any

import numpy as np

from inputs import stratified
from library import EXACT_ERROR, FORMATS, library, pointer
from measurement import Measurement, Worst, distinct, together
from subject import Subject, numpy_dtype
from sweep import upstream

BLOCK = 1 << 13


def inputs(subject: Subject, count: int) -> Any:
    """Of a half type all; otherwise `count` stratified ones, and the points where f bends."""
    dtype = numpy_dtype(subject.dtype)
    if dtype.itemsize == 2:
        return np.arange(1 << 16, dtype=np.uint16).view(dtype)
    function = subject.function.partial(**subject.params)
    points = (*(function.kinks or ()), *(function.stationary or ()), *(function.domain or ()))
    return stratified(dtype, count, tuple(p for p in points if np.isfinite(p)))


def sample(subject: Subject, x: Any, threads: int = 2) -> dict[str, Measurement]:
    """The measurements of each pass over the inputs x."""
    blocks = [x[start : start + BLOCK] for start in range(0, len(x), BLOCK)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda block: _block(subject, block), blocks))
    return {role: together(part[role] for part in parts) for role in subject.roles}


def errors(subject: Subject, role: str, x: Any, dy: Any) -> Any:
    """The errors (of type EXACT_ERROR) of one pass; dy counts for `backward` alone."""
    with np.errstate(all="ignore"):
        wide_x, wide_dy = x.astype(np.float64), dy.astype(np.float64)
        observed = subject.run(role, x, dy).astype(np.float64)
    found = np.empty(len(x), EXACT_ERROR)
    factor = wide_dy if role == "backward" else np.ones_like(wide_x)
    library().exact_errors(
        byref(subject.exact(role)),
        byref(FORMATS[subject.dtype]),
        *map(pointer, (wide_x, factor, observed, found)),
        len(x),
    )
    return found


def _block(subject: Subject, x: Any) -> dict[str, Measurement]:
    with np.errstate(all="ignore"):
        single = x.astype(np.float32)
        dy = upstream(single, np.empty_like(single)).astype(x.dtype)
    return {
        role: _measurement(errors(subject, role, x, dy), x, dy if role == "backward" else None)
        for role in subject.roles
    }


def _measurement(found: Any, x: Any, dy: Any) -> Measurement:
    def worst(i: int) -> Worst:
        return Worst(float(found["ulp"][i]), _hex(x[i]), "" if dy is None else _hex(dy[i]))

    ulp = np.minimum(found["ulp"], 2.0**64)
    largest = np.argsort(ulp)[-20:]
    mismatches = np.flatnonzero((found["nan"] != 0) | (found["sign"] != 0))
    half, one, two = (int((ulp > bound).sum()) for bound in (0.5, 1, 2))
    return Measurement(
        inputs=len(x),
        ulp=float(found["ulp"].max()),
        plain=float(found["plain"].max()),
        mean=float(ulp.mean()),
        above=(half, one, two),
        worst=distinct(worst(i) for i in largest if ulp[i] > 0),
        nan_mismatches=int(found["nan"].sum()),
        sign_mismatches=int(found["sign"].sum()),
        mismatch=worst(mismatches[0]) if len(mismatches) else None,
    )


def _hex(value: Any) -> str:
    size = value.dtype.itemsize
    return f"{int(value.view(f'u{size}')):#0{2 * size + 2}x}"
