# SPDX-License-Identifier: MIT
"""A user's own function as an Activation, accepted wherever a built-in is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from .activation import Activation, Pass, Role
from .elementwise import Elementwise
from .entry import Entry, Kink, Parameter, Saturates, ZeroCentred

Function = Callable[..., Any]


class PythonCall:
    """The call of an activation whose loop is a Python function."""

    _loop: Elementwise
    _params: dict[str, Any]
    _inputs: tuple[str, ...]

    def _connect(self, loop: Any, owner: Activation) -> None:
        self._loop = loop

    def __call__(self, *operands: Any, **keywords: Any) -> Any:
        arrays = len(self._inputs)
        if not arrays <= len(operands) <= arrays + len(self._params):
            raise TypeError(f"{self._loop.__name__}() got {len(operands)} positional arguments")
        given = dict(zip(self._params, operands[arrays:], strict=False))
        by_name = {name: keywords.pop(name) for name in self._params if name in keywords}
        for name in given.keys() & by_name.keys():
            raise TypeError(f"{self._loop.__name__}() got multiple values for argument {name!r}")
        params = self._params | given | by_name
        return self._loop(*operands[:arrays], *params.values(), **keywords)

    @property
    def ufunc(self) -> None:
        return None


class CustomPass(PythonCall, Pass):  # type: ignore[misc]
    """f' or dy * f' of a custom activation."""


class Custom(PythonCall, Activation):  # type: ignore[misc]
    """An activation made of Python functions. `ufunc` and its kin are None."""

    def __init__(
        self,
        value: Function,
        slope: Function,
        entry: Entry,
        parameter_slopes: Mapping[str, Function],
        **params: Any,
    ):
        self._functions = (value, slope)
        self._parameter_slopes = dict(parameter_slopes)
        super().__init__(entry, **params)

    def _native(self, suffix: str) -> Elementwise:
        value, slope = self._functions
        function = {
            "": value,
            "_grad": slope,
            "_backward": lambda dy, x, *params: dy * slope(x, *params),
        }[suffix]
        return Elementwise(function, self.entry.name + suffix)

    def _pass(self, role: Role) -> Pass:
        return CustomPass(self, role, self._native(f"_{role}"))

    @cached_property
    def learnable(self) -> tuple[str, ...]:
        return tuple(self._parameter_slopes)

    @property
    def ufunc_grad_parameter(self) -> None:
        return None

    def _parameter_slope(self, name: str) -> Callable[..., Any]:
        slope = Elementwise(self._parameter_slopes[name], f"{self.name}_grad_{name}")

        def call(x: Any, *params: Any, **keywords: Any) -> Any:
            by_name = {name: keywords.pop(name) for name in self.params if name in keywords}
            given = dict(zip(self.params, params, strict=False))
            return slope(x, *(self.params | given | by_name).values(), **keywords)

        return call

    def _parameter_sum(
        self, name: str, dy: Any, x: Any, values: Mapping[str, Any], is_double: bool
    ) -> Any:
        wide = np.float64 if is_double else np.float32
        product = np.asarray(dy, np.float64) * self._parameter_slope(name)(
            np.asarray(x, wide), *(np.asarray(value, wide) for value in values.values())
        )
        shape = np.shape(values[name])
        there = (1,) * (product.ndim - len(shape)) + shape
        axes = tuple(axis for axis, length in enumerate(there) if length == 1)
        return np.asarray(product.sum(axis=axes)).reshape(shape)

    def _with(self, params: dict[str, Any]) -> Custom:
        return Custom(*self._functions, self.entry, self._parameter_slopes, **params)

    def __reduce__(self) -> Any:
        return restore, (*self._functions, self.entry, self._parameter_slopes, self.params)


def restore(
    value: Function,
    slope: Function,
    entry: Entry,
    parameter_slopes: dict[str, Function],
    params: dict[str, Any],
) -> Custom:
    """What a pickled custom activation is read back with."""
    return Custom(value, slope, entry, parameter_slopes, **params)


def custom(
    value: Function,
    grad: Function,
    *,
    name: str,
    params: Mapping[str, float] | None = None,
    parameter_slopes: Mapping[str, Function] | None = None,
    formula: str = "",
    derivative: str = "",
    range: tuple[float, float] | None = None,  # noqa: A002
    monotone: bool | None = None,
    kinks: Mapping[float, float] | None = None,
    zero_centred: ZeroCentred | None = None,
    saturates: Saturates | None = None,
    used: str = "",
) -> Custom:
    """Make an Activation of your own functions.

    `value(x, *params)` and `grad(x, *params)` take and return NumPy arrays, element
    by element. The derivative is never guessed: pass f'. `params` names the trailing
    parameters with their defaults, and `parameter_slopes` has df/dparameter(x, *params)
    of those that can be learned; the other arguments are what a card and the
    experiments may say about the function, and stay unknown when left out.

    >>> lisht = sa.custom(
    ...     lambda x: x * np.tanh(x),
    ...     lambda x: np.tanh(x) + x / np.cosh(x) ** 2,
    ...     name="lisht",
    ... )
    >>> print(lisht([-1.0, 2.0]), lisht.grad([0.0]))
    [0.76159416 1.92805516] [0.]
    """
    for role, function in (("value", value), ("grad", grad)):
        if not callable(function):
            raise TypeError(f"custom: {role} must be a function of x, got {function!r}")
    entry = Entry(
        name=name,
        title=name,
        params={key: Parameter(number, "") for key, number in (params or {}).items()},
        formula=formula,
        derivative=derivative,
        example="",
        range=None if range is None else (str(range[0]), str(range[1])),
        limits=None,
        slope_limits=None,
        zero_centred=None if zero_centred is None else repr(zero_centred),
        monotone=None if monotone is None else str(monotone),
        kinks=None if kinks is None else tuple(Kink(str(at), str(f)) for at, f in kinks.items()),
        saturates=saturates,
        used=used,
    )
    return Custom(value, grad, entry, parameter_slopes or {})
