# SPDX-License-Identifier: MIT
"""keras.activations of Keras 3, and the layers that have other defaults."""

from __future__ import annotations

from .function import Function
from .library import Library
from .row import Row

SLOPE = {"negative_slope": "alpha"}

FUNCTIONS = (
    Row(signature="linear(x)", target="identity"),
    Row(
        signature="relu(x, negative_slope=0.0, max_value=None, threshold=0.0)",
        target="rectifier",
    ),
    Row(signature="relu6(x)", target="relu6"),
    Row(signature="leaky_relu(x, negative_slope=0.2)", target="leaky_relu", renames=SLOPE),
    Row(
        signature="threshold(x, threshold, default_value)",
        target="threshold",
        renames={"default_value": "value"},
    ),
    Row(signature="elu(x, alpha=1.0)", target="elu"),
    Row(signature="selu(x)", target="selu"),
    Row(signature="celu(x, alpha=1.0)", target="celu"),
    Row(
        signature="gelu(x, approximate=False)",
        target="gelu",
        choose="approximate",
        targets={False: "gelu", True: "gelu_tanh"},
    ),
    Row(signature="silu(x)", target="silu"),
    Row(signature="swish(x)", target="silu"),
    Row(signature="mish(x)", target="mish"),
    Row(signature="hard_silu(x)", target="hard_swish"),
    Row(signature="hard_swish(x)", target="hard_swish"),
    Row(signature="softplus(x)", target="softplus"),
    Row(signature="squareplus(x, b=4)", target="squareplus"),
    Row(signature="sparse_plus(x)", target="sparse_plus"),
    Row(signature="softsign(x)", target="softsign"),
    Row(signature="sigmoid(x)", target="sigmoid"),
    Row(signature="log_sigmoid(x)", target="log_sigmoid"),
    Row(
        signature="hard_sigmoid(x)",
        target="hard_sigmoid",
        note="Keras 2 had 0.2 x + 0.5 under this name, as compat.onnx.HardSigmoid has.",
    ),
    Row(signature="sparse_sigmoid(x)", target="sparse_sigmoid"),
    Row(signature="tanh(x)", target="tanh"),
    Row(signature="hard_tanh(x)", target="hard_tanh"),
    Row(signature="tanh_shrink(x)", target="tanhshrink"),
    Row(
        signature="soft_shrink(x, threshold=0.5)",
        target="softshrink",
        renames={"threshold": "lambd"},
    ),
    Row(
        signature="hard_shrink(x, threshold=0.5)",
        target="hardshrink",
        renames={"threshold": "lambd"},
    ),
    Row(signature="exponential(x)", target="exp"),
)

ROWS = (
    Row(signature="softmax(x, axis=-1)", target="softmax"),
    Row(signature="log_softmax(x, axis=-1)", target="log_softmax"),
    Row(signature="glu(x, axis=-1)", target="glu"),
)

LAYERS = (
    Row(
        layer=True,
        signature="ReLU(max_value=None, negative_slope=0.0, threshold=0.0)",
        target="rectifier",
    ),
    Row(layer=True, signature="LeakyReLU(negative_slope=0.3)", target="leaky_relu", renames=SLOPE),
    Row(layer=True, signature="ELU(alpha=1.0)", target="elu"),
)

LIBRARY = Library("keras", FUNCTIONS + ROWS + LAYERS)
__all__ = sorted(LIBRARY.rows)


def __getattr__(name: str) -> Function:
    return LIBRARY[name]


def __dir__() -> list[str]:
    return __all__
