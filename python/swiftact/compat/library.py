# SPDX-License-Identifier: MIT
"""A table of rows as the names of a module."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from .function import Function
from .row import Row

LIBRARIES = ("torch", "jax", "keras", "tf", "onnx")


class Library:
    """The functions of one library, made when first asked for."""

    def __init__(self, name: str, rows: tuple[Row, ...]):
        self.name = name
        self.rows = {row.name: row for row in rows}
        self._made: dict[str, Function] = {}

    def __getitem__(self, name: str) -> Function:
        if name not in self._made:
            if name not in self.rows:
                raise AttributeError(f"module 'swiftact.compat.{self.name}' has no name {name!r}")
            self._made[name] = Function(self.name, self.rows[name])
        return self._made[name]


@cache
def table(library: str) -> Library:
    """The table of `library`, one of LIBRARIES."""
    found: Library = import_module(f".{library}", __package__).LIBRARY
    return found


def find(library: str, name: str) -> Function:
    return table(library)[name]
