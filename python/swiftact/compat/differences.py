# SPDX-License-Identifier: MIT
"""Where the libraries' float64 results are not ours to six digits, by library and name.

Tested from both sides: outside of these intervals the two agree, inside they do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nan
from typing import Any, Literal

Role = Literal["value", "grad"]


@dataclass(frozen=True)
class Difference:
    """What the library gives in [low, high]; with `when`, for that choice of target alone."""

    role: Role
    low: float
    high: float
    theirs: str
    when: Any = None


Differences = tuple[Difference, ...]


def value(low: float, high: float, theirs: str, when: Any = None) -> Differences:
    return (Difference("value", low, high, theirs, when),)


def slope(low: float, high: float, theirs: str, when: Any = None) -> Differences:
    return (Difference("grad", low, high, theirs, when),)


def nan_at(*points: float, role: Role = "value", when: Any = None) -> Differences:
    return tuple(Difference(role, x, x, "NaN in place of the limit", when) for x in points)


ENDS = (-inf, inf)
NAN_VALUE = value(nan, nan, "NaN becomes a number")
NAN_SLOPE = slope(nan, nan, "the derivative at NaN is a number")
GATE = nan_at(-inf) + nan_at(*ENDS, role="grad")
SOFTSIGN = nan_at(*ENDS)
SQUAREPLUS = (
    value(-inf, -1e6, "x + sqrt(x**2 + b) cancels, down to 0")
    + value(1e153, inf, "x**2 overflows")
    + slope(-inf, -1e6, "x + sqrt(x**2 + b) cancels, down to 0")
    + slope(1e153, inf, "x**2 overflows")
)
SPARSE_PLUS = nan_at(*ENDS, role="grad")
SIGMOID = slope(22.0, 745.0, "y * (1 - y) loses its digits, then is 0")
TANH = slope(-373.0, -11.0, "1 - y**2 loses its digits, then is 0") + slope(
    11.0, 373.0, "1 - y**2 loses its digits, then is 0"
)
FROM_OUTPUT = slope(-1500.0, -22.0, "taken from y, which loses its digits; then 0")
NEAR_ZERO = value(-1e-9, 0.0, "exp(x) - 1 cancels, down to 0")
TANHSHRINK = value(-1e-4, 1e-4, "x - tanh(x) cancels, down to 0") + slope(
    -1e-4, 1e-4, "x - tanh(x) cancels, down to 0"
)
HALVES = "half of the jump"
HARD_TANH = slope(-1.0, -1.0, "1 at the kink, not 0") + slope(1.0, 1.0, "1 at the kink, not 0")
LOG_NDTR = slope(-inf, -1e16, "no longer -x: wrong, infinite, or NaN")
OUTSIDE = "a number, where the function has no value"
SELU_AT_ZERO = slope(-1e-8, 0.0, "the slope of the right side")


def tanh_gelu(when: Any, gradient: bool = True) -> Differences:
    found = value(-21.6, -5.5, "1 + tanh(u) loses its digits, then is 0", when)
    found += nan_at(-inf, when=when)
    if gradient:
        found += slope(-21.6, -5.5, "1 + tanh(u) loses its digits, then is 0", when)
        found += slope(-inf, -1e102, "NaN: x**3 overflows", when)
        found += slope(1e102, inf, "NaN: x**3 overflows", when)
    return found


def gelu(when: Any) -> Differences:
    return nan_at(-inf, when=when) + nan_at(*ENDS, role="grad", when=when)


def many(names: str, found: Differences) -> dict[str, Differences]:
    return dict.fromkeys(names.split(), found)


ERF_TAIL = "1 + erf loses its digits, then is 0"

TORCH = many(
    "relu relu6 leaky_relu prelu rrelu threshold elu selu celu hardsigmoid hardtanh softshrink"
    " hardshrink",
    NAN_SLOPE,
) | {
    "gelu": gelu("none")
    + value(-38.6, -6.5, ERF_TAIL, "none")
    + slope(-38.6, -6.5, ERF_TAIL, "none")
    + tanh_gelu("tanh"),
    "silu": GATE,
    "mish": GATE,
    "hardswish": nan_at(-inf) + NAN_SLOPE,
    "softsign": SOFTSIGN
    + slope(-inf, -1e9, "cancels, then is NaN")
    + slope(1e9, inf, "cancels, then is NaN"),
    "sigmoid": SIGMOID,
    "expit": SIGMOID,
    "tanh": TANH,
    "tanhshrink": TANHSHRINK,
    "expm1": FROM_OUTPUT,
    "log1p": slope(-inf, -1.0, OUTSIDE),
    "ndtr": value(-38.6, -6.5, ERF_TAIL),
    "log_ndtr": LOG_NDTR,
}

JAX = many("identity relu relu6 hard_sigmoid", NAN_SLOPE) | {
    "leaky_relu": NAN_SLOPE + slope(0.0, 0.0, "1, the slope of the right side"),
    "elu": FROM_OUTPUT,
    "selu": FROM_OUTPUT,
    "celu": FROM_OUTPUT,
    "gelu": gelu(False) + tanh_gelu(True),
    "silu": GATE,
    "swish": GATE,
    "mish": GATE,
    "hard_silu": nan_at(-inf),
    "hard_swish": nan_at(-inf),
    "squareplus": SQUAREPLUS,
    "sparse_plus": SPARSE_PLUS,
    "sigmoid": SIGMOID,
    "expit": SIGMOID,
    "sparse_sigmoid": NAN_SLOPE + slope(-1.0, -1.0, HALVES) + slope(1.0, 1.0, HALVES),
    "tanh": TANH,
    "hard_tanh": NAN_SLOPE + HARD_TANH,
    "soft_sign": SOFTSIGN
    + slope(-inf, -1e9, "the square overflows or cancels, then is NaN")
    + slope(1e9, inf, "the square overflows or cancels, then is NaN"),
    "logit": slope(-inf, 0.0, OUTSIDE) + slope(1.0, inf, OUTSIDE),
    "log_ndtr": value(6.0, 8.3, "the logarithm of nearly 1 loses its digits") + LOG_NDTR,
}

KERAS = many("linear relu relu6 hard_sigmoid sparse_sigmoid leaky_relu", NAN_SLOPE) | {
    **many("threshold soft_shrink hard_shrink", NAN_VALUE + NAN_SLOPE),
    "elu": NEAR_ZERO + FROM_OUTPUT + NAN_SLOPE,
    "selu": NEAR_ZERO + FROM_OUTPUT + NAN_SLOPE + SELU_AT_ZERO,
    "celu": NAN_SLOPE + slope(0.0, 0.0, "2: both sides added"),
    "gelu": gelu(False)
    + value(-38.6, -5.0, "1.4142135 is taken for the root of 2", False)
    + slope(-38.6, -5.0, "1.4142135 is taken for the root of 2", False)
    + slope(-0.76, -0.74, "1.4142135 is taken for the root of 2", False)
    + tanh_gelu(True),
    "silu": GATE,
    "swish": GATE,
    "mish": GATE,
    "hard_silu": GATE,
    "hard_swish": GATE,
    "squareplus": SQUAREPLUS,
    "sparse_plus": SPARSE_PLUS,
    "softsign": SOFTSIGN,
    "sigmoid": SIGMOID,
    "tanh": TANH,
    "hard_tanh": NAN_SLOPE + HARD_TANH,
    "tanh_shrink": TANHSHRINK,
}

TF = many("relu relu6 leaky_relu", NAN_SLOPE) | {
    **{name: KERAS[name] for name in ("elu", "selu", "gelu", "softsign", "sigmoid", "tanh")},
    "silu": GATE,
    "swish": GATE,
    "log1p": slope(-inf, -1.0, OUTSIDE),
    "erf": value(-inf, -1e153, "NaN: x**2 overflows") + value(1e153, inf, "NaN: x**2 overflows"),
}

ONNX = {
    "ThresholdedRelu": NAN_VALUE,
    "Shrink": NAN_VALUE,
    "Gelu": nan_at(-inf, when="none")
    + value(-38.6, -2.0, ERF_TAIL, "none")
    + tanh_gelu("tanh", gradient=False),
    "Swish": nan_at(-inf),
    "HardSwish": nan_at(-inf),
    "Mish": nan_at(-inf),
    "Softsign": SOFTSIGN,
    "Erf": value(-1e-15, 1e-15, "0 for the smallest numbers"),
}

DIFFERENCES: Mapping[str, Mapping[str, Differences]] = {
    "torch": TORCH,
    "jax": JAX,
    "keras": KERAS,
    "tf": TF,
    "onnx": ONNX,
}

CLIFF = "0 where the other elements of the row are 17 digits below the largest"

# Of functions of rows, in words.
ROWS: Mapping[str, Mapping[str, str]] = {
    "torch": {
        "log_softmax": CLIFF,
        "logsumexp": CLIFF,
        "softmin": "NaN in rows that hold -inf",
    },
    "jax": {"log_softmax": CLIFF, "logsumexp": CLIFF},
    "keras": {"log_softmax": CLIFF},
    "tf": {"log_softmax": CLIFF, "reduce_logsumexp": CLIFF},
    "onnx": {"LogSoftmax": "the logarithm of a softmax, which may be 0 or nearly 1"},
}
