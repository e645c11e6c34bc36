# SPDX-License-Identifier: MIT
"""The activation operators of ONNX, inputs first, then attributes.

The specification's attributes are float32: where its default is 0.01 rounded to float32,
the default here is 0.01.
"""

from __future__ import annotations

from .function import Function
from .library import Library
from .row import Row

FUNCTIONS = (
    Row(signature="Identity(input)", target="identity"),
    Row(signature="Relu(X)", target="relu"),
    Row(signature="LeakyRelu(X, alpha=0.01)", target="leaky_relu"),
    Row(signature="PRelu(X, slope)", target="prelu", renames={"slope": "alpha"}),
    Row(signature="ThresholdedRelu(X, alpha=1.0)", target="thresholded_relu"),
    Row(signature="Elu(X, alpha=1.0)", target="elu"),
    Row(
        signature="Selu(X, alpha=1.6732631921768188, gamma=1.0507010221481323)",
        target="scaled_elu",
        note="The constants of selu, rounded to float32, are taken to be the exact ones.",
    ),
    Row(signature="Celu(X, alpha=1.0)", target="celu"),
    Row(
        signature="Gelu(X, approximate='none')",
        target="gelu",
        choose="approximate",
        targets={"none": "gelu", "tanh": "gelu_tanh"},
    ),
    Row(signature="Swish(X, alpha=1.0)", target="swish", renames={"alpha": "beta"}),
    Row(signature="HardSwish(X)", target="hard_swish"),
    Row(signature="Mish(X)", target="mish"),
    Row(signature="Softplus(X)", target="softplus"),
    Row(signature="Softsign(input)", target="softsign"),
    Row(signature="Sigmoid(X)", target="sigmoid"),
    Row(signature="HardSigmoid(X, alpha=0.2, beta=0.5)", target="affine_sigmoid"),
    Row(signature="Tanh(input)", target="tanh"),
    Row(
        signature="Clip(input, min=None, max=None)",
        target="clip",
        renames={"min": "minimum", "max": "maximum"},
    ),
    Row(signature="Shrink(input, bias=0.0, lambd=0.5)", target="shrink"),
    Row(signature="Exp(input)", target="exp"),
    Row(signature="Erf(input)", target="erf"),
)

ROWS = (
    Row(signature="Softmax(input, axis=-1)", target="softmax"),
    Row(signature="LogSoftmax(input, axis=-1)", target="log_softmax"),
)

LIBRARY = Library("onnx", FUNCTIONS + ROWS)
__all__ = sorted(LIBRARY.rows)


def __getattr__(name: str) -> Function:
    return LIBRARY[name]


def __dir__() -> list[str]:
    return __all__
