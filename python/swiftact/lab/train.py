# SPDX-License-Identifier: MIT
"""Train the same tiny network with different activations, one example at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import swiftact
from swiftact.lab import points, text
from swiftact.lab.functions import Function, label, resolve, resolve_all
from swiftact.lab.monitor import GradientMonitor
from swiftact.lab.result import Result, frozen
from swiftact.nn import learned

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

LEARNED = {"prelu": ("alpha",)}
"""Parameters that are learned unless asked otherwise: what makes a PReLU a PReLU."""


@dataclass(frozen=True, eq=False, repr=False)
class TrainingRun(Result):
    """Loss and accuracy of one activation, per epoch."""

    name: str
    data: str
    losses: np.ndarray[Any, Any]
    accuracies: np.ndarray[Any, Any]
    learned: Mapping[str, float]

    @property
    def improvement(self) -> float:
        """Share of the first epoch's loss that is gone at the end."""
        return float(1 - self.losses[-1] / self.losses[0])

    def reached(self, accuracy: float) -> int | None:
        """The first epoch (from 1) with at least this accuracy."""
        found = np.flatnonzero(self.accuracies >= accuracy)
        return int(found[0]) + 1 if len(found) else None

    def __str__(self) -> str:
        last = len(self.losses) - 1
        shown = sorted({*range(0, last + 1, max(1, 50 * ((last + 1) // 200 or 1))), last})
        rows = [
            (e + 1, f"{self.losses[e]:.6f}", text.percent(float(self.accuracies[e]))) for e in shown
        ]
        learned = "".join(f"\nlearned {key} = {value:.4f}" for key, value in self.learned.items())
        return (
            f"{self.name} on {self.data}\n\n"
            + text.table(("epoch", "loss", "accuracy"), rows, left=0)
            + learned
        )

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import training

        training.losses((self,), axes[0], theme)


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """Several activations on the same data from the same start, best final loss first."""

    data: str
    runs: tuple[TrainingRun, ...]

    def __getitem__(self, name: str) -> TrainingRun:
        return next(run for run in self.runs if run.name == name)

    @property
    def winner(self) -> str:
        return self.runs[0].name

    def __str__(self) -> str:
        top = max(float(run.losses[-1]) for run in self.runs)
        rows = [
            (
                run.name, f"{run.losses[0]:.6f}", f"{run.losses[-1]:.6f}",
                text.percent(run.improvement), text.percent(float(run.accuracies[-1])),
                run.reached(0.9) or "–",
                ", ".join(f"{k}={v:.4f}" for k, v in run.learned.items()) or "–",
                text.bar(float(run.losses[-1]), top, 20).ljust(20),
            )
            for run in self.runs
        ]  # fmt: skip
        header = (
            "activation", "first loss", "final loss", "improvement", "accuracy", "90% at epoch",
            "learned", "final loss",
        )  # fmt: skip
        epochs = len(self.runs[0].losses)
        return f"Training on {self.data}, {epochs} epochs\n\n" + text.table(header, rows)

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 2), (12.0, 4.4)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import training

        training.comparison(self, axes, theme)


def train(
    function: Function = "relu",
    data: str | points.Points = "circle",
    *,
    hidden: int = 8,
    rate: float = 0.1,
    epochs: int = 200,
    n: int = 200,
    seed: int = 0,
    data_seed: int = 42,
    learn: tuple[str, ...] | None = None,
    monitor: GradientMonitor | None = None,
) -> TrainingRun:
    """Train a 2–``hidden``–1 network with a sigmoid output by stochastic gradient descent.

    Python's generator: weights from gauss(0, 0.5), the first layer row by row and then the
    second; biases zero. Each example in turn: the gradient of ½(out − label)² is followed at
    once; reported is the mean of (out − label)², before each step. ``learn`` names parameters of
    the function that are trained too; PReLU's alpha is unless ``learn=()``.

    >>> train("tanh", epochs=2, n=10).losses.shape
    (2,)
    """
    activation = resolve(function)
    if hidden < 1 or epochs < 1 or not rate > 0:
        raise ValueError("train: hidden and epochs must be at least 1 and rate positive")
    chosen = LEARNED.get(activation.name, ()) if learn is None else learn
    learned.check(activation, chosen)
    title, x, labels = points.load(data, n, data_seed)
    network = _TinyNetwork(activation, x.shape[1], hidden, rate, seed, chosen, monitor)
    losses, accuracies = [], []
    for _ in range(epochs):
        loss, right = network.epoch(x, labels)
        losses.append(loss / len(x))
        accuracies.append(right / len(x))
        if monitor is not None:
            monitor.end_epoch()
    final = {name: float(value) for name, value in network.learned.items()}
    return TrainingRun(label(activation), title, frozen(losses), frozen(accuracies), final)


def compare(
    functions: Iterable[Function] | Function | None = None,
    data: str | points.Points = "circle",
    **options: Any,
) -> Comparison:
    """`train` each of ``functions`` from the same start; options are those of `train`."""
    runs = [train(function, data, **options) for function in resolve_all(functions)]
    return Comparison(runs[0].data, tuple(sorted(runs, key=lambda run: float(run.losses[-1]))))


class _TinyNetwork:
    """One hidden layer, one sigmoid output, updated after every example."""

    def __init__(
        self,
        activation: Any,
        inputs: int,
        hidden: int,
        rate: float,
        seed: int,
        learn: tuple[str, ...],
        monitor: GradientMonitor | None,
    ) -> None:
        generator = random.Random(seed)
        self.w1 = np.array(
            [[generator.gauss(0, 0.5) for _ in range(inputs)] for _ in range(hidden)]
        )
        self.b1 = np.zeros(hidden)
        self.w2 = np.array([generator.gauss(0, 0.5) for _ in range(hidden)])
        self.b2 = 0.0
        self.learned = {name: np.float64(activation.params[name]) for name in learn}
        self.activation, self.rate, self.monitor = activation, rate, monitor

    def epoch(self, x: points.Array, labels: points.Array) -> tuple[float, int]:
        """One pass: the sum of squared errors and the number of right answers."""
        loss, right = 0.0, 0
        for example, target in zip(x, labels.tolist(), strict=True):
            out = self._step(example, target)
            loss += (out - target) ** 2
            right += (out >= 0.5) == (target >= 0.5)
        return loss, right

    def _step(self, x: points.Array, target: float) -> float:
        z1 = self.w1 @ x + self.b1
        h = self.activation(z1, **self.learned)
        z2 = self.w2 @ h + self.b2
        out = float(swiftact.sigmoid(z2))
        d2 = swiftact.sigmoid.backward(out - target, z2)
        d1 = self._backward(d2 * self.w2, z1)
        g1, g2 = np.multiply.outer(d1, x), d2 * h
        if self.monitor is not None:
            self.monitor.record("hidden 1", g1)
            self.monitor.record("output 2", g2)
        self.w1 -= self.rate * g1
        self.b1 -= self.rate * d1
        self.w2 -= self.rate * g2
        self.b2 -= self.rate * d2
        return out

    def _backward(self, dy: points.Array, z: points.Array) -> points.Array:
        dx, gradients = learned.backward(self.activation, dy, z, self.learned)
        for name, gradient in gradients.items():
            self.learned[name] = self.learned[name] - self.rate * gradient
        return dx
