# SPDX-License-Identifier: MIT
"""Rules that turn gradients into steps. State is kept per parameter, updates are in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from swiftact.nn.parameter import Array, Parameter


class Optimiser(Protocol):
    """Anything that moves parameters against their gradients."""

    def step(self, parameters: Iterable[Parameter]) -> None: ...


def _positive(name: str, rate: float) -> float:
    if not rate > 0:
        raise ValueError(f"{name}: the learning rate must be positive, got {rate}")
    return rate


class SGD:
    """w ← w − rate·g"""

    def __init__(self, rate: float = 0.1) -> None:
        self.rate = _positive("SGD", rate)

    def step(self, parameters: Iterable[Parameter]) -> None:
        for p in parameters:
            p.value -= self.rate * p.grad


class Momentum:
    """v ← momentum·v + g,  w ← w − rate·v"""

    def __init__(self, rate: float = 0.01, momentum: float = 0.9) -> None:
        self.rate = _positive("Momentum", rate)
        self.momentum = momentum
        self._velocity: dict[int, tuple[Parameter, Array]] = {}

    def step(self, parameters: Iterable[Parameter]) -> None:
        for p in parameters:
            _, velocity = self._velocity.setdefault(id(p), (p, np.zeros_like(p.value)))
            velocity *= self.momentum
            velocity += p.grad
            p.value -= self.rate * velocity


class Adam:
    """m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  w ← w − rate·m̂/(√v̂ + ε)

    with m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ), t the number of the step.
    """

    def __init__(
        self, rate: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), epsilon: float = 1e-8
    ) -> None:
        self.rate = _positive("Adam", rate)
        self.betas = betas
        self.epsilon = epsilon
        self._time = 0
        self._moments: dict[int, tuple[Parameter, Array, Array]] = {}

    def step(self, parameters: Iterable[Parameter]) -> None:
        self._time += 1
        first, second = self.betas
        scale1 = 1.0 / (1.0 - first**self._time)
        scale2 = 1.0 / (1.0 - second**self._time)
        for p in parameters:
            fresh = (p, np.zeros_like(p.value), np.zeros_like(p.value))
            _, m, v = self._moments.setdefault(id(p), fresh)
            m += (1.0 - first) * (p.grad - m)
            v += (1.0 - second) * (p.grad * p.grad - v)
            p.value -= (self.rate * scale1) * m / (np.sqrt(v * scale2) + self.epsilon)
