# SPDX-License-Identifier: MIT
"""ONNX Runtime: models of one node on its CPU provider; it has no gradients.

Half precision it mostly does not have either: it then converts around a float32 kernel,
or refuses the model, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from cases import FRESH, OUT, Operands

OPSET, IR_VERSION = 24, 10
MICROSOFT = "com.microsoft"
TYPES = {
    "float32": TensorProto.FLOAT,
    "float64": TensorProto.DOUBLE,
    "float16": TensorProto.FLOAT16,
}

_errors = onnxruntime.capi.onnxruntime_pybind11_state
REFUSED = (_errors.Fail, _errors.InvalidGraph, _errors.NotImplemented)

Node = tuple[str, str, dict[str, Any]]  # operator, domain, attributes

_threads = 1


def version() -> str:
    return str(onnxruntime.__version__)


def start(threads: int) -> None:
    global _threads
    _threads = threads


def array(result: Any) -> Any:
    return result[0] if isinstance(result, list) else result


def node(operator: str, domain: str = "", **attributes: Any) -> Node:
    return operator, domain, attributes


NODES: dict[str, Callable[..., Node]] = {
    "identity": lambda: node("Identity"),
    "relu": lambda: node("Relu"),
    "leaky_relu": lambda alpha: node("LeakyRelu", alpha=alpha),
    "prelu": lambda alpha: node("LeakyRelu", alpha=alpha),
    "thresholded_relu": lambda alpha: node("ThresholdedRelu", alpha=alpha),
    "elu": lambda alpha: node("Elu", alpha=alpha),
    "selu": lambda: node("Selu"),
    "celu": lambda alpha: node("Celu", alpha=alpha),
    "sigmoid": lambda: node("Sigmoid"),
    "tanh": lambda: node("Tanh"),
    "softplus": lambda *beta: node("Softplus"),  # beta is 1 by default
    "softsign": lambda: node("Softsign"),
    "gelu": lambda: node("Gelu"),
    "gelu_tanh": lambda: node("Gelu", approximate="tanh"),
    "quick_gelu": lambda: node("QuickGelu", MICROSOFT, alpha=1.702),
    "silu": lambda: node("QuickGelu", MICROSOFT, alpha=1.0),
    "swish": lambda beta: node("QuickGelu", MICROSOFT, alpha=beta),
    "mish": lambda: node("Mish"),
    "hard_sigmoid": lambda: node("HardSigmoid", alpha=1 / 6, beta=0.5),
    "hard_swish": lambda: node("HardSwish"),
    "hardshrink": lambda lambd: node("Shrink", lambd=lambd, bias=0.0),
    "softshrink": lambda lambd: node("Shrink", lambd=lambd, bias=lambd),
    "exp": lambda: node("Exp"),
    "erf": lambda: node("Erf"),
    "softmax": lambda: node("Softmax", axis=-1),
    "log_softmax": lambda: node("LogSoftmax", axis=-1),
}


@cache
def _session(name: str, params: tuple[float, ...], dtype: str, rank: int, threads: int) -> Any:
    operator, domain, attributes = NODES[name](*params)
    kind, shape = TYPES[dtype], [f"n{i}" for i in range(rank)]
    graph = helper.make_graph(
        [helper.make_node(operator, ["x"], ["y"], domain=domain, **attributes)],
        name,
        [helper.make_tensor_value_info("x", kind, shape)],
        [helper.make_tensor_value_info("y", kind, shape)],
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=imports, ir_version=IR_VERSION)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
    except REFUSED:
        return None


def _one_node(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.dtype not in TYPES or case.way not in (FRESH, OUT):
        return None
    session = _session(case.function, case.params, case.dtype, len(case.shape), _threads)
    if session is None:
        return None
    if case.way == FRESH:
        return partial(session.run, None, {"x": data.x})
    binding = session.io_binding()
    place = ("cpu", 0, np.dtype(case.dtype), data.x.shape)
    binding.bind_input("x", *place, data.x.ctypes.data)
    binding.bind_output("y", *place, data.out.ctypes.data)

    def call() -> Any:
        session.run_with_iobinding(binding)
        return data.out

    return call


FUNCTIONS = dict.fromkeys(NODES, _one_node)
