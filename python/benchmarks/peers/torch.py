# SPDX-License-Identifier: MIT
"""PyTorch's CPU kernels, called directly: `torch.ops.aten`, inference mode, shared memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import torch

from cases import BACKWARD, BOTH, FRESH, OUT, SAVED, Operands

aten = torch.ops.aten
SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772
MEAN, IGNORED = 1, -100

_inference = torch.inference_mode()

Bound = tuple[Any, tuple[Any, ...], dict[str, Any]]  # operator, arguments after x, keywords


def version() -> str:
    return str(torch.__version__)


def start(threads: int) -> None:
    torch.set_num_threads(threads)
    _inference.__enter__()  # for the life of the process


def tensor(array: Any) -> Any:
    if array.dtype.name == "bfloat16":
        return torch.from_numpy(array.view("int16")).view(torch.bfloat16)
    return torch.from_numpy(array)


def array(result: Any) -> Any:
    return result.double().numpy()


def op(operator: Any, *arguments: Any, **keywords: Any) -> Bound:
    return operator, arguments, keywords


VALUE: Mapping[str, Callable[..., Bound]] = {
    "relu": lambda: op(aten.clamp_min, 0),
    "relu6": lambda: op(aten.hardtanh, 0, 6),
    "leaky_relu": lambda alpha: op(aten.leaky_relu, alpha),
    "prelu": lambda alpha: op(aten.leaky_relu, alpha),
    "elu": lambda alpha: op(aten.elu, alpha),
    "selu": lambda: op(aten.elu, SELU_ALPHA, SELU_SCALE),
    "celu": lambda alpha: op(aten.elu, alpha, 1, 1 / alpha),
    "sigmoid": lambda: op(aten.sigmoid),
    "tanh": lambda: op(aten.tanh),
    "log_sigmoid": lambda: op(aten.log_sigmoid),
    "softplus": lambda beta=1: op(aten.softplus, beta),
    "gelu": lambda: op(aten.gelu),
    "gelu_tanh": lambda: op(aten.gelu, approximate="tanh"),
    "silu": lambda: op(aten.silu),
    "mish": lambda: op(aten.mish),
    "hard_sigmoid": lambda: op(aten.hardsigmoid),
    "hard_swish": lambda: op(aten.hardswish),
    "hard_tanh": lambda low=-1, high=1: op(aten.hardtanh, low, high),
    "hardshrink": lambda lambd: op(aten.hardshrink, lambd),
    "softshrink": lambda lambd: op(aten.softshrink, lambd),
    "threshold": lambda threshold, value: op(aten.threshold, threshold, value),
    "thresholded_relu": lambda alpha: op(aten.threshold, alpha, 0),
    "exp": lambda: op(aten.exp),
    "expm1": lambda: op(aten.expm1),
    "log1p": lambda: op(aten.log1p),
    "erf": lambda: op(aten.erf),
    "erfc": lambda: op(aten.erfc),
    "ndtr": lambda: op(aten.special_ndtr),
    "log_ndtr": lambda: op(aten.special_log_ndtr),
    "logit": lambda: op(aten.logit),
}

# Kernels that take dy and x.
BACKWARD_OF_X: Mapping[str, Callable[..., Bound]] = {
    "relu": lambda: op(aten.threshold_backward, 0),
    "relu6": lambda: op(aten.hardtanh_backward, 0, 6),
    "leaky_relu": lambda alpha: op(aten.leaky_relu_backward, alpha, False),
    "prelu": lambda alpha: op(aten.leaky_relu_backward, alpha, False),
    "softplus": lambda beta=1: op(aten.softplus_backward, beta, 20),
    "gelu": lambda: op(aten.gelu_backward),
    "gelu_tanh": lambda: op(aten.gelu_backward, approximate="tanh"),
    "silu": lambda: op(aten.silu_backward),
    "mish": lambda: op(aten.mish_backward),
    "hard_sigmoid": lambda: op(aten.hardsigmoid_backward),
    "hard_swish": lambda: op(aten.hardswish_backward),
    "hard_tanh": lambda low=-1, high=1: op(aten.hardtanh_backward, low, high),
    "hardshrink": lambda lambd: op(aten.hardshrink_backward, lambd),
    "softshrink": lambda lambd: op(aten.softshrink_backward, lambd),
    "threshold": lambda threshold, value: op(aten.threshold_backward, threshold),
    "thresholded_relu": lambda alpha: op(aten.threshold_backward, alpha),
    "logit": lambda: op(aten.logit_backward),
}

# Kernels that take dy and the saved output.
BACKWARD_OF_Y: Mapping[str, Callable[..., Bound]] = {
    "relu": lambda: op(aten.threshold_backward, 0),
    "leaky_relu": lambda alpha: op(aten.leaky_relu_backward, alpha, True),
    "prelu": lambda alpha: op(aten.leaky_relu_backward, alpha, True),
    "sigmoid": lambda: op(aten.sigmoid_backward),
    "tanh": lambda: op(aten.tanh_backward),
}

# elu's kernel takes x or y as its last operand, behind these and `is_result`.
ELU: Mapping[str, Callable[..., tuple[float, ...]]] = {
    "elu": lambda alpha: (alpha, 1, 1),
    "selu": lambda: (SELU_ALPHA, SELU_SCALE, 1),
    "celu": lambda alpha: (alpha, 1, 1 / alpha),
}


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.way in (BACKWARD, SAVED):
        return _backward(data)
    if case.function not in VALUE:
        return None
    operator, arguments, keywords = VALUE[case.function](*case.params)
    x = tensor(data.x)
    if case.way == FRESH:
        return partial(operator, x, *arguments, **keywords)
    return partial(operator.out, x, *arguments, **keywords, out=tensor(data.out))


def _backward(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    name, saved = case.function, case.way == SAVED
    kernels = BACKWARD_OF_Y if saved else BACKWARD_OF_X
    dy = tensor(data.dy)
    if name in ELU:
        known = tensor(data.y if saved else data.x)
        arguments = (*ELU[name](*case.params), saved, known)
        return partial(aten.elu_backward.grad_input, dy, *arguments, grad_input=tensor(data.out))
    if name == "log_sigmoid":
        return _log_sigmoid_backward(data, saved)
    if name in kernels:
        operator, arguments, keywords = kernels[name](*case.params)
        known = tensor(data.y if saved else data.x)
        return _into_out(operator, dy, known, arguments, keywords, tensor(data.out))
    if name in BACKWARD_OF_Y:  # of x: the forward pass first
        return _forward_then_backward(data, *BACKWARD_OF_Y[name](*case.params))
    return None


def _log_sigmoid_backward(data: Operands, saved: bool) -> Callable[[], Any]:
    """Its kernel takes x and what the forward pass keeps beside y, e^-|x|."""
    x, dy, out = tensor(data.x), tensor(data.dy), tensor(data.out)
    buffer = aten.log_sigmoid_forward(x)[1]

    def call() -> Any:
        if not saved:
            aten.log_sigmoid_forward.output(x, output=out, buffer=buffer)
        return aten.log_sigmoid_backward.grad_input(dy, x, buffer, grad_input=out)

    return call


def _into_out(
    operator: Any, dy: Any, known: Any, arguments: tuple[Any, ...], keywords: Any, out: Any
) -> Callable[[], Any]:
    for overload, keyword in (("grad_input", "grad_input"), ("out", "out")):
        if overload in operator.overloads():
            call = getattr(operator, overload)
            return partial(call, dy, known, *arguments, **keywords, **{keyword: out})
    return partial(operator, dy, known, *arguments, **keywords)


def _forward_then_backward(
    data: Operands, operator: Any, arguments: tuple[Any, ...], keywords: Any
) -> Callable[[], Any]:
    forward, *_ = VALUE[data.case.function](*data.case.params)
    x, dy, out = tensor(data.x), tensor(data.dy), tensor(data.out)

    def call() -> Any:
        forward.out(x, out=out)
        return operator.grad_input(dy, out, *arguments, **keywords, grad_input=out)

    return call


def _softmax(data: Operands) -> Callable[[], Any]:
    log = "_log" if data.case.function == "log_softmax" else ""
    x = tensor(data.x)
    if data.case.way == SAVED:
        kernel = getattr(aten, f"{log}_softmax_backward_data")
        return partial(kernel, tensor(data.dy), tensor(data.y), -1, x.dtype)
    kernel = getattr(aten, f"{log}_softmax")
    if data.case.way == OUT:
        return partial(kernel.out, x, -1, False, out=tensor(data.out))
    return partial(kernel, x, -1, False)


def _logsumexp(data: Operands) -> Callable[[], Any]:
    return partial(aten.logsumexp, tensor(data.x), [-1])


def _cross_entropy(data: Operands) -> Callable[[], Any]:
    x, labels, one = tensor(data.x), tensor(data.labels), torch.ones((), dtype=tensor(data.x).dtype)

    def value() -> Any:
        log_p = aten._log_softmax(x, -1, False)
        return aten.nll_loss_forward(log_p, labels, None, MEAN, IGNORED)[0]

    def gradient() -> Any:
        log_p = aten._log_softmax(x, -1, False)
        _, weight = aten.nll_loss_forward(log_p, labels, None, MEAN, IGNORED)
        d_log_p = aten.nll_loss_backward(one, log_p, labels, None, MEAN, IGNORED, weight)
        return aten._log_softmax_backward_data(d_log_p, log_p, -1, x.dtype)

    return gradient if data.case.way == BOTH else value


def _bce_with_logits(data: Operands) -> Callable[[], Any]:
    x, targets, count = tensor(data.x), tensor(data.targets), data.x.size

    def value() -> Any:
        return aten.binary_cross_entropy_with_logits(x, targets)

    def gradient() -> Any:  # what autograd runs: no kernel gives both
        value()
        return aten.sigmoid(x).sub_(targets).div_(count)

    return gradient if data.case.way == BOTH else value


FUNCTIONS = dict.fromkeys([*VALUE, *BACKWARD_OF_X, *BACKWARD_OF_Y], _elementwise) | {
    "softmax": _softmax,
    "log_softmax": _softmax,
    "logsumexp": _logsumexp,
    "cross_entropy": _cross_entropy,
    "bce_with_logits": _bce_with_logits,
}
