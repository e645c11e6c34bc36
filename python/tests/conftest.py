# SPDX-License-Identifier: MIT
"""Fixtures that show every test every activation: `function` x `role` x `dtype` x `isa`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import swiftact
from swiftact import _core

ROLES = ("", "grad", "backward")
FLOATS = ("float32", "float64")
HALVES = ("float16", "bfloat16")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--points", type=int, default=400, help="inputs per accuracy test")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    lists: dict[str, Any] = {
        "function": list(swiftact.ACTIVATIONS.values()),
        "role": ROLES,
        "pass_": ROLES[:2],
        "dtype": FLOATS,
        "any_dtype": (*HALVES, *FLOATS),
        "half": HALVES,
        "isa": _core.isas,
    }
    for name, values in lists.items():
        if name in metafunc.fixturenames:
            ids = [getattr(value, "name", value) or "value" for value in values]
            metafunc.parametrize(name, values, ids=ids)


def numpy_dtype(name: str) -> np.dtype[Any]:
    """The dtype called `name`; skips the test where bfloat16 is not installed."""
    if name == "bfloat16":
        return np.dtype(pytest.importorskip("ml_dtypes").bfloat16)
    return np.dtype(name)


class Loop:
    """One pass of one function as compiled for one instruction set, parameters filled in."""

    def __init__(self, function: Any, role: str, isa: str):
        self.function = function
        self.role = role
        self.name = f"{function.name}_{role}" if role else function.name
        self.ufunc = _core.kernels(isa)[self.name]

    def __call__(self, x: Any, dy: Any = None, params: Any = None, **keywords: Any) -> Any:
        x = np.asanyarray(x)
        given = self.function.params if params is None else params
        tail = [np.asarray(value).astype(x.dtype) for value in given.values()]
        first = (dy, x) if self.role.startswith("backward") else (x,)
        return self.ufunc(*first, *tail, **keywords)


@pytest.fixture
def loop(function: Any, role: str, isa: str) -> Loop:
    return Loop(function, role, isa)


@pytest.fixture
def points(request: pytest.FixtureRequest) -> int:
    count: int = request.config.getoption("--points")
    return count
