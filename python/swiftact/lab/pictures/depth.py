# SPDX-License-Identifier: MIT
"""Pictures of what depth does to signals and gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import Theme, beside, logarithmic, looks, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.gradient_depth import GradientDepth
    from swiftact.lab.signal_depth import SignalDepth


def signal(result: SignalDepth, ax: Axes, theme: Theme) -> None:
    """|v| per layer, logarithmic; a mark where a path becomes exactly zero."""
    layers = np.arange(1, result.layers + 1)
    appearances = looks([path.name for path in result.paths], theme)
    for path, appearance in zip(result.paths, appearances, strict=True):
        label = path.name
        if path.vanishes_at:
            label += f"  (0 from layer {path.vanishes_at})"
        alive = path.magnitudes > 0
        stop = int(np.argmin(alive)) if not alive.all() else len(layers)
        ax.plot(layers[:stop], path.magnitudes[:stop], linewidth=1.7, label=label, **appearance)
        if 0 < stop < len(layers):
            ax.plot(
                layers[stop - 1], path.magnitudes[stop - 1], marker="x", markersize=9,
                markeredgewidth=2.2, color=appearance["color"],
            )  # fmt: skip
    ax.axhline(result.threshold, color=theme.quiet, linewidth=1, linestyle=":")
    ax.set(title="Signal through depth", xlabel="layer", ylabel="|v|")
    logarithmic(ax)
    whole_numbers(ax)
    beside(ax)


def gradient(result: GradientDepth, ax: Axes, theme: Theme) -> None:
    """Mean |gradient| per layer for all functions together, logarithmic."""
    layers = np.arange(1, result.layers + 1)
    appearances = looks([path.name for path in result.paths], theme)
    for path, appearance in zip(result.paths, appearances, strict=True):
        ax.plot(layers, path.mean, linewidth=1.9, label=path.name, **appearance)
    ax.set(
        title="Gradient through depth",
        xlabel="layers passed, from the output",
        ylabel="mean |gradient|",
    )
    logarithmic(ax)
    whole_numbers(ax)
    beside(ax)
