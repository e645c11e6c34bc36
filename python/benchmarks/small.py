# SPDX-License-Identifier: MIT
"""Small calls: what a call costs before any arithmetic, against np.exp."""

from __future__ import annotations

from collections.abc import Iterable
from timeit import Timer
from typing import Any

import numpy as np

from cases import Case, elementwise, operands
from results import SmallCall
from timing import interleaved

SIZES = (1, 10, 100)
DTYPES = ("float32", "float64")


def _sampler(statement: str, **names: Any) -> Any:
    """timeit writes the call into its loop: no closure, no argument tuple of ours."""
    timer = Timer(statement, globals=names)
    return lambda repetitions: timer.timeit(repetitions) * 1e9


def measure(names: Iterable[str], dtype: str, rounds: int) -> list[SmallCall]:
    found = []
    for n in SIZES:
        samplers = {}
        for name in names:
            function = elementwise()[name]
            data = operands(Case(name, "fresh", dtype, (n,)))
            samplers[name] = _sampler("f(x)", f=function, x=data.x)
            samplers[f"{name}.backward"] = _sampler(
                "f(dy, x)", f=function.backward_input, dy=data.dy, x=data.x
            )
        x = np.linspace(-1, 1, n, dtype=dtype)
        samplers["np.exp"] = _sampler("f(x)", f=np.exp, x=x)
        times = interleaved(samplers, sample_ms=0.5, rounds=rounds)
        exp = times.pop("np.exp")
        found += [
            SmallCall(label, dtype, n, len(elementwise()[label.partition(".")[0]].params), ns, exp)
            for label, ns in times.items()
        ]
    return found
