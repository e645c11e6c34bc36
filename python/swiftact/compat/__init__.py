# SPDX-License-Identifier: MIT
"""Other libraries' activation functions by their own names, parameters and defaults.

    from swiftact.compat import torch as F

>>> from swiftact.compat import jax, keras, torch
>>> print(torch.leaky_relu([-1.0]), keras.leaky_relu([-1.0]))
[-0.01] [-0.2]
>>> torch.gelu.activation(approximate="tanh"), jax.gelu.activation()
(<swiftact.gelu_tanh>, <swiftact.gelu_tanh>)

`torch`, `jax`, `keras`, `tf` and `onnx` are tables of names that lead to functions of
swiftact. Arrays are NumPy's; none of these libraries is needed or imported. Each function has
`.grad` and `.backward` and says in its docstring where its results differ from the
library's on purpose: in lost digits, in NaN at infinity, at kinks.
"""
