# SPDX-License-Identifier: MIT
"""Mini-batch training with a history of what happened in each epoch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from swiftact.nn import losses
from swiftact.nn.network import Hook, Network
from swiftact.nn.optimisers import Optimiser
from swiftact.nn.parameter import Array
from swiftact.nn.threads import blas_threads


@dataclass(frozen=True, eq=False)
class DataSet:
    """Examples as rows, split into those to learn from and those to test on."""

    name: str
    x_train: Array
    y_train: Array
    x_test: Array
    y_test: Array
    classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for x, y, part in (
            (self.x_train, self.y_train, "training"),
            (self.x_test, self.y_test, "test"),
        ):
            if x.ndim != 2 or len(x) != len(y) or len(x) == 0:
                raise ValueError(
                    f"{self.name}: the {part} part needs rows of examples and one target for each, "
                    f"got shapes {x.shape} and {y.shape}"
                )


@dataclass(frozen=True)
class Epoch:
    """Loss and accuracy after an epoch; accuracies are None for regression."""

    train_loss: float
    train_accuracy: float | None
    test_loss: float
    test_accuracy: float | None
    seconds: float


@dataclass
class History:
    """One entry per epoch, filled while `fit` runs."""

    epochs: list[Epoch] = field(default_factory=list)

    @property
    def last(self) -> Epoch:
        return self.epochs[-1]

    @property
    def seconds(self) -> float:
        """Training time, evaluation not counted."""
        return sum(epoch.seconds for epoch in self.epochs)

    def column(self, name: str) -> Array:
        """One figure over the epochs: train_loss, test_accuracy, …"""
        return np.array([getattr(epoch, name) for epoch in self.epochs], dtype=np.float64)


def batches(count: int, size: int, generator: np.random.Generator) -> Iterator[Array]:
    """Index arrays of shuffled mini-batches; the last may be shorter."""
    order = generator.permutation(count)
    for start in range(0, count, size):
        yield order[start : start + size]


def evaluate(
    network: Network, x: Array, y: Array, loss: str, batch_size: int = 2048
) -> tuple[float, float | None]:
    """Loss and accuracy without training, hooks left out."""
    hooks, network.hooks = network.hooks, []
    try:
        total, right = 0.0, 0
        for start in range(0, len(x), batch_size):
            part = slice(start, start + batch_size)
            outputs = network.forward(x[part])
            total += losses.LOSSES[loss](outputs, y[part])[0] * len(outputs)
            right += losses.correct(loss, outputs, y[part]) or 0
    finally:
        network.hooks = hooks
    accuracy = None if loss == "mean_squared_error" else right / len(x)
    return total / len(x), accuracy


def fit(
    network: Network,
    data: DataSet,
    *,
    optimiser: Optimiser,
    loss: str = "cross_entropy",
    epochs: int = 20,
    batch_size: int = 128,
    seed: int = 0,
    hooks: tuple[Hook, ...] = (),
    threads: int | None = 1,
) -> History:
    """Train for ``epochs`` passes over shuffled mini-batches.

    The shuffling depends on ``seed`` alone, so networks can be compared on the same batches.
    ``threads`` is for the matrix products; raise it for networks of thousands of neurons.
    """
    if loss not in losses.LOSSES:
        raise ValueError(f"fit: loss must be one of {', '.join(losses.LOSSES)}, got {loss!r}")
    if epochs < 1 or batch_size < 1:
        raise ValueError(
            f"fit: epochs and batch_size must be at least 1, got {epochs} and {batch_size}"
        )
    generator = np.random.default_rng(seed)
    x = data.x_train.astype(network.dtype, copy=False)
    history = History()
    with network.watch(*hooks), blas_threads(threads):
        for epoch in range(epochs):
            started = time.perf_counter()
            for chosen in batches(len(x), batch_size, generator):
                _step(network, x[chosen], data.y_train[chosen], loss, optimiser)
            seconds = time.perf_counter() - started
            train = evaluate(network, x, data.y_train, loss)
            test = evaluate(network, data.x_test, data.y_test, loss)
            history.epochs.append(Epoch(*train, *test, seconds))
            for hook in hooks:
                hook.epoch_ended(network, epoch)
    return history


def _step(network: Network, x: Array, y: Any, loss: str, optimiser: Optimiser) -> None:
    outputs = network.forward(x, training=True)
    _, gradient = losses.LOSSES[loss](outputs, y)
    network.backward(gradient)
    optimiser.step(network.parameters)
