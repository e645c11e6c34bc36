# SPDX-License-Identifier: MIT
"""An array that is learned, together with the gradient of the loss for it."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]


class Parameter:
    """``value`` is updated in place by an optimiser; ``grad`` is overwritten by each backward."""

    def __init__(self, name: str, value: Array) -> None:
        self.name = name
        self.value = value
        self.grad = np.zeros_like(value)

    def __repr__(self) -> str:
        return f"Parameter({self.name}, shape={self.value.shape}, {self.value.dtype})"
