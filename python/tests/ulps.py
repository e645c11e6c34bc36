# SPDX-License-Identifier: MIT
"""Errors in units in the last place, and messages that say what was wrong where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from real import context
from swiftact.documentation import PROMISE

PROMISED = {
    dtype: dict(zip(("", "grad", "backward"), bounds, strict=True))
    for dtype, bounds in PROMISE.items()
}


class Truth:
    """Real numbers, prepared for measuring how far floats of `dtype` are from them."""

    def __init__(self, trues: Sequence[Any], dtype: Any):
        info = np.finfo(dtype)
        limit = context.ldexp(1, int(info.maxexp))
        clamped = [max(-limit, min(limit, true)) for true in trues]
        self.trues = trues
        self.limit_exponent = int(info.maxexp)
        # ulp = 2 ** exponent: the step between floats of the binade, or of the subnormals
        smallest = int(info.minexp)
        self.exponent = np.array(
            [max(int(context.mag(t)) - 1 if t else smallest, smallest) for t in clamped]
        ) - int(info.nmant)
        scaled = [context.ldexp(t, -int(e)) for t, e in zip(clamped, self.exponent, strict=True)]
        self.high = np.array([float(s) for s in scaled])
        self.low = np.array([float(s - h) for s, h in zip(scaled, self.high, strict=True)])

    def errors(self, observed: Any) -> Any:
        """|observed - true| in ulps. Infinity counts as the power of two after the largest."""
        infinite = np.isinf(observed)
        finite = np.where(infinite, np.sign(observed), observed).astype(float)
        shift = np.where(infinite, self.limit_exponent, 0) - self.exponent
        with np.errstate(over="ignore"):
            error = abs(np.ldexp(finite, shift) - self.high - self.low)
        return np.where(np.isnan(error), np.inf, error)

    def worst(self, xs: Any, observed: Any, bound: Any) -> str:
        """One line about the input whose error exceeds its bound the most."""
        errors = self.errors(observed)
        i = int(np.argmax(errors - bound))
        return (
            f"input {xs[i]!r}: expected {context.nstr(self.trues[i], 20)},"
            f" observed {observed[i]!r}, {errors[i]:.3f} ulp;"
            f" {int((errors > bound).sum())} of {len(errors)} inputs are off by too much"
        )


def bits(array: Any) -> Any:
    array = np.asarray(array)
    return array.view(f"u{array.dtype.itemsize}")


def differing(left: Any, right: Any) -> Any:
    """Where bit patterns differ; any NaN equals any other."""
    with np.errstate(invalid="ignore"):  # ml_dtypes' isnan raises it for NaNs that signal
        are_nan = np.isnan(left) & np.isnan(right)
    return (bits(left) != bits(right)) & ~are_nan


def assert_same(xs: Any, expected: Any, observed: Any, what: str = "") -> None:
    """Equal type, shape and bits."""
    expected, observed = np.asarray(expected), np.asarray(observed)
    assert observed.dtype == expected.dtype, f"{what}: {observed.dtype}, not {expected.dtype}"
    assert observed.shape == expected.shape, f"{what}: {observed.shape}, not {expected.shape}"
    differ = differing(expected, observed)
    if differ.any():
        i = tuple(int(k) for k in np.argwhere(differ)[0])
        x = f" input {np.asarray(xs)[i]!r}," if np.shape(xs) == expected.shape else ""
        raise AssertionError(
            f"{what}: {int(differ.sum())} of {differ.size} differ; at {i}:{x}"
            f" expected {expected[i]!r}, observed {observed[i]!r}"
        )
