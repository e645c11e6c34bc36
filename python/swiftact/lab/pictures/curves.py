# SPDX-License-Identifier: MIT
"""Pictures of functions themselves: slopes on a grid, the gallery, softmax at temperatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import Theme, beside, looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.gallery import Card, Gallery
    from swiftact.lab.gradient_scan import GradientScan
    from swiftact.lab.temperature import Temperature


def gradient_scan(result: GradientScan, ax: Axes, theme: Theme) -> None:
    """Every derivative over the grid; the band is what counts as near zero."""
    ax.axhspan(-result.threshold, result.threshold, color=theme.bad, alpha=0.25, linewidth=0)
    appearances = looks([scan.name for scan in result.scans], theme)
    for scan, appearance in zip(result.scans, appearances, strict=True):
        ax.plot(
            result.points, scan.slopes, linewidth=1.8,
            label=f"{scan.name}  ({100 * scan.dead_zone:.0f}% dead zone)",
            **appearance,
        )  # fmt: skip
    ax.set(title="Where the derivative is alive", xlabel="z", ylabel="f'(x)")
    beside(ax)


def gallery(result: Gallery, axes: list[Axes], theme: Theme) -> None:
    """All functions on the left, all derivatives on the right."""
    appearances = looks([card.name for card in result.cards], theme)
    for card, appearance in zip(result.cards, appearances, strict=True):
        axes[0].plot(result.points, card.values, linewidth=1.8, **appearance)
        axes[1].plot(result.points, card.slopes, linewidth=1.8, label=card.name, **appearance)
    axes[0].set(title="Functions", xlabel="z", ylabel="f(x)", ylim=_window(result, "values"))
    axes[1].set(title="Derivatives", xlabel="z", ylabel="f'(x)", ylim=_window(result, "slopes"))
    beside(axes[1], 1 + (len(result.cards) - 1) // 18)


def _window(result: Gallery, attribute: str) -> tuple[float, float]:
    data = np.concatenate([getattr(card, attribute) for card in result.cards])
    low, high = max(-4.0, float(data.min())), min(6.0, float(data.max()))
    return low - 0.05 * (high - low), high + 0.05 * (high - low)


def card(result: Card, ax: Axes, theme: Theme) -> None:
    """One function with its derivative, and the zones where the derivative dies."""
    for start, stop in result.dead_zones:
        ax.axvspan(start, stop, color=theme.bad, alpha=0.12, linewidth=0)
    ax.axhline(0, color=theme.quiet, linewidth=0.8)
    ax.axvline(0, color=theme.quiet, linewidth=0.8)
    ax.plot(result.points, result.values, color=theme.palette[0], linewidth=2.2, label="f(x)")
    ax.plot(
        result.points, result.slopes, color=theme.palette[1], linewidth=2.0,
        linestyle=(0, (5, 1.6)), label="f'(x)",
    )  # fmt: skip
    ax.set(title=f"{result.name}(x) = {result.formula}", xlabel="x")
    ax.legend(loc="upper left", frameon=False)


def temperature(result: Temperature, axes: list[Axes], theme: Theme) -> None:
    """Softmax probabilities as bars, one panel per temperature."""
    positions = np.arange(len(result.logits))
    for index, (ax, value, row) in enumerate(
        zip(axes, result.temperatures, result.probabilities, strict=True)
    ):
        bars = ax.bar(positions, row, width=0.7, color=[theme.palette[i % 8] for i in positions])
        ax.bar_label(bars, [f"{p:.3f}" for p in row], color=theme.ink, fontsize=8, padding=2)
        ax.set(title=f"T = {value:g}", ylim=(0, 1.12))
        ax.set_xticks(positions, [f"{z:g}" for z in result.logits])
        ax.set_xlabel("logit")
        if index == 0:
            ax.set_ylabel("softmax(z / T)")
