# SPDX-License-Identifier: MIT
"""What is measured: one function with its parameters, in one data type."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from library import FORMATS, Function, exact
from swiftact import Activation, _core

ROLES = ("", "grad", "backward")  # of every function
DTYPES = tuple(FORMATS)

# Tried for every parameter besides its default, where its bounds admit them.
CANDIDATES = (-0.75, 0.25, 1.5, 1e-3, 300.0, 1e-20, 1e20)
MOST_COMBINATIONS = {4: 10, 8: 10, 2: 4}  # by the size of an element


def numpy_dtype(name: str) -> np.dtype[Any]:
    if name == "bfloat16":
        import ml_dtypes

        name = ml_dtypes.bfloat16
    return np.dtype(name)


@dataclass(frozen=True)
class Subject:
    """A function, the values of its parameters as `dtype` holds them, an instruction set."""

    function: Activation
    dtype: str
    params: dict[str, float]
    isa: str

    @property
    def name(self) -> str:
        return self.function.name

    @property
    def operands(self) -> tuple[float, ...]:
        return tuple(self.params.values())

    @property
    def roles(self) -> tuple[str, ...]:
        """The passes: value, grad, backward, and "grad_alpha" where alpha can be learned."""
        rows = _core.kernels(self.isa)
        learned = (f"grad_{name}" for name in self.params)
        return (*ROLES, *(role for role in learned if f"{self.name}_{role}" in rows))

    def roots(self, role: str) -> tuple[float, ...]:
        """Of f', next to which its error is measured by ulp(1/4)."""
        has_roots = role in ("grad", "backward")
        found = self.function.partial(**self.params).stationary if has_roots else ()
        return tuple(found or ())

    def kernel(self, role: str) -> np.ufunc:
        return _core.kernels(self.isa)[f"{self.name}_{role}" if role else self.name]

    def run(self, role: str, x: Any, dy: Any, out: Any = None) -> Any:
        """What the kernel makes of x."""
        first = (dy, x) if role == "backward" else (x,)
        tail = [x.dtype.type(value) for value in self.operands]
        return self.kernel(role)(*first, *tail, out=out)

    def exact(self, role: str) -> Function:
        return exact(self.name, role, self.operands, self.roots(role))


def subjects(function: Activation, dtype: str, isa: str) -> list[Subject]:
    """The function with its defaults, then with other parameters."""
    columns = []
    for parameter in function.entry.params.values():
        others = [c for c in CANDIDATES if parameter.lowest <= c <= parameter.highest]
        columns.append([parameter.default, *others])
    rows: list[dict[str, float]] = []
    for row in itertools.product(*columns):
        with np.errstate(over="ignore", under="ignore"):
            held = [float(value) for value in np.array(row).astype(numpy_dtype(dtype))]
        params = dict(zip(function.params, held, strict=True))
        if _is_possible(function, row, params) and params not in rows:
            rows.append(params)
    most = MOST_COMBINATIONS[numpy_dtype(dtype).itemsize]
    return [Subject(function, dtype, params, isa) for params in rows[:most]]


def _is_possible(
    function: Activation, wanted: tuple[float, ...], held: Mapping[str, float]
) -> bool:
    """Whether the type holds the parameters, and the function takes them together."""
    if not all(
        np.isfinite(h) and bool(h) == bool(w) for h, w in zip(held.values(), wanted, strict=True)
    ):
        return False
    try:
        function.partial(**held)
    except ValueError:
        return False
    return True
