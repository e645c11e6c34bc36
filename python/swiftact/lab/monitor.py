# SPDX-License-Identifier: MIT
"""A gradient health monitor: attach it to a training run, ask it afterwards, or let it warn."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.result import Result, frozen
from swiftact.nn import Dense, Hook, Layer, Network

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

LOW, HIGH = 1e-3, 100.0


class GradientWarning(UserWarning):
    """A layer's gradient left the healthy range."""


@dataclass(frozen=True)
class Alarm:
    """A layer below the lower or above the upper limit in an epoch (counted from 1)."""

    epoch: int
    layer: str
    problem: str
    value: float

    def __str__(self) -> str:
        return (
            f"epoch {self.epoch}: {self.layer} {self.problem}, mean |gradient| = {self.value:.2e}"
        )


@dataclass(frozen=True, eq=False, repr=False)
class GradientHealth(Result):
    """Mean |gradient| per epoch and layer, and the alarms."""

    layers: tuple[str, ...]
    means: np.ndarray[Any, Any]
    low: float
    high: float
    alarms: tuple[Alarm, ...]

    @property
    def vanishing(self) -> tuple[str, ...]:
        """Layers that fell below the lower limit at least once, first layer first."""
        return self._with("vanishing")

    @property
    def exploding(self) -> tuple[str, ...]:
        """Layers that exceeded the upper limit (or were not finite) at least once."""
        return self._with("exploding")

    def _with(self, problem: str) -> tuple[str, ...]:
        found = {alarm.layer for alarm in self.alarms if alarm.problem == problem}
        return tuple(layer for layer in self.layers if layer in found)

    def __str__(self) -> str:
        epochs = len(self.means)
        rows = [
            (
                name, f"{column[0]:.2e}", f"{column[-1]:.2e}", f"{column.min():.2e}",
                f"{column.max():.2e}", self._verdict(name),
            )
            for name, column in zip(self.layers, self.means.T, strict=True)
        ]  # fmt: skip
        header = ("layer", "first epoch", "last epoch", "smallest", "largest", "")
        return (
            f"Mean |gradient| over {epochs} epochs; healthy is {self.low:g} to {self.high:g}\n\n"
            + text.table(header, rows)
        )

    def _verdict(self, layer: str) -> str:
        words = []
        for problem in ("vanishing", "exploding"):
            epochs = [a.epoch for a in self.alarms if a.layer == layer and a.problem == problem]
            if epochs:
                words.append(f"{problem} in {len(epochs)} epochs from {epochs[0]}")
        return ", ".join(words) or "healthy"

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import training

        training.health(self, axes[0], theme)


class GradientMonitor(Hook):
    """Mean |gradient| of the weights, per layer and epoch, averaged over the steps.

    Attach it with ``nn.fit(..., hooks=(monitor,))`` or ``lab.train(..., monitor=monitor)``.
    With ``warn`` every alarm is also a `GradientWarning` the moment it happens.
    """

    def __init__(self, *, low: float = LOW, high: float = HIGH, warn: bool = False) -> None:
        if not 0 <= low < high:
            raise ValueError(f"GradientMonitor: expected 0 <= low < high, got {low} and {high}")
        self.low, self.high, self.warn = low, high, warn
        self._sums: dict[str, float] = {}
        self._steps: dict[str, int] = {}
        self._rows: list[dict[str, float]] = []
        self._alarms: list[Alarm] = []

    def record(self, layer: str, gradient: Any) -> None:
        """Note one step's gradient of a layer."""
        self._sums[layer] = self._sums.get(layer, 0.0) + float(np.abs(gradient).mean())
        self._steps[layer] = self._steps.get(layer, 0) + 1

    def end_epoch(self) -> None:
        """Average the steps noted since the last call and raise alarms."""
        row = {name: total / self._steps[name] for name, total in self._sums.items()}
        self._rows.append(row)
        self._sums, self._steps = {}, {}
        for name, mean in row.items():
            if mean < self.low:
                self._alarm(name, "vanishing", mean)
            elif not mean <= self.high:
                self._alarm(name, "exploding", mean)

    def _alarm(self, layer: str, problem: str, value: float) -> None:
        alarm = Alarm(len(self._rows), layer, problem, value)
        self._alarms.append(alarm)
        if self.warn:
            warnings.warn(str(alarm), GradientWarning, stacklevel=4)

    def backpropagated(self, name: str, layer: Layer, gradient: np.ndarray[Any, Any]) -> None:
        if isinstance(layer, Dense):
            self.record(name, layer.weight.grad)

    def epoch_ended(self, network: Network, epoch: int) -> None:
        self.end_epoch()

    def result(self) -> GradientHealth:
        """What was seen so far."""
        if not self._rows:
            raise ValueError("GradientMonitor: no epoch has been watched yet")
        # Backward visits the last layer first; reports go from the first.
        names = tuple(sorted(self._rows[0], key=_position))
        means = [[row[name] for name in names] for row in self._rows]
        return GradientHealth(names, frozen(means), self.low, self.high, tuple(self._alarms))


def _position(name: str) -> tuple[int, str]:
    digits = "".join(c for c in name if c.isdigit())
    return (int(digits) if digits else 0, name)
