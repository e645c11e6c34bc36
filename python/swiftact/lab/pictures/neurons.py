# SPDX-License-Identifier: MIT
"""Pictures of dead neurons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import Theme, whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.dead_neurons import DeadNeurons
    from swiftact.lab.diagnose import Diagnosis


def dead(result: DeadNeurons, ax: Axes, theme: Theme) -> None:
    """One layer: how often each neuron fires. Several: the dead share of each layer."""
    if len(result.layers) == 1:
        _one_layer(result, ax, theme)
    else:
        _many_layers(result, ax, theme)


def _one_layer(result: DeadNeurons, ax: Axes, theme: Theme) -> None:
    layer = result.layers[0]
    shares = np.array(layer.fires) / layer.examples * 100
    fills = {"DEAD": theme.bad, "WEAK": theme.palette[7], "OK": theme.palette[0]}
    for status, colour in fills.items():
        chosen = [i for i in range(len(shares)) if layer.status(i) == status]
        if not chosen:
            continue
        ax.bar(chosen, shares[chosen], color=colour, width=0.75, label=f"{status} ({len(chosen)})")
        if status == "DEAD":
            ax.plot(
                chosen, np.zeros(len(chosen)), "x", color=colour, markersize=9, markeredgewidth=2.2
            )
    ax.set(
        title=f"How often each neuron fires: {layer.name}", xlabel="neuron", ylabel="% of examples"
    )
    ax.set_ylim(-3, 105)
    whole_numbers(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)


def _many_layers(result: DeadNeurons, ax: Axes, theme: Theme) -> None:
    shares = [100 * layer.share for layer in result.layers]
    positions = np.arange(len(shares))
    fills = [theme.good if layer.grade == "healthy" else theme.bad for layer in result.layers]
    bars = ax.bar(positions, shares, width=0.65, color=fills)
    ax.bar_label(
        bars, [layer.grade for layer in result.layers], color=theme.ink, fontsize=9, padding=2
    )
    for limit in (10, 30, 50):
        ax.axhline(limit, color=theme.quiet, linewidth=1, linestyle=":")
    ax.set_xticks(positions, [layer.name for layer in result.layers])
    ax.set(title="Dead neurons per layer", ylabel="% dead", ylim=(0, max(60.0, *shares) * 1.1))


def diagnosis(result: Diagnosis, axes: list[Axes], theme: Theme) -> None:
    """Gradient norms and dead shares per layer."""
    panels = (
        (axes[0], result.gradient_norms, "Gradient per layer", "norm"),
        (axes[1], {k: 100 * v for k, v in result.dead_shares.items()}, "Dead neurons", "%"),
    )
    for ax, figures, title, unit in panels:
        ax.set(title=title, ylabel=unit)
        if not figures:
            ax.text(
                0.5, 0.5, "not measured", ha="center", color=theme.quiet, transform=ax.transAxes
            )
            continue
        ax.bar(np.arange(len(figures)), list(figures.values()), width=0.65, color=theme.palette[0])
        ax.set_xticks(np.arange(len(figures)), list(figures), rotation=30, ha="right")
    if result.gradient_norms and min(result.gradient_norms.values()) > 0:
        axes[0].set_yscale("log")
    axes[1].set_ylim(bottom=0, top=max(10.0, axes[1].get_ylim()[1]))
