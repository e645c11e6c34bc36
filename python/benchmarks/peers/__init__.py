# SPDX-License-Identifier: MIT
"""The libraries that are timed, one module each; those not installed are left out.

A peer module has
    start(threads)   sets the library's own number of threads
    FUNCTIONS        function name -> factory; a factory takes the operands and gives
                     the call to time, or None where the library has no such call
    array(result)    what the call returned, as a NumPy array
    version()
A peer that always allocates its result is timed with that only form under "out=" and
"backward" as well.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from cases import Operands

Factory = Callable[[Operands], Callable[[], Any] | None]

OURS = "swiftact"
NAMES = (OURS, "torch", "jax", "onnxruntime", "scipy", "numexpr", "numba", "numpy")


def installed(wanted: tuple[str, ...], threads: int) -> Mapping[str, ModuleType]:
    """The modules of the wanted peers, ready to be called."""
    found = {}
    for name in dict.fromkeys((OURS, *wanted)):
        try:
            module = importlib.import_module(f"peers.{name}")
        except ImportError:
            continue
        module.start(threads)
        found[name] = module
    return found


def calls(peers: Mapping[str, ModuleType], data: Operands) -> dict[str, Callable[[], Any]]:
    """The call of each peer that has one for this case."""
    found = {}
    for name, module in peers.items():
        factory = module.FUNCTIONS.get(data.case.function)
        call = factory(data) if factory else None
        if call is not None:
            found[name] = call
    return found
