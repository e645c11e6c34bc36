# SPDX-License-Identifier: MIT
"""The six panels of a bake-off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab.pictures.style import (
    Theme,
    beside,
    logarithmic,
    looks,
    plain_decades,
    whole_numbers,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.bakeoff import Bakeoff, Entrant


def _lines(result: Bakeoff, theme: Theme) -> list[tuple[Entrant, dict[str, Any]]]:
    appearances = looks([entrant.name for entrant in result.entrants], theme)
    return list(zip(result.entrants, appearances, strict=True))


def accuracy(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Test error per epoch, logarithmic: accuracies near 100 % would lie on top of each other."""
    epochs = np.arange(1, result.epochs + 1)
    for entrant, appearance in _lines(result, theme):
        mean, spread = (100 * part for part in entrant.curve("test_accuracy"))
        error = np.maximum(100 - mean, 0.01)
        ax.plot(epochs, error, linewidth=1.8, label=entrant.name, **appearance)
        ax.fill_between(
            epochs, np.maximum(error - spread, 0.3 * error), error + spread,
            color=appearance["color"], alpha=0.12, linewidth=0,
        )  # fmt: skip
    ax.set(title="Test error (100 − accuracy)", xlabel="epoch", ylabel="%", yscale="log")
    plain_decades(ax)
    whole_numbers(ax)
    beside(ax)


def loss(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Training loss per epoch (lines) and test loss (faint), logarithmic."""
    epochs = np.arange(1, result.epochs + 1)
    for entrant, appearance in _lines(result, theme):
        ax.plot(
            epochs, entrant.curve("train_loss")[0], linewidth=1.8, label=entrant.name, **appearance
        )
        ax.plot(epochs, entrant.curve("test_loss")[0], linewidth=1.2, alpha=0.4, **appearance)
    ax.set(title="Loss: training, and test (faint)", xlabel="epoch", ylabel="cross-entropy")
    ax.set_yscale("log", nonpositive="mask")
    whole_numbers(ax)
    beside(ax)


def final(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Final test accuracy: mean, and one dot per seed."""
    names = [entrant.name for entrant in result.entrants][::-1]
    positions = np.arange(len(names))
    dots = []
    for position, name in zip(positions, names, strict=True):
        values = [100 * run.test_accuracy[-1] for run in result[name].runs]
        dots += values
        ax.plot(
            values, [position] * len(values), "o", color=theme.palette[0], alpha=0.55, markersize=6
        )
        ax.plot(np.mean(values), position, "|", color=theme.ink, markersize=17, markeredgewidth=2.4)
    margin = max(0.3, 0.08 * (max(dots) - min(dots)))
    ax.set_yticks(positions, names)
    ax.set(
        title="Final test accuracy: seeds and mean",
        xlabel="%",
        xlim=(min(dots) - margin, max(dots) + margin),
    )


def gradients(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Gradient norm per layer, averaged over training."""
    layers = np.arange(1, len(result.sizes))
    for entrant, appearance in _lines(result, theme):
        ax.plot(
            layers, entrant.gradient_norms, linewidth=1.8, marker="o", markersize=4,
            label=entrant.name, **appearance,
        )  # fmt: skip
    ax.set(
        title="Gradient norm per layer, over training", xlabel="layer (1 = first)", ylabel="‖∂L/∂W‖"
    )
    logarithmic(ax)
    ax.set_xticks(layers)
    beside(ax)


def dead(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Dead neurons over training, all hidden layers together."""
    epochs = np.arange(1, result.epochs + 1)
    units = np.array(result.sizes[1:-1], dtype=np.float64)
    highest = 0.0
    for entrant, appearance in _lines(result, theme):
        share = 100 * (entrant.dead_shares @ units) / units.sum()
        highest = max(highest, float(share.max()))
        ax.plot(epochs, share, linewidth=1.8, label=entrant.name, **appearance)
    ax.set(title="Dead neurons over training", xlabel="epoch", ylabel="% of hidden neurons")
    ax.set_ylim(-0.03 * max(1.0, highest), 1.08 * max(1.0, highest))
    whole_numbers(ax)
    beside(ax)


def cost(result: Bakeoff, ax: Axes, theme: Theme) -> None:
    """Seconds per run, fastest on top."""
    order = sorted(result.entrants, key=lambda entrant: -entrant.seconds)
    bars = ax.barh(
        [e.name for e in order], [e.seconds for e in order], color=theme.palette[0], height=0.65
    )
    ax.bar_label(
        bars, [f"{e.seconds:.2f} s" for e in order], color=theme.ink, fontsize=9, padding=3
    )
    ax.set(title="Training time of a run", xlabel="seconds")
    ax.margins(x=0.15)


PANELS: Mapping[str, Callable[[Bakeoff, Axes, Theme], None]] = MappingProxyType(
    {
        "accuracy": accuracy,
        "loss": loss,
        "final": final,
        "gradients": gradients,
        "dead": dead,
        "cost": cost,
    }
)
