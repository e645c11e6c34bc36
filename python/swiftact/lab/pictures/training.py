# SPDX-License-Identifier: MIT
"""Pictures of training runs: losses, accuracies, gradient health."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import DASHES, Theme, beside, logarithmic, looks, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.monitor import GradientHealth
    from swiftact.lab.search import Search
    from swiftact.lab.train import Comparison, TrainingRun


def losses(runs: Sequence[TrainingRun], ax: Axes, theme: Theme) -> None:
    """Loss per epoch, logarithmic."""
    appearances = looks([run.name for run in runs], theme)
    for run, appearance in zip(runs, appearances, strict=True):
        epochs = np.arange(1, len(run.losses) + 1)
        ax.plot(epochs, run.losses, linewidth=1.9, label=run.name, **appearance)
    ax.set(title=f"Training on {runs[0].data}", xlabel="epoch", ylabel="mean squared error")
    ax.set_yscale("log")
    whole_numbers(ax)
    beside(ax)


def comparison(result: Comparison, axes: list[Axes], theme: Theme) -> None:
    """Loss on the left, accuracy on the right."""
    losses(result.runs, axes[0], theme)
    legend = axes[0].get_legend()
    if legend is not None:
        legend.remove()
    appearances = looks([run.name for run in result.runs], theme)
    for run, appearance in zip(result.runs, appearances, strict=True):
        epochs = np.arange(1, len(run.accuracies) + 1)
        axes[1].plot(epochs, 100 * run.accuracies, linewidth=1.9, label=run.name, **appearance)
    axes[1].set(title="Accuracy", xlabel="epoch", ylabel="% right")
    whole_numbers(axes[1])
    beside(axes[1])


def health(result: GradientHealth, ax: Axes, theme: Theme) -> None:
    """Mean |gradient| per layer and epoch; outside the two lines an alarm goes off."""
    epochs = np.arange(1, len(result.means) + 1)
    for index, name in enumerate(result.layers):
        ax.plot(
            epochs, result.means[:, index], linewidth=1.9, label=name,
            color=theme.palette[index % 8], linestyle=DASHES[index // 8 % len(DASHES)],
        )  # fmt: skip
    for limit, word in ((result.low, "vanishing below"), (result.high, "exploding above")):
        ax.axhline(limit, color=theme.bad, linewidth=1.2, linestyle=":")
        ax.annotate(
            word, (0.01, limit), xycoords=("axes fraction", "data"), xytext=(0, 3),
            textcoords="offset points", color=theme.bad, fontsize=8,
        )  # fmt: skip
    ax.set(title="Gradient health", xlabel="epoch", ylabel="mean |gradient|")
    logarithmic(ax)
    whole_numbers(ax)
    beside(ax)


def search(result: Search, axes: list[Axes], theme: Theme) -> None:
    """Test loss per epoch on the left, the ranking with every seed on the right."""
    names = [candidate.name for candidate in result.ranking]
    for candidate, appearance in zip(result.ranking, looks(names, theme), strict=True):
        mean = candidate.losses.mean(axis=0)
        epochs = np.arange(1, len(mean) + 1)
        axes[0].plot(epochs, mean, linewidth=1.9, label=candidate.name, **appearance)
    axes[0].set(title=f"Search on {result.data}", xlabel="epoch", ylabel="test loss")
    axes[0].set_yscale("log")
    whole_numbers(axes[0])
    beside(axes[0])
    for place, candidate in enumerate(result.ranking):
        final = candidate.losses[:, -1]
        places = np.full(len(final), place)
        axes[1].plot(final, places, "o", color=theme.palette[0], alpha=0.55, markersize=6)
        axes[1].plot(final.mean(), place, "|", color=theme.ink, markersize=17, markeredgewidth=2.4)
    axes[1].set_yticks(np.arange(len(names)), names)
    axes[1].invert_yaxis()
    axes[1].set(title="Final test loss: seeds and mean", xlabel="test loss", xscale="log")
