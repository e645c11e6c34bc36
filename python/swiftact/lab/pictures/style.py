# SPDX-License-Identifier: MIT
"""One look for all pictures: colours, dashes, axes. The only module that creates figures.

The colours are those of Okabe and Ito, told apart by readers with any colour vision;
every function also has its own dash pattern, so that print in grey works too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Theme:
    """Paper, ink and palette of a picture."""

    name: str
    paper: str
    ink: str
    quiet: str
    grid: str
    palette: tuple[str, ...]
    good: str
    bad: str


LIGHT = Theme(
    "light", "#ffffff", "#1b1f24", "#5b6570", "#e3e6ea",
    ("#0072b2", "#d55e00", "#009e73", "#b0578d", "#8a6d00", "#3da5e0", "#1b1f24", "#e69f00"),
    good="#009e73", bad="#d55e00",
)  # fmt: skip
DARK = Theme(
    "dark", "#14181d", "#e8ebee", "#a3adb8", "#2b323a",
    ("#56b4e9", "#ff8a47", "#2fc99a", "#e79bc6", "#f0e442", "#7f9cf5", "#e8ebee", "#e69f00"),
    good="#2fc99a", bad="#ff8a47",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}

# A function keeps its colour and dash in every picture: (palette index, dash index).
_KNOWN = {
    "sigmoid": (0, 0), "relu": (1, 0), "gelu": (2, 0), "tanh": (3, 3), "elu": (4, 2),
    "silu": (5, 1), "leaky_relu": (7, 1), "identity": (6, 2), "mish": (6, 0), "selu": (4, 1),
    "prelu": (7, 3), "softplus": (0, 1), "swish": (5, 2),
}  # fmt: skip
DASHES: tuple[Any, ...] = (
    "-", (0, (5, 1.6)), (0, (1.2, 1.4)), (0, (6, 1.5, 1.2, 1.5)), (0, (9, 2)),
    (0, (3, 1, 1, 1, 1, 1)),
)  # fmt: skip


def looks(names: Sequence[str], theme: Theme) -> list[dict[str, Any]]:
    """Colour and dash for each of ``names``: known functions keep theirs, others take free ones."""
    taken = {_KNOWN[name] for name in names if name in _KNOWN}
    free = [
        (colour, dash)
        for dash in range(len(DASHES))
        for colour in range(8)
        if (colour, dash) not in taken
    ]
    others = [name for name in names if name not in _KNOWN]
    chosen = _KNOWN | {name: free[i % len(free)] for i, name in enumerate(others)}
    return [
        {"color": theme.palette[chosen[name][0]], "linestyle": DASHES[chosen[name][1]]}
        for name in names
    ]


def prepare(
    ax: Axes | Sequence[Axes] | None,
    panels: tuple[int, int],
    size: tuple[float, float],
    theme: str,
) -> tuple[list[Axes], Theme]:
    """The axes to draw on: those given, or the panels of a new figure."""
    if theme not in THEMES:
        raise ValueError(f"theme must be one of {', '.join(THEMES)}, got {theme!r}")
    chosen = THEMES[theme]
    wanted = panels[0] * panels[1]
    if ax is None:
        figure = new_figure(size, chosen)
        return list(figure.subplots(*panels, squeeze=False).flat), chosen
    axes: list[Axes] = list(np.ravel(np.asarray(ax, dtype=object)))
    if len(axes) != wanted:
        raise ValueError(
            f"this picture has {wanted} panels, so ax must hold {wanted} axes, got {len(axes)}"
        )
    return axes, chosen


def new_figure(size: tuple[float, float], theme: Theme) -> Any:
    """A figure that pyplot does not know of; Jupyter shows it as a picture."""
    figure_class = require("matplotlib.figure", "a picture").Figure

    class Picture(figure_class):  # type: ignore[misc, valid-type]
        def _repr_png_(self) -> bytes:
            return to_png(self)

    return Picture(figsize=size, facecolor=theme.paper, layout="constrained")


def to_png(figure: Any, dpi: int = 110) -> bytes:
    """A figure as PNG bytes."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    return buffer.getvalue()


def finish(ax: Axes, theme: Theme) -> None:
    """Colours, grid, spines and legend of the house style."""
    ax.set_facecolor(theme.paper)
    ax.figure.set_facecolor(theme.paper)
    ax.grid(True, color=theme.grid, linewidth=0.8)
    ax.set_axisbelow(True)
    for side, spine in ax.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(theme.quiet)
    ax.tick_params(which="both", colors=theme.quiet, labelsize=9)
    ax.xaxis.label.set_color(theme.ink)
    ax.yaxis.label.set_color(theme.ink)
    ax.title.set_color(theme.ink)
    for title in (ax.title, ax.xaxis.label, ax.yaxis.label):
        title.set_fontsize(11 if title is ax.title else 10)
    legend = ax.get_legend()
    if legend is not None:
        legend.get_frame().set(facecolor=theme.paper, edgecolor=theme.grid, alpha=0.9)
        for text in legend.get_texts():
            text.set_color(theme.ink)
            text.set_fontsize(9)


def beside(ax: Axes, columns: int = 1) -> None:
    """A legend to the right of the axes, where it covers no curve."""
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, ncols=columns)


def logarithmic(ax: Axes, low: float = 1e-300) -> None:
    """A log scale that drops values at zero instead of failing on them."""
    ax.set_yscale("log", nonpositive="mask")
    bottom, top = ax.get_ylim()
    ax.set_ylim(max(bottom, low), top)


def whole_numbers(ax: Axes) -> None:
    """Ticks of the x axis at whole numbers only: layers, neurons, epochs."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def plain_decades(ax: Axes) -> None:
    """Write 2, 5, 10, 20 … at a logarithmic y axis instead of powers of ten."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.yaxis.set_minor_formatter(NullFormatter())
