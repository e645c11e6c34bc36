# SPDX-License-Identifier: MIT
"""Layers in a row, run forwards and backwards, with hooks that watch what passes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np

from swiftact.nn.initialise import suggest
from swiftact.nn.layers import Activation, BatchNorm, Dense, Dropout, Layer
from swiftact.nn.parameter import Array, Parameter


class Hook:
    """Watches a network. Override what you want to see, then ``with network.watch(hook):``."""

    def forwarded(self, name: str, layer: Layer, output: Array) -> None:
        """A layer has computed ``output``."""

    def backpropagated(self, name: str, layer: Layer, gradient: Array) -> None:
        """A layer has received ``gradient`` for its output and filled its parameters' gradients."""

    def epoch_ended(self, network: Network, epoch: int) -> None:
        """`fit` has finished an epoch, counted from 0, evaluation included."""


class Network:
    """A row of layers. Names are the kind and position of a layer: dense1, gelu1, dense2 …"""

    def __init__(self, layers: Sequence[Layer]) -> None:
        if not layers:
            raise ValueError("Network: give at least one layer")
        counts: dict[str, int] = {}
        self.layers: dict[str, Layer] = {}
        for layer in layers:
            counts[layer.name] = counts.get(layer.name, 0) + 1
            self.layers[f"{layer.name}{counts[layer.name]}"] = layer
        self.hooks: list[Hook] = []

    @property
    def parameters(self) -> list[Parameter]:
        """Everything that is learned, first layer first."""
        return [p for layer in self.layers.values() for p in layer.parameters]

    @property
    def dtype(self) -> np.dtype[Any]:
        """The floating-point type the network computes in."""
        parameters = self.parameters
        return parameters[0].value.dtype if parameters else np.dtype(np.float64)

    def forward(self, x: Any, training: bool = False) -> Array:
        """The outputs (logits) for a batch of examples."""
        signal = np.asarray(x).astype(self.dtype, copy=False)
        for name, layer in self.layers.items():
            signal = layer.forward(signal, training)
            for hook in self.hooks:
                hook.forwarded(name, layer, signal)
        return signal

    def backward(self, dy: Array) -> Array:
        """Fill all gradients from the gradient for the outputs; return that for the input."""
        gradient = dy
        for name, layer in reversed(self.layers.items()):
            incoming, gradient = gradient, layer.backward(gradient)
            for hook in self.hooks:
                hook.backpropagated(name, layer, incoming)
        return gradient

    @contextmanager
    def watch(self, *hooks: Hook) -> Iterator[None]:
        """Attach hooks for the length of a ``with`` block."""
        self.hooks.extend(hooks)
        try:
            yield
        finally:
            for hook in hooks:
                self.hooks.remove(hook)

    def activations(self, x: Any) -> dict[str, Array]:
        """What every activation layer outputs for ``x``, by the name of the layer."""
        recorder = _Recorder()
        with self.watch(recorder):
            self.forward(x)
        return recorder.outputs

    def __repr__(self) -> str:
        size = sum(p.value.size for p in self.parameters)
        return f"<Network {' → '.join(self.layers)}, {size} parameters, {self.dtype}>"


class _Recorder(Hook):
    def __init__(self) -> None:
        self.outputs: dict[str, Array] = {}

    def forwarded(self, name: str, layer: Layer, output: Array) -> None:
        if isinstance(layer, Activation):
            self.outputs[name] = output


def mlp(
    sizes: Sequence[int],
    function: Any,
    *,
    seed: int = 0,
    dtype: Any = np.float32,
    initialisation: str | None = None,
    batch_norm: bool = False,
    dropout: float = 0.0,
    learn: tuple[str, ...] = (),
) -> Network:
    """A multi-layer perceptron: Dense and ``function`` in turn, the last Dense giving logits.

    The initialisation is the one that suits ``function`` unless named.

    >>> import swiftact
    >>> mlp([2, 8, 1], swiftact.relu)
    <Network dense1 → relu1 → dense2, 33 parameters, float32>
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"mlp: sizes must be at least two positive numbers, got {list(sizes)}")
    generator = np.random.default_rng(seed)
    scheme = initialisation or suggest(function)
    layers: list[Layer] = []
    for index, (inputs, outputs) in enumerate(pairwise(sizes), 1):
        last = index == len(sizes) - 1
        chosen = "xavier" if last and initialisation is None else scheme
        layers.append(
            Dense(inputs, outputs, initialisation=chosen, generator=generator, dtype=dtype)
        )
        if last:
            break
        if batch_norm:
            layers.append(BatchNorm(outputs, dtype=dtype))
        layers.append(Activation(function, learn=learn, dtype=dtype))
        if dropout:
            layers.append(Dropout(dropout, generator=np.random.default_rng([seed, index])))
    return Network(layers)
