# SPDX-License-Identifier: MIT
"""Jacobians and the gradient of the temperature, for the functions of softmax.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .arguments import Axis, Rows, as_array, floating, mask

if TYPE_CHECKING:
    from .softmax import RowActivation


def log_jvp(
    function: RowActivation, dx: Any, x: Any, axis: Axis, temperature: Any, out: Any
) -> Any:
    """dx_i - sum(p_j dx_j), divided by the temperature."""
    from .softmax import softmax

    x = as_array("log_softmax.jvp", "x", x)
    dx = as_array("log_softmax.jvp", "dx", dx)
    rows = Rows("log_softmax.jvp", axis, x.ndim)
    p = rows.view(softmax(x, axis, temperature))
    tangent = rows.view(np.broadcast_to(dx, x.shape))
    masked = p == 0
    mean = (p * np.where(masked, 0, tangent)).sum(-1, keepdims=True, dtype=accumulator(p))
    scale = rows.numbers("temperature", temperature, floating(x.dtype))[..., None]
    result = rows.restore(((tangent - mean) / scale).astype(p.dtype), x.shape)
    if out is None:
        return result
    np.copyto(out, result)
    return out


def jacobian(function: RowActivation, x: Any, axis: int, temperature: Any) -> Any:
    """Off the diagonal -p_i p_j, or -p_j; on it what makes a row's sum 0, without cancellation."""
    from .softmax import softmax

    label = f"{function.name}.jacobian"
    x = as_array(label, "x", x)
    rows = Rows(label, axis, x.ndim)
    normaliser = softmax if function.is_log else function
    p = rows.view(normaliser(x, axis, temperature))
    n = p.shape[-1]
    wide = p.astype(accumulator(p))
    result = np.repeat(wide[..., None, :], n, axis=-2)
    if not function.is_log:
        result *= wide[..., :, None]
    diagonal = np.arange(n)
    result[..., diagonal, diagonal] = 0
    np.negative(result, out=result)
    # Not 0 - …, which would make the last element of a row of one -0.
    result[..., diagonal, diagonal] = np.abs(result.sum(-1))
    scale = rows.numbers("temperature", temperature, wide.dtype) * function.sign
    return (result / scale[..., None, None]).astype(p.dtype)


def grad_temperature(
    function: RowActivation, dy: Any, x: Any, axis: Axis, temperature: Any, where: Any
) -> Any:
    """-sum(dx_i (x_i - m)) / T: the m is free, for the dx_i add up to 0."""
    label = f"{function.name}.grad_temperature"
    x = as_array(label, "x", x)
    rows = Rows(label, axis, x.ndim)
    dx = function.backward(dy, x=x, axis=axis, temperature=temperature, where=where)
    chosen = np.isfinite(x) if where is True else np.isfinite(x) & mask(label, where, x.shape)
    wide = rows.view(x).astype(accumulator(dx))
    inside = rows.view(chosen)
    largest = np.where(inside, function.sign * wide, -np.inf).max(
        -1, keepdims=True, initial=-np.inf
    )
    distance = np.where(inside, wide - function.sign * largest, 0)
    total = -(rows.view(dx) * distance).sum(-1)
    scale = rows.numbers("temperature", temperature, wide.dtype)
    return _sum_to(total / scale, np.shape(temperature), rows).astype(dx.dtype)[()]


def accumulator(array: Any) -> np.dtype[Any]:
    """Doubles: the sums of rows are as exact as those of the kernels."""
    return np.result_type(np.float64, np.float64 if array.dtype.kind == "V" else array.dtype)


def _sum_to(total: Any, shape: tuple[int, ...], rows: Rows) -> Any:
    """Summed over what `shape`, that of a temperature, was repeated along."""
    kept = len(shape) == rows.ndim and len(shape) > total.ndim
    if kept:
        total = np.expand_dims(total, rows.axes)
    for _ in range(total.ndim - len(shape)):
        total = total.sum(0)
    repeated = tuple(i for i, n in enumerate(shape) if n == 1 and total.shape[i] != 1)
    return total.sum(repeated, keepdims=True)
