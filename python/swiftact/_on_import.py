# SPDX-License-Identifier: MIT
"""Runs something as soon as another package exists in this process, and never imports it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


def when_imported(name: str, ready: str, action: Callable[[ModuleType], None]) -> None:
    """Call `action` with module `name`: now if it has the attribute `ready`, else once imported."""
    module = sys.modules.get(name)
    if module is not None and hasattr(module, ready):
        action(module)
    else:
        sys.meta_path.insert(0, _Watcher(name, action))


class _Watcher:
    """Finds nothing itself: lets the other finders find the module and follows its import."""

    def __init__(self, name: str, action: Callable[[ModuleType], None]) -> None:
        self._name = name
        self._action = action

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != self._name:
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

        def execute_and_act(module: ModuleType) -> None:
            execute(module)
            if self in sys.meta_path:
                sys.meta_path.remove(self)
                self._action(module)

        loader.exec_module = execute_and_act  # type: ignore[method-assign]
