# SPDX-License-Identifier: MIT
"""The arguments that functions of rows share: arrays, axes, temperatures, masks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Axis = int | tuple[int, ...] | None


def as_array(function: str, name: str, value: Any) -> Any:
    """`value` as an array of real numbers; other array types are left to their own ufunc."""
    if not isinstance(value, np.ndarray) and hasattr(value, "__array_ufunc__"):
        return np.asarray(value) if isinstance(value, np.generic) else value
    try:
        array = np.asanyarray(value)
    except ValueError as error:
        raise ValueError(f"{function}: {name} is not an array: {error}") from None
    if not is_real(array.dtype):
        raise TypeError(
            f"{function}: {name} must hold real numbers of up to 64 bits, not {array.dtype}"
        )
    return array


def is_real(dtype: np.dtype[Any]) -> bool:
    if dtype.kind == "V":
        return bool(dtype.name == "bfloat16")
    return dtype.kind in "biuf" and dtype.itemsize <= 8


def floating(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The precision that a function of `dtype` is computed in."""
    if dtype.kind in "fV":
        return dtype
    return np.exp(np.zeros((), dtype)).dtype


def normalise_axes(function: str, axis: Axis, ndim: int) -> tuple[int, ...]:
    """Distinct axes, counted from the first."""
    if axis is None:
        return tuple(range(ndim))
    given = axis if isinstance(axis, tuple) else (axis,)
    axes = []
    for one in given:
        try:
            index = one.__index__()
        except AttributeError:
            raise TypeError(
                f"{function}: axis must be an int, a tuple of ints or None, not {axis!r}"
            ) from None
        if not -ndim <= index < ndim:
            raise ValueError(
                f"{function}: axis {index} is out of bounds for {ndim} dimension{'s' * (ndim != 1)}"
            )
        axes.append(index % ndim)
    if len(set(axes)) < len(axes):
        raise ValueError(f"{function}: an axis occurs twice in {axis!r}")
    return tuple(axes)


class Rows:
    """Arrays of one shape seen as rows along the last axis, and results brought back.

    One axis costs nothing: NumPy walks the array in place. Several are put at the end
    and joined, which copies where they are no neighbours in memory.
    """

    def __init__(self, function: str, axis: Axis, ndim: int):
        axes = normalise_axes(function, axis, ndim)
        self.function = function
        self.axes = axes
        self.ndim = ndim
        self.axis = axes[0] - ndim if len(axes) == 1 else None

    def view(self, array: Any) -> Any:
        if self.axis == -1:
            return array
        if self.axis is not None:
            return np.moveaxis(array, self.axis, -1)
        moved = np.moveaxis(array, self.axes, range(-len(self.axes), 0))
        outer = moved.shape[: self.ndim - len(self.axes)]
        length = int(np.prod(moved.shape[len(outer) :]))
        return moved.reshape(*outer, length)

    def restore(self, rows: Any, shape: tuple[int, ...]) -> Any:
        """The inverse of `view`, for an array of `shape`."""
        if self.axis == -1:
            return rows
        if self.axis is not None:
            return np.moveaxis(rows, -1, self.axis)
        kept = [shape[i] for i in range(self.ndim) if i not in self.axes]
        joined = [shape[i] for i in self.axes]
        return np.moveaxis(rows.reshape(*kept, *joined), range(-len(joined), 0), self.axes)

    def numbers(self, name: str, value: Any, dtype: np.dtype[Any]) -> Any:
        """One number for each row: its shape is that of the array without the axes, or 1 there."""
        if isinstance(value, float | int):
            return np.asarray(value, dtype)
        array = np.asarray(value, dtype)
        if array.ndim == self.ndim and all(array.shape[axis] == 1 for axis in self.axes):
            return array.squeeze(self.axes)
        if array.ndim > self.ndim - len(self.axes):
            raise ValueError(
                f"{self.function}: {name} of shape {array.shape} has more dimensions than there"
                " are rows"
            )
        return array

    def map(
        self, call: Callable[..., Any], shape: tuple[int, ...], out: Any, *operands: Any, **kw: Any
    ) -> Any:
        """`call(*operands)` with an output of `shape` that becomes `out`."""
        if isinstance(out, tuple):
            (out,) = out
        if out is None:
            if self.axis not in (None, -1) and not kw and type(operands[0]) is np.ndarray:
                kw = {"out": _laid_out_like(operands)}
            return self.restore(call(*operands, **kw), shape)
        if not isinstance(out, np.ndarray) or out.shape != shape:
            found = getattr(out, "shape", type(out).__name__)
            raise ValueError(f"{self.function}: out must be an array of shape {shape}, not {found}")
        if self.axis is not None:
            call(*operands, out=self.view(out), **kw)
        else:
            np.copyto(out, self.restore(call(*operands, **kw), shape), casting="same_kind")
        return out


def _laid_out_like(operands: tuple[Any, ...]) -> np.ndarray[Any, Any]:
    """An output in the memory order of the rows; NumPy's own would have the axis last."""
    rows = max(operands, key=np.ndim)
    return np.empty_like(rows, dtype=floating(np.result_type(*operands)), subok=False)


def check_temperature(function: str, value: Any) -> None:
    """Positive; a NaN is not."""
    good = value > 0 if isinstance(value, float | int) else np.all(np.asarray(value) > 0)
    if not good:
        raise ValueError(f"{function}: temperature must be positive, not {value!r}")


def mask(function: str, where: Any, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    array = np.asarray(where)
    if array.dtype != bool:
        raise TypeError(f"{function}: where must be boolean, not {array.dtype}")
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        raise ValueError(
            f"{function}: where of shape {array.shape} does not fit an array of shape {shape}"
        ) from None
