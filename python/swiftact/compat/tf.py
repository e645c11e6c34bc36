# SPDX-License-Identifier: MIT
"""tf.nn and tf.math."""

from __future__ import annotations

from .function import Function
from .library import Library
from .row import Row

NAME = ("name",)

FUNCTIONS = (
    Row(signature="relu(features, name=None)", target="relu", ignored=NAME),
    Row(signature="relu6(features, name=None)", target="relu6", ignored=NAME),
    Row(signature="leaky_relu(features, alpha=0.2, name=None)", target="leaky_relu", ignored=NAME),
    Row(signature="elu(features, name=None)", target="elu", ignored=NAME),
    Row(signature="selu(features, name=None)", target="selu", ignored=NAME),
    Row(
        signature="gelu(features, approximate=False, name=None)",
        target="gelu",
        choose="approximate",
        targets={False: "gelu", True: "gelu_tanh"},
        ignored=NAME,
    ),
    Row(signature="silu(features, beta=1.0)", target="swish"),
    Row(signature="swish(features, beta=1.0)", target="swish"),
    Row(signature="softplus(features, name=None)", target="softplus", ignored=NAME),
    Row(signature="softsign(features, name=None)", target="softsign", ignored=NAME),
    Row(signature="sigmoid(x, name=None)", target="sigmoid", ignored=NAME),
    Row(signature="log_sigmoid(x, name=None)", target="log_sigmoid", ignored=NAME),
    Row(signature="tanh(x, name=None)", target="tanh", ignored=NAME),
    Row(signature="exp(x, name=None)", target="exp", ignored=NAME),
    Row(signature="expm1(x, name=None)", target="expm1", ignored=NAME),
    Row(signature="log1p(x, name=None)", target="log1p", ignored=NAME),
    Row(signature="erf(x, name=None)", target="erf", ignored=NAME),
    Row(signature="erfc(x, name=None)", target="erfc", ignored=NAME),
)

ROWS = (
    Row(
        signature="softmax(logits, axis=None, name=None)",
        target="softmax",
        none={"axis": -1},
        ignored=NAME,
    ),
    Row(
        signature="log_softmax(logits, axis=None, name=None)",
        target="log_softmax",
        none={"axis": -1},
        ignored=NAME,
    ),
    Row(
        signature="reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None)",
        target="logsumexp",
        ignored=NAME,
    ),
)

LIBRARY = Library("tf", FUNCTIONS + ROWS)
__all__ = sorted(LIBRARY.rows)


def __getattr__(name: str) -> Function:
    return LIBRARY[name]


def __dir__() -> list[str]:
    return __all__
