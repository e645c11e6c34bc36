# SPDX-License-Identifier: MIT
"""jax.nn, and the error functions of jax.scipy.special."""

from __future__ import annotations

from .function import Function
from .library import Library
from .row import Row

FUNCTIONS = (
    Row(signature="identity(x)", target="identity"),
    Row(signature="relu(x)", target="relu"),
    Row(signature="relu6(x)", target="relu6"),
    Row(
        signature="leaky_relu(x, negative_slope=0.01)",
        target="leaky_relu",
        renames={"negative_slope": "alpha"},
    ),
    Row(signature="elu(x, alpha=1.0)", target="elu"),
    Row(signature="selu(x)", target="selu"),
    Row(signature="celu(x, alpha=1.0)", target="celu"),
    Row(
        signature="gelu(x, approximate=True)",
        target="gelu_tanh",
        choose="approximate",
        targets={True: "gelu_tanh", False: "gelu"},
    ),
    Row(signature="silu(x)", target="silu"),
    Row(signature="swish(x)", target="silu"),
    Row(signature="mish(x)", target="mish"),
    Row(signature="hard_silu(x)", target="hard_swish"),
    Row(signature="hard_swish(x)", target="hard_swish"),
    Row(signature="softplus(x)", target="softplus"),
    Row(signature="squareplus(x, b=4)", target="squareplus"),
    Row(signature="sparse_plus(x)", target="sparse_plus"),
    Row(signature="sigmoid(x)", target="sigmoid"),
    Row(signature="log_sigmoid(x)", target="log_sigmoid"),
    Row(signature="hard_sigmoid(x)", target="hard_sigmoid"),
    Row(signature="sparse_sigmoid(x)", target="sparse_sigmoid"),
    Row(signature="tanh(x, /)", target="tanh"),
    Row(signature="hard_tanh(x)", target="hard_tanh"),
    Row(signature="soft_sign(x)", target="softsign"),
    Row(signature="expit(x)", target="sigmoid"),
    Row(signature="logit(x)", target="logit"),
    Row(signature="erf(x)", target="erf"),
    Row(signature="erfc(x)", target="erfc"),
    Row(signature="ndtr(x)", target="ndtr"),
    Row(signature="log_ndtr(x)", target="log_ndtr"),
)

ROWS = (
    Row(signature="softmax(x, axis=-1, where=None)", target="softmax", none={"where": True}),
    Row(
        signature="log_softmax(x, axis=-1, where=None)", target="log_softmax", none={"where": True}
    ),
    Row(
        signature="logsumexp(a, axis=None, b=None, keepdims=False, return_sign=False, where=None)",
        target="logsumexp",
        none={"where": True},
        only={"b": None, "return_sign": False},
    ),
    Row(signature="glu(x, axis=-1)", target="glu"),
)

LIBRARY = Library("jax", FUNCTIONS + ROWS)
__all__ = sorted(LIBRARY.rows)


def __getattr__(name: str) -> Function:
    return LIBRARY[name]


def __dir__() -> list[str]:
    return __all__
