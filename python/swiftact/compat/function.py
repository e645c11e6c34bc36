# SPDX-License-Identifier: MIT
"""Rows of the tables as callables."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

import swiftact
from swiftact.activation import Activation

from . import compositions, conventions
from .documentation import document, parse
from .row import Row


class Function:
    """A function of another library, computed by swiftact."""

    def __init__(self, library: str, row: Row):
        self.library = library
        self.row = row
        self.__name__ = self.__qualname__ = row.name
        self.__signature__ = parse(row.signature)
        self.__doc__ = document(library, row)

    def __repr__(self) -> str:
        return f"<{self.row.name} of {self.library}, by {' or '.join(self.row.all_targets)}>"

    def __reduce__(self) -> Any:
        from .library import find

        return find, (self.library, self.row.name)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        if self.row.layer:
            return self.activation(*args, **keywords)
        target, x, params = self._bind(args, keywords)
        return target(x, **params)

    def grad(self, *args: Any, **keywords: Any) -> Any:
        """f'(x), with the arguments of the function."""
        target, x, params = self._bind(args, keywords)
        return self._elementwise(target).grad(x, **params)

    def backward(self, dy: Any, /, *args: Any, **keywords: Any) -> Any:
        """dy * f'(x): dy, then the arguments of the function."""
        target, x, params = self._bind(args, keywords)
        return self._elementwise(target).backward(dy, x, **params)

    def activation(self, *args: Any, **keywords: Any) -> Activation:
        """The activation of swiftact that these parameters lead to, bound to them."""
        parameters = list(self.__signature__.parameters.values())
        own = inspect.Signature(parameters if self.row.layer else parameters[1:])
        arguments = arguments_of(own, args, keywords)
        conventions.drop(arguments)
        found, params = self._resolve(arguments)
        function = self._elementwise(found)
        if all(np.array_equal(function.params[name], given) for name, given in params.items()):
            return function
        return function.partial(**params)

    def _bind(self, args: Any, keywords: Any) -> tuple[Any, Any, dict[str, Any]]:
        """The target, x, and what the target is called with."""
        if self.row.layer:
            raise TypeError(f"{self.row.name}(...) makes a function: call what it returns")
        arguments = arguments_of(self.__signature__, args, keywords)
        x = arguments.pop(next(iter(arguments)))
        x, options = conventions.apply(self.row.name, x, arguments)
        target, params = self._resolve(arguments)
        return target, x, params | options

    def _resolve(self, arguments: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """The target, and its parameters under its own names."""
        row = self.row
        for name, allowed in row.only.items():
            if (given := arguments.pop(name)) != allowed:
                raise ValueError(f"{row.name}: {name} must be {allowed!r} here, got {given!r}")
        for name in row.ignored:
            del arguments[name]
        target = row.target
        if row.choose:
            choice = arguments.pop(row.choose)
            if choice not in row.targets:
                known = " or ".join(map(repr, row.targets))
                raise ValueError(f"{row.name}: {row.choose} must be {known}, got {choice!r}")
            target = row.targets[choice]
        params = {
            row.renames.get(name, name): row.none.get(name) if given is None else given
            for name, given in arguments.items()
        }
        if target in compositions.NAMES:
            return getattr(compositions, target)(**params), {}
        return getattr(swiftact, target), params

    def _elementwise(self, target: Any) -> Activation:
        if isinstance(target, Activation):
            return target
        raise TypeError(
            f"{self.row.name} works along an axis and has no elementwise derivative:"
            f" use swiftact.{self.row.target}.backward"
        )


def arguments_of(signature: inspect.Signature, args: Any, keywords: Any) -> dict[str, Any]:
    bound = signature.bind(*args, **keywords)
    bound.apply_defaults()
    return dict(bound.arguments)
