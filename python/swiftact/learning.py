# SPDX-License-Identifier: MIT
"""The gradient of a loss for a parameter of an activation: PReLU's alpha, swish's beta."""

from __future__ import annotations

from typing import Any

import numpy as np


def parameter_gradient(slope: Any, dy: Any, x: Any, value: Any) -> Any:
    """The sum of dy * df/dparameter, down to the shape of the parameter `value`.

    Half types are added up in float32.
    """
    dy, x = np.asarray(dy), np.asarray(x)
    value = np.asarray(value, np.result_type(x) if np.ndim(value) == 0 else None)
    product = np.asarray(slope(x, value) * dy)
    wide = np.float32 if product.dtype.itemsize < 4 else product.dtype
    lead = product.ndim - value.ndim
    axes = (*range(lead), *(lead + i for i, length in enumerate(value.shape) if length == 1))
    total = np.add.reduce(product, axis=axes, dtype=wide)
    return total.reshape(value.shape).astype(product.dtype)[()]
