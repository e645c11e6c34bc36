# SPDX-License-Identifier: MIT
"""Neurons that output 0 for every example learn nothing: find, grade and cure them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.functions import Function, label, resolve
from swiftact.lab.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme
    from swiftact.nn import Network

WEAK = 0.05
FIXES = (
    "lower the learning rate",
    "use He initialisation",
    "add batch normalisation",
    "replace ReLU by leaky ReLU, PReLU or ELU",
)


def grade(share: float) -> str:
    """How bad a share of dead neurons is: healthy, concerning, serious or critical."""
    if share < 0.10:
        return "healthy"
    if share <= 0.30:
        return "concerning"
    return "serious" if share <= 0.50 else "critical"


@dataclass(frozen=True)
class Layer:
    """How often each neuron of a layer fired, that is, gave an output other than 0."""

    name: str
    examples: int
    fires: tuple[int, ...]

    @property
    def dead(self) -> int:
        return sum(count == 0 for count in self.fires)

    @property
    def weak(self) -> int:
        return sum(0 < count < WEAK * self.examples for count in self.fires)

    @property
    def share(self) -> float:
        """Dead neurons as a share of all."""
        return self.dead / len(self.fires)

    @property
    def grade(self) -> str:
        return grade(self.share)

    def status(self, neuron: int) -> str:
        """DEAD, WEAK (fires for fewer than 5 % of the examples) or OK."""
        count = self.fires[neuron]
        if count == 0:
            return "DEAD"
        return "WEAK" if count < WEAK * self.examples else "OK"


@dataclass(frozen=True, repr=False)
class DeadNeurons(Result):
    """The layers examined, and what to do in which order if any is unhealthy."""

    source: str
    layers: tuple[Layer, ...]

    @property
    def worst(self) -> Layer:
        return max(self.layers, key=lambda layer: layer.share)

    @property
    def fixes(self) -> tuple[str, ...]:
        return () if self.worst.grade == "healthy" else FIXES

    def to_dict(self) -> dict[str, Any]:
        summary = [
            {
                "name": each.name,
                "dead": each.dead,
                "weak": each.weak,
                "share": each.share,
                "grade": each.grade,
            }
            for each in self.layers
        ]
        return super().to_dict() | {"summary": summary, "fixes": list(self.fixes)}

    def __str__(self) -> str:
        rows = [
            (each.name, len(each.fires), each.dead, each.weak, text.percent(each.share), each.grade)
            for each in self.layers
        ]
        parts = [
            f"Dead neurons: {self.source}",
            text.table(("layer", "neurons", "dead", "weak", "dead share", "grade"), rows),
        ]
        if len(self.layers) == 1 and len(self.layers[0].fires) <= 40:
            parts.append(self._neurons(self.layers[0]))
        if self.fixes:
            steps = (f"  {i}. {fix}" for i, fix in enumerate(self.fixes, 1))
            parts.append("What to do, in this order:\n" + "\n".join(steps))
        return "\n\n".join(parts)

    @staticmethod
    def _neurons(layer: Layer) -> str:
        return "\n".join(
            f"  neuron {i:2d}  {count:5d}/{layer.examples}  {layer.status(i):4}  "
            f"{text.bar(count, layer.examples, 40)}".rstrip()
            for i, count in enumerate(layer.fires)
        )

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import neurons

        neurons.dead(self, axes[0], theme)


def count_layer(name: str, outputs: Any) -> Layer:
    """Count fires in an array whose last axis is the neurons and whose others are examples."""
    array = np.asarray(outputs)
    if array.ndim < 2 or array.size == 0:
        raise ValueError(
            f"dead_neurons: {name} must be a non-empty array of (examples, neurons), "
            f"got shape {array.shape}"
        )
    flat = array.reshape(-1, array.shape[-1])
    return Layer(name, len(flat), tuple(int(n) for n in np.count_nonzero(flat, axis=0)))


def dead_neurons(
    function: Function = "relu",
    *,
    recorded: Mapping[str, Any] | Sequence[Any] | None = None,
    model: Network | None = None,
    data: Any = None,
    inputs: int = 5,
    neurons: int = 20,
    samples: int = 1000,
    seed: int = 0,
) -> DeadNeurons:
    """Count dead neurons in one of three places.

    Without ``recorded`` and ``model``: a random layer with ``function``. Python's generator;
    ``neurons``×``inputs`` gauss(0, 1) weights, then the biases, then ``samples`` inputs.
    With ``recorded``: arrays (examples, neurons), one per layer. With ``model`` and ``data``:
    the outputs of every activation layer of a `swiftact.nn.Network` for ``data``.

    >>> dead_neurons(neurons=4, samples=10).layers[0].examples
    10
    """
    if recorded is not None:
        named = (
            recorded
            if isinstance(recorded, Mapping)
            else {f"layer {i}": a for i, a in enumerate(recorded, 1)}
        )
        if not named:
            raise ValueError("dead_neurons: recorded holds no layer")
        return DeadNeurons(
            "recorded activations", tuple(count_layer(n, a) for n, a in named.items())
        )
    if model is not None:
        if data is None:
            raise ValueError("dead_neurons: model needs data to run on")
        outputs = model.activations(data)
        if not outputs:
            raise ValueError("dead_neurons: the model has no activation layer")
        layers = tuple(count_layer(name, array) for name, array in outputs.items())
        return DeadNeurons(f"{len(layers)} hidden layers on {len(data)} examples", layers)
    if min(inputs, neurons, samples) < 1:
        raise ValueError("dead_neurons: inputs, neurons and samples must be at least 1")
    activation = resolve(function)
    outputs_ = activation(_random_layer(inputs, neurons, samples, seed))
    layer = count_layer(label(activation), outputs_)
    return DeadNeurons(f"a random {label(activation)} layer, {samples} samples", (layer,))


def _random_layer(inputs: int, neurons: int, samples: int, seed: int) -> np.ndarray[Any, Any]:
    """Pre-activations (samples, neurons); each sum runs over the inputs in order."""
    generator = random.Random(seed)

    def draw(rows: int, columns: int) -> np.ndarray[Any, Any]:
        return np.array([[generator.gauss(0, 1) for _ in range(columns)] for _ in range(rows)])

    weights = draw(neurons, inputs)
    biases = draw(1, neurons)
    x = draw(samples, inputs)
    return np.asarray(x @ weights.T + biases)
