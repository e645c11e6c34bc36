# SPDX-License-Identifier: MIT
"""Lets threadpoolctl list and limit the threads, as it does those of BLAS libraries."""

from __future__ import annotations

from types import ModuleType

from . import _core
from ._on_import import when_imported
from .version import __version__


def register_when_available() -> None:
    when_imported("threadpoolctl", "register", _register)


def _register(threadpoolctl: ModuleType) -> None:
    class SwiftActController(threadpoolctl.LibController):  # type: ignore[name-defined, misc]
        user_api = "swiftact"
        internal_api = "swiftact"
        filename_prefixes = ("_core.",)

        def get_num_threads(self) -> int:
            return _core.num_threads()

        def set_num_threads(self, num_threads: int) -> None:
            _core.set_num_threads(num_threads)

        def get_version(self) -> str:
            if self.filepath != _core.__file__:  # other packages have a _core, too
                raise OSError(f"{self.filepath} is not swiftact's")
            return __version__

    threadpoolctl.register(SwiftActController)
