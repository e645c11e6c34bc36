# SPDX-License-Identifier: MIT
"""Class indices: checked, and brought into the form that kernels read."""

from __future__ import annotations

from typing import Any

import numpy as np

IGNORED = -1  # what a kernel takes for no label


def read_labels(
    function: str, labels: Any, shape: tuple[int, ...], classes: int, ignore_index: int | None
) -> np.ndarray[Any, Any]:
    """`labels` as intp, IGNORED where they are `ignore_index`."""
    array = np.asarray(labels)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{function}: labels must be integers, not {array.dtype}")
    if array.shape != shape:
        raise ValueError(
            f"{function}: labels of shape {array.shape} do not fit rows of shape {shape}"
        )
    outside = (array < 0) | (array >= classes)
    if not outside.any():
        return array.astype(np.intp, copy=False)
    if ignore_index is not None:
        outside &= array != ignore_index
    if outside.any():
        position = tuple(int(i) for i in np.argwhere(outside)[0])
        place = position[0] if len(position) == 1 else position
        at = f" at position {place}" if position else ""
        ignored = "" if ignore_index is None else f" or ignore_index={ignore_index}"
        raise ValueError(
            f"{function}: label {array[position]}{at} is outside of 0 to {classes - 1}{ignored}"
        )
    return np.where(array == ignore_index, IGNORED, array).astype(np.intp)


def ignore(labels: np.ndarray[Any, Any], ignore_index: int | None) -> np.ndarray[Any, Any]:
    """The same for an `ignore_index` that is a class."""
    if ignore_index is None or ignore_index < 0:
        return labels
    return np.where(labels == ignore_index, IGNORED, labels)


def class_weights(function: str, weight: Any, classes: int) -> np.ndarray[Any, Any]:
    array = np.asarray(weight, np.float64)
    if array.shape != (classes,):
        raise ValueError(
            f"{function}: weight must have shape ({classes},), one for each class, not "
            f"{array.shape}"
        )
    if not (array >= 0).all():
        raise ValueError(f"{function}: weight must not be negative or NaN")
    return array
