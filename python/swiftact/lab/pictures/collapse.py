# SPDX-License-Identifier: MIT
"""Picture of the collapse of linear layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swiftact.lab.pictures.style import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.linear_collapse import LinearCollapse


def draw(result: LinearCollapse, ax: Axes, theme: Theme) -> None:
    """Outputs of both stacks against W x + b: a straight line, and what is not one."""
    line = result.collapsed[:, 0]
    ax.scatter(
        line, result.activated[:, 0], s=18, color=theme.palette[1], marker="x", linewidths=1.3,
        label=f"with {result.function} between the layers",
    )  # fmt: skip
    ax.scatter(
        line, result.stacked[:, 0], s=16, color=theme.palette[0],
        label=f"{result.depth} linear layers (gap {result.linear_gap:.0e})",
    )  # fmt: skip
    ends = np.array([line.min(), line.max()])
    ax.plot(ends, ends, color=theme.quiet, linewidth=1, zorder=0)
    ax.set(
        title="Linear layers collapse into one",
        xlabel="one layer: W x + b",
        ylabel="output of the stack",
    )
    ax.legend(loc="upper left", frameon=False)
