# SPDX-License-Identifier: MIT
"""What other libraries have and one function of swiftact alone is not.

Each returns an Activation: a built-in one where the parameters allow it, or one composed in
NumPy, which is as good as its arithmetic.
"""

from __future__ import annotations

from typing import Any

import numpy as np

import swiftact as sa
from swiftact.activation import Activation

NAMES = (
    "affine_sigmoid",
    "clip",
    "clamped_logit",
    "mean_rrelu",
    "rectifier",
    "scaled_elu",
    "shrink",
)
SELU = (1.6732631921768188, 1.0507010221481323)  # as ONNX has them: of float32


def affine_sigmoid(alpha: float, beta: float) -> Activation:
    """min(max(alpha x + beta, 0), 1), the hard sigmoid with a slope and a height of its own."""

    def value(x: Any) -> Any:
        return sa.hard_tanh(alpha * x + beta, 0.0, 1.0)

    def slope(x: Any) -> Any:
        return alpha * sa.hard_tanh.grad(alpha * x + beta, 0.0, 1.0)

    return sa.custom(
        value,
        slope,
        name="hard_sigmoid",
        formula=f"minimum(maximum({alpha!r} * x + {beta!r}, 0), 1)",
        range=(0.0, 1.0),
        zero_centred=False,
    )


def clip(minimum: float | None, maximum: float | None) -> Activation:
    """The identity within bounds; None is no bound."""
    return sa.hard_tanh.partial(
        minimum=-np.inf if minimum is None else minimum,
        maximum=np.inf if maximum is None else maximum,
    )


def clamped_logit(eps: float | None) -> Activation:
    """logit of x, after x is brought into [eps, 1 - eps]."""
    if eps is None:
        return sa.logit

    def value(x: Any) -> Any:
        return sa.logit(sa.hard_tanh(x, eps, 1.0 - eps))

    def slope(x: Any) -> Any:
        inside = (x >= eps) & (x <= 1.0 - eps)
        return np.where(inside | np.isnan(x), sa.logit.grad(x), 0.0)

    return sa.custom(value, slope, name="logit", monotone=True)


def mean_rrelu(lower: float, upper: float) -> Activation:
    """Randomised ReLU as it is evaluated: with the mean of its slopes."""
    return sa.leaky_relu.partial(alpha=(lower + upper) / 2)


def rectifier(negative_slope: float, max_value: float | None, threshold: float) -> Activation:
    """Keras's relu: leaky below a threshold, and flat at max_value."""
    if negative_slope == threshold == 0 and max_value in (None, 6):
        return sa.relu if max_value is None else sa.relu6
    if threshold == 0 and max_value is None:
        return sa.leaky_relu.partial(alpha=negative_slope)
    top = np.inf if max_value is None else max_value

    def value(x: Any) -> Any:
        leaky = np.where(x <= threshold, negative_slope * (x - threshold), x)
        return np.minimum(leaky, top)

    def slope(x: Any) -> Any:
        below = np.where(x < threshold, negative_slope, 0.0)
        above = np.where(x <= top, 1.0, 0.0)
        return np.where(np.isnan(x), x, np.where(x > threshold, above, below))

    return sa.custom(value, slope, name="relu")


def scaled_elu(alpha: float, gamma: float) -> Activation:
    """gamma * elu(x, alpha); selu for its own constants, even where they are rounded."""
    if np.allclose((alpha, gamma), SELU, rtol=1e-6):
        return sa.selu
    return sa.custom(
        lambda x: gamma * sa.elu(x, alpha), lambda x: gamma * sa.elu.grad(x, alpha), name="selu"
    )


def shrink(lambd: float, bias: float) -> Activation:
    """ONNX's Shrink: hardshrink without a bias, softshrink with lambd as the bias."""
    if bias == 0:
        return sa.hardshrink.partial(lambd=lambd)
    if bias == lambd:
        return sa.softshrink.partial(lambd=lambd)

    def value(x: Any) -> Any:
        return np.where(
            x < -lambd, x + bias, np.where(x > lambd, x - bias, sa.hardshrink(x, lambd))
        )

    return sa.custom(value, lambda x: sa.hardshrink.grad(x, lambd), name="shrink")
