# SPDX-License-Identifier: MIT
"""The ReLU that keeps both signs."""

from __future__ import annotations

from typing import Any

import numpy as np

from .elementwise import precision


class ConcatenatedReLU:
    """crelu(x, axis=-1)

    Concatenated rectified linear unit: relu(x) and relu(-x), one behind the other along
    `axis`, which becomes twice as long.

    >>> print(sa.crelu([1.0, -2.0]))
    [1. 0. 0. 2.]
    >>> print(sa.crelu.backward([10.0, 20.0, 30.0, 40.0], [1.0, -2.0]))
    [ 10. -40.]

    Shang, Sohn, Almeida & Lee (2016), Understanding and Improving Convolutional Neural
    Networks via Concatenated Rectified Linear Units, arXiv:1603.05201.
    """

    name = "crelu"

    def __call__(self, x: Any, axis: int = -1) -> Any:
        x = np.asarray(x)
        axis = _axis(x, axis)
        shape = (*x.shape[:axis], 2 * x.shape[axis], *x.shape[axis + 1 :])
        y = np.empty(shape, precision(self.name, (x,)))
        positive, negative = _halves(y, axis)
        relu = _relu()
        relu(x, out=positive)
        np.negative(x, out=negative, dtype=y.dtype)
        relu(negative, out=negative)
        return y

    def backward(self, dy: Any, x: Any, axis: int = -1) -> Any:
        """The gradient for x: dy's first half where x > 0, minus its second where x < 0."""
        x, dy = np.asarray(x), np.asarray(dy)
        axis = _axis(x, axis)
        expected = (*x.shape[:axis], 2 * x.shape[axis], *x.shape[axis + 1 :])
        if dy.shape != expected:
            raise ValueError(f"crelu: expected dy of shape {expected}, got {dy.shape}")
        positive, negative = _halves(dy, axis)
        relu = _relu()
        dx = np.asarray(relu.backward(positive, x))
        dx -= relu.backward(negative, np.negative(x, dtype=precision(self.name, (x,))))
        return dx

    def __repr__(self) -> str:
        return "<swiftact.crelu>"

    def __reduce__(self) -> str:
        return "crelu"


def _axis(x: Any, axis: int) -> int:
    if x.ndim == 0 or not -x.ndim <= axis < x.ndim:
        raise ValueError(f"crelu: no axis {axis} in an array of {x.ndim} dimensions")
    return int(axis % x.ndim)


def _halves(array: Any, axis: int) -> tuple[Any, Any]:
    first, second = np.split(array, 2, axis=axis)
    return first, second


def _relu() -> Any:
    from .catalogue import ACTIVATIONS

    return ACTIVATIONS["relu"]


crelu = ConcatenatedReLU()
