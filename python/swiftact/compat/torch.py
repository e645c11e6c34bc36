# SPDX-License-Identifier: MIT
"""torch.nn.functional, torch.special and the layers of torch.nn.

`inplace=True` writes into the input, a NumPy array. A layer, `torch.GELU("tanh")`, is the
activation itself, with its parameters bound.
"""

from __future__ import annotations

from .function import Function
from .library import Library
from .row import Row

APPROXIMATE = {"none": "gelu", "tanh": "gelu_tanh"}

FUNCTIONS = (
    Row(signature="relu(input, inplace=False)", target="relu"),
    Row(signature="relu6(input, inplace=False)", target="relu6"),
    Row(
        signature="leaky_relu(input, negative_slope=0.01, inplace=False)",
        target="leaky_relu",
        renames={"negative_slope": "alpha"},
    ),
    Row(signature="prelu(input, weight)", target="prelu", renames={"weight": "alpha"}),
    Row(
        signature="rrelu(input, lower=0.125, upper=0.3333333333333333, training=False,"
        " inplace=False)",
        target="mean_rrelu",
        only={"training": False},
        note="In training, draw the slopes and pass them to swiftact.prelu.",
    ),
    Row(signature="threshold(input, threshold, value, inplace=False)", target="threshold"),
    Row(signature="elu(input, alpha=1.0, inplace=False)", target="elu"),
    Row(signature="selu(input, inplace=False)", target="selu"),
    Row(signature="celu(input, alpha=1.0, inplace=False)", target="celu"),
    Row(
        signature="gelu(input, approximate='none')",
        target="gelu",
        choose="approximate",
        targets=APPROXIMATE,
    ),
    Row(signature="silu(input, inplace=False)", target="silu"),
    Row(signature="mish(input, inplace=False)", target="mish"),
    Row(
        signature="softplus(input, beta=1, threshold=20)",
        target="softplus",
        ignored=("threshold",),
        note="`threshold`, past which torch returns x itself, has no effect: nothing overflows.",
    ),
    Row(signature="softsign(input)", target="softsign"),
    Row(signature="sigmoid(input)", target="sigmoid"),
    Row(signature="logsigmoid(input)", target="log_sigmoid"),
    Row(signature="hardsigmoid(input, inplace=False)", target="hard_sigmoid"),
    Row(signature="hardswish(input, inplace=False)", target="hard_swish"),
    Row(signature="tanh(input)", target="tanh"),
    Row(
        signature="hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)",
        target="hard_tanh",
        renames={"min_val": "minimum", "max_val": "maximum"},
    ),
    Row(signature="tanhshrink(input)", target="tanhshrink"),
    Row(signature="softshrink(input, lambd=0.5)", target="softshrink"),
    Row(signature="hardshrink(input, lambd=0.5)", target="hardshrink"),
    Row(signature="exp(input)", target="exp"),
    Row(signature="expm1(input)", target="expm1"),
    Row(signature="log1p(input)", target="log1p"),
    Row(signature="logit(input, eps=None)", target="clamped_logit"),
    Row(signature="expit(input)", target="sigmoid"),
    Row(signature="erf(input)", target="erf"),
    Row(signature="erfc(input)", target="erfc"),
    Row(signature="ndtr(input)", target="ndtr"),
    Row(signature="log_ndtr(input)", target="log_ndtr"),
)

AXIS = {"dim": "axis", "keepdim": "keepdims"}

ROWS = (
    Row(
        signature="softmax(input, dim=None, _stacklevel=3, dtype=None)",
        target="softmax",
        renames=AXIS,
        ignored=("_stacklevel",),
    ),
    Row(
        signature="log_softmax(input, dim=None, _stacklevel=3, dtype=None)",
        target="log_softmax",
        renames=AXIS,
        ignored=("_stacklevel",),
    ),
    Row(
        signature="softmin(input, dim=None, _stacklevel=3, dtype=None)",
        target="softmin",
        renames=AXIS,
        ignored=("_stacklevel",),
    ),
    Row(signature="logsumexp(input, dim, keepdim=False)", target="logsumexp", renames=AXIS),
    Row(signature="glu(input, dim=-1)", target="glu", renames=AXIS),
)

LAYERS = (
    Row(layer=True, signature="ReLU(inplace=False)", target="relu"),
    Row(layer=True, signature="ReLU6(inplace=False)", target="relu6"),
    Row(
        layer=True,
        signature="LeakyReLU(negative_slope=0.01, inplace=False)",
        target="leaky_relu",
        renames={"negative_slope": "alpha"},
    ),
    Row(layer=True, signature="Threshold(threshold, value, inplace=False)", target="threshold"),
    Row(layer=True, signature="ELU(alpha=1.0, inplace=False)", target="elu"),
    Row(layer=True, signature="SELU(inplace=False)", target="selu"),
    Row(layer=True, signature="CELU(alpha=1.0, inplace=False)", target="celu"),
    Row(
        layer=True,
        signature="GELU(approximate='none')",
        target="gelu",
        choose="approximate",
        targets=APPROXIMATE,
    ),
    Row(layer=True, signature="SiLU(inplace=False)", target="silu"),
    Row(layer=True, signature="Mish(inplace=False)", target="mish"),
    Row(
        layer=True,
        signature="Softplus(beta=1.0, threshold=20.0)",
        target="softplus",
        ignored=("threshold",),
    ),
    Row(layer=True, signature="Softsign()", target="softsign"),
    Row(layer=True, signature="Sigmoid()", target="sigmoid"),
    Row(layer=True, signature="LogSigmoid()", target="log_sigmoid"),
    Row(layer=True, signature="Hardsigmoid(inplace=False)", target="hard_sigmoid"),
    Row(layer=True, signature="Hardswish(inplace=False)", target="hard_swish"),
    Row(layer=True, signature="Tanh()", target="tanh"),
    Row(
        layer=True,
        signature="Hardtanh(min_val=-1.0, max_val=1.0, inplace=False)",
        target="hard_tanh",
        renames={"min_val": "minimum", "max_val": "maximum"},
    ),
    Row(layer=True, signature="Tanhshrink()", target="tanhshrink"),
    Row(layer=True, signature="Softshrink(lambd=0.5)", target="softshrink"),
    Row(layer=True, signature="Hardshrink(lambd=0.5)", target="hardshrink"),
)

LIBRARY = Library("torch", FUNCTIONS + ROWS + LAYERS)
__all__ = sorted(LIBRARY.rows)


def __getattr__(name: str) -> Function:
    return LIBRARY[name]


def __dir__() -> list[str]:
    return __all__
