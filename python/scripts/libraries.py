# SPDX-License-Identifier: MIT
"""The libraries that swiftact.compat speaks for, called with NumPy arrays in float64.

Each `open_*` returns the versions in use and a function (name, x, arguments) -> (value, slope)
that gives what the library itself computes; slope is None where it has no derivatives.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable
from typing import Any

import numpy as np

Result = tuple[Any, Any]
Call = Callable[[str, Any, dict[str, Any]], Result]
Opened = tuple[dict[str, str], Call]


def open_torch() -> Opened:
    torch: Any = importlib.import_module("torch")
    spaces = (torch.nn.functional, torch.special, torch)

    def call(name: str, x: Any, arguments: dict[str, Any]) -> Result:
        tensor = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        if "weight" in arguments:
            weight = torch.tensor(arguments["weight"], dtype=torch.float64).reshape(-1)
            arguments = arguments | {"weight": weight}
        y = find(name, spaces)(tensor, **arguments)
        y.sum().backward()
        return y.detach().numpy(), tensor.grad.numpy()

    return {"torch": torch.__version__.partition("+")[0]}, call


def open_jax() -> Opened:
    jax: Any = importlib.import_module("jax")
    special: Any = importlib.import_module("jax.scipy.special")
    spaces = (jax.nn, special)

    def call(name: str, x: Any, arguments: dict[str, Any]) -> Result:
        function = find(name, spaces)
        with jax.enable_x64(True):
            y = np.asarray(function(x, **arguments))
            slope = jax.grad(lambda each: function(each, **arguments).sum())(jax.numpy.asarray(x))
            return y, np.asarray(slope)

    return {"jax": jax.__version__}, call


def open_tf() -> Opened:
    tf = tensorflow()

    def call(name: str, x: Any, arguments: dict[str, Any]) -> Result:
        return taped(tf, find(name, (tf.nn, tf.math)), x, arguments)

    return {"tensorflow": tf.__version__}, call


def open_keras() -> Opened:
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    tf = tensorflow()
    keras: Any = importlib.import_module("keras")

    def call(name: str, x: Any, arguments: dict[str, Any]) -> Result:
        return taped(tf, find(name, (keras.activations,)), x, arguments)

    return {"keras": keras.__version__, "tensorflow": tf.__version__}, call


def open_onnx() -> Opened:
    """The reference implementation that comes with the specification."""
    onnx: Any = importlib.import_module("onnx")
    reference: Any = importlib.import_module("onnx.reference")
    double = onnx.TensorProto.DOUBLE
    operands = ("slope", "min", "max")

    def call(name: str, x: Any, arguments: dict[str, Any]) -> Result:
        given = {key: value for key, value in arguments.items() if value is not None}
        tensors = {"x": np.asarray(x)}
        tensors |= {key: np.float64(given.pop(key)) for key in operands if key in given}
        inputs = ["x", *(key if key in tensors else "" for key in operands if key in arguments)]
        node = onnx.helper.make_node(name, inputs, ["y"], **given)
        info = [
            onnx.helper.make_tensor_value_info(key, double, np.shape(value))
            for key, value in tensors.items()
        ]
        output = onnx.helper.make_tensor_value_info("y", double, None)
        model = onnx.helper.make_model(onnx.helper.make_graph([node], name, info, [output]))
        with np.errstate(all="ignore"):
            (y,) = reference.ReferenceEvaluator(model).run(None, tensors)
        return np.asarray(y), None

    return {"onnx": onnx.__version__}, call


OPEN: dict[str, Callable[[], Opened]] = {
    "torch": open_torch,
    "jax": open_jax,
    "keras": open_keras,
    "tf": open_tf,
    "onnx": open_onnx,
}


PACKAGES = {"tf": ("tensorflow",), "keras": ("keras", "tensorflow")}


def installed(library: str) -> bool:
    packages = PACKAGES.get(library, (library,))
    return all(importlib.util.find_spec(package) for package in packages)


def find(name: str, spaces: tuple[Any, ...]) -> Any:
    return next(getattr(space, name) for space in spaces if hasattr(space, name))


def tensorflow() -> Any:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    return importlib.import_module("tensorflow")


def taped(tf: Any, function: Any, x: Any, arguments: dict[str, Any]) -> Result:
    tensor = tf.constant(x, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(tensor)
        y = function(tensor, **arguments)
    return y.numpy(), np.asarray(tape.gradient(y, tensor))
