# SPDX-License-Identifier: MIT
"""Gives every ufunc its bfloat16 loops, as soon as ml_dtypes exists and not before.

NumPy remembers how it resolved a call. A bfloat16 array that met a ufunc without bfloat16
loops would be computed as float32 from then on, so the loops must be there before the first
such array can be: when `ml_dtypes` is imported, by whomever. Importing it here instead would
cost programs that never use it 10 ms.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

from . import _core


def register_when_available() -> None:
    module = sys.modules.get("ml_dtypes")
    if module is not None and hasattr(module, "bfloat16"):
        _core.register_bfloat16(module.bfloat16)
    else:
        sys.meta_path.insert(0, _Watcher())


class _Watcher:
    """Finds nothing itself: lets the other finders find ml_dtypes and follows its import."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "ml_dtypes":
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                self._follow(spec)
                return spec
        return None

    def _follow(self, spec: ModuleSpec) -> None:
        loader = spec.loader
        if loader is None:
            return
        execute = loader.exec_module

        def execute_and_register(module: ModuleType) -> None:
            execute(module)
            _core.register_bfloat16(module.bfloat16)
            sys.meta_path.remove(self)

        loader.exec_module = execute_and_register  # type: ignore[method-assign]
