# SPDX-License-Identifier: MIT
"""The layers. ``forward`` keeps what ``backward`` needs; ``backward`` fills the parameters'
gradients and returns the gradient for the input.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from swiftact.nn import initialise, learned
from swiftact.nn.parameter import Array, Parameter


class Layer:
    """Base class: a layer without parameters that needs only ``forward`` and ``backward``."""

    name = "layer"

    def __init__(self) -> None:
        self.parameters: list[Parameter] = []

    def forward(self, x: Array, training: bool = False) -> Array:
        raise NotImplementedError

    def backward(self, dy: Array) -> Array:
        raise NotImplementedError


class Dense(Layer):
    """y = x W + b"""

    name = "dense"

    def __init__(
        self,
        inputs: int,
        outputs: int,
        *,
        initialisation: str = "he",
        generator: np.random.Generator | None = None,
        dtype: Any = np.float32,
    ) -> None:
        super().__init__()
        generator = np.random.default_rng(0) if generator is None else generator
        self.weight = Parameter(
            "weight", initialise.weights(initialisation, inputs, outputs, generator, dtype)
        )
        self.bias = Parameter("bias", np.zeros(outputs, dtype))
        self.parameters = [self.weight, self.bias]

    def forward(self, x: Array, training: bool = False) -> Array:
        self._x = x
        y: Array = x @ self.weight.value
        y += self.bias.value
        return y

    def backward(self, dy: Array) -> Array:
        np.matmul(self._x.T, dy, out=self.weight.grad)
        np.sum(dy, axis=0, out=self.bias.grad)
        dx: Array = dy @ self.weight.value.T
        return dx


class Activation(Layer):
    """y = f(x), with f's parameters learned when ``learn`` names them.

    ``channels`` gives every unit its own parameter, as PReLU has it; the default is one for all.
    """

    def __init__(
        self,
        function: Any,
        *,
        learn: tuple[str, ...] = (),
        channels: int | None = None,
        dtype: Any = np.float32,
    ) -> None:
        super().__init__()
        self.function = function
        self.name = str(function.name)
        learned.check(function, learn)
        shape = () if channels is None else (channels,)
        self._learned: Mapping[str, Parameter] = {
            name: Parameter(name, np.full(shape, function.params[name], dtype)) for name in learn
        }
        self.parameters = list(self._learned.values())

    def forward(self, x: Array, training: bool = False) -> Array:
        self._x = x
        values = {name: p.value for name, p in self._learned.items()}
        y: Array = self.function(x, **values)
        return y

    def backward(self, dy: Array) -> Array:
        values = {name: p.value for name, p in self._learned.items()}
        dx, gradients = learned.backward(self.function, dy, self._x, values)
        for name, gradient in gradients.items():
            self._learned[name].grad[...] = gradient
        return dx


class BatchNorm(Layer):
    """y = γ(x − mean)/√(variance + ε) + β, over the batch while training, running figures after."""

    name = "batch_norm"

    def __init__(
        self, units: int, *, momentum: float = 0.9, epsilon: float = 1e-5, dtype: Any = np.float32
    ) -> None:
        super().__init__()
        self.scale = Parameter("scale", np.ones(units, dtype))
        self.shift = Parameter("shift", np.zeros(units, dtype))
        self.parameters = [self.scale, self.shift]
        self.mean, self.variance = np.zeros(units, dtype), np.ones(units, dtype)
        self.momentum, self.epsilon = momentum, epsilon

    def forward(self, x: Array, training: bool = False) -> Array:
        self._training = training
        mean, variance = (x.mean(axis=0), x.var(axis=0)) if training else (self.mean, self.variance)
        if training:
            self.mean += (1 - self.momentum) * (mean - self.mean)
            self.variance += (1 - self.momentum) * (variance - self.variance)
        self._inverse = 1 / np.sqrt(variance + self.epsilon)
        self._normal: Array = (x - mean) * self._inverse
        y: Array = self.scale.value * self._normal + self.shift.value
        return y

    def backward(self, dy: Array) -> Array:
        self.scale.grad[...] = (dy * self._normal).sum(axis=0)
        self.shift.grad[...] = dy.sum(axis=0)
        dx: Array = self.scale.value * self._inverse * dy
        if self._training:
            # Mean and variance depend on every example: take out what moves them along.
            along = self._normal * (self.scale.grad / len(dy)) + self.shift.grad / len(dy)
            dx -= self.scale.value * self._inverse * along
        return dx


class Dropout(Layer):
    """While training, zero a share of the inputs and scale the rest so that means stay."""

    name = "dropout"

    def __init__(self, share: float = 0.5, *, generator: np.random.Generator | None = None) -> None:
        super().__init__()
        if not 0 <= share < 1:
            raise ValueError(f"Dropout: share must be at least 0 and below 1, got {share}")
        self.share = share
        self.generator = np.random.default_rng(0) if generator is None else generator

    def forward(self, x: Array, training: bool = False) -> Array:
        self._mask: Array | None = None
        if not training or self.share == 0:
            return x
        kept: Array = np.asarray(self.generator.random(x.shape, np.float32) >= self.share)
        self._mask = kept.astype(x.dtype) / x.dtype.type(1 - self.share)
        return x * self._mask

    def backward(self, dy: Array) -> Array:
        return dy if self._mask is None else dy * self._mask
