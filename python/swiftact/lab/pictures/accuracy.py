# SPDX-License-Identifier: MIT
"""Pictures of errors against the truth, and of speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.accuracy import Accuracy
    from swiftact.lab.speed import Speed


def draw(result: Accuracy, axes: list[Axes], theme: Theme) -> None:
    """Errors over the inputs, of f and of f'; smaller ones than 0.01 ulp are drawn there."""
    for ax, errors in zip(axes, result.errors, strict=True):
        for data, name, colour, marker in (
            (errors.textbook, "textbook formula", theme.palette[1], "x"),
            (errors.kernel, "swiftact", theme.palette[0], "o"),
        ):
            ax.plot(
                result.points,
                np.maximum(data, 0.01),
                marker,
                color=colour,
                markersize=4,
                label=name,
            )
        ax.axhline(1, color=theme.quiet, linewidth=1, linestyle=":")
        ax.axhline(2**23, color=theme.bad, linewidth=1, linestyle=":")
        ax.annotate(
            "no digit right", (0.01, 2**23), xycoords=("axes fraction", "data"), xytext=(0, 3),
            textcoords="offset points", color=theme.bad, fontsize=8,
        )  # fmt: skip
        ax.set_xscale("symlog", linthresh=1e-3)
        ax.set_yscale("log")
        ax.set_xlim(-1e3, 1e3)
        ax.set_xticks([-100, -1, -0.01, 0, 0.01, 1, 100])
        ax.set(title=f"{result.name}: error of {errors.role}, float32", xlabel="x", ylabel="ulp")
    axes[1].legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)


def speed(result: Speed, ax: Axes, theme: Theme) -> None:
    """Time per element of f: ours and the textbook's, side by side."""
    positions = np.arange(len(result.timings))
    rows = (
        (-0.2, "swiftact", theme.palette[0], [t.value for t in result.timings]),
        (0.2, "textbook formula", theme.palette[1], [t.textbook or 0.0 for t in result.timings]),
    )
    for shift, name, colour, values in rows:
        ax.barh(positions + shift, values, height=0.38, color=colour, label=name)
    ax.set_yticks(positions, [timing.name for timing in result.timings])
    ax.invert_yaxis()
    ax.set(title=f"Time per element, {result.dtype}", xlabel="nanoseconds", xscale="log")
    ax.legend(loc="lower right", frameon=False)
