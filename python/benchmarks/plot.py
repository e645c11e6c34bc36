# SPDX-License-Identifier: MIT
"""Two pictures of a run: how many times faster than the best peer, and how near to the roof.

python python/benchmarks/plot.py benchmark.json [folder]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

from cases import OUT
from report import number
from results import OURS, Cell, Run, load

mpl.use("Agg")
from matplotlib import pyplot

# Okabe and Ito's palette: told apart by every kind of colour vision.
BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#666666"
LINES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKS = "osD^vP*"
IN_PICTURE = ("relu", "leaky_relu", "sigmoid", "tanh", "gelu", "softplus", "mish")
STYLE: dict[Any, Any] = {"svg.hashsalt": "swiftact", "font.size": 9, "axes.spines.top": False}
STYLE |= {"axes.spines.right": False, "svg.fonttype": "path"}
DATE_LESS = {"Date": None}  # the same run gives the same file


def _chosen(run: Run, dtype: str, threads: int) -> list[Cell]:
    return [
        cell
        for cell in run.cells
        if (cell.way, cell.dtype, cell.threads) == (OUT, dtype, threads) and len(cell.shape) == 1
    ]


def bars(run: Run, path: Path, dtype: str = "float32") -> None:
    """One pair of bars for each function; right of 1 is faster."""
    cells = _chosen(run, dtype, 1)
    size = min((c.size for c in cells), key=lambda n: abs(n - 10_000), default=0)
    cells = [cell for cell in cells if cell.size == size]
    cells.sort(key=lambda cell: -(cell.ratio(accurate=False) or 1))
    figure, axes = pyplot.subplots(figsize=(7.5, 1.2 + 0.36 * len(cells)), layout="constrained")
    for offset, colour, exact, label in (
        (0.2, BLUE, True, "than the fastest peer within 5 ulp"),
        (-0.2, ORANGE, False, "than the fastest peer of any accuracy"),
    ):
        found = [(i, r) for i, cell in enumerate(cells) if (r := cell.ratio(exact)) is not None]
        axes.barh(
            [i + offset for i, _ in found],
            [1 / ratio - 1 for _, ratio in found],
            height=0.38,
            left=1,
            color=colour,
            label=label,
        )
        for i, ratio in found:
            _label(axes, 1 / ratio, i + offset, cells[i].best(exact) or "")
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}x")
    axes.axvline(1, color=GREY, linewidth=1)
    axes.margins(x=0.3, y=0.01)
    axes.set_yticks(
        range(len(cells)), [f"{cell.function}  {number(cell.ours)} ns" for cell in cells]
    )
    axes.set_xlabel(f"times as fast: {dtype}, {size:,} elements, out=, one thread")
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    figure.savefig(path, metadata=DATE_LESS)
    pyplot.close(figure)


def _label(axes: Any, x: float, y: float, peer: str) -> None:
    side, shift = ("left", 3) if x >= 1 else ("right", -3)
    axes.annotate(
        f"{x:.2g} {peer}",
        (x, y),
        (shift, 0),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=7,
        color=GREY,
    )


def roofline(run: Run, path: Path, dtype: str = "float32") -> None:
    """Bytes per second against bytes: the roof is a copy, the walls are the caches."""
    cells = _chosen(run, dtype, 1)
    figure, axes = pyplot.subplots(figsize=(7.5, 4.6), layout="constrained")
    roof = {cell.traffic: cell.traffic / cell.size / cell.floor for cell in cells}
    axes.plot(*zip(*sorted(roof.items()), strict=True), color="#BBBBBB", linewidth=7, label="copy")
    for name, colour, mark in zip(IN_PICTURE, LINES, MARKS, strict=True):
        own = sorted((c.traffic, c.traffic / c.size / c.ours) for c in cells if c.function == name)
        if own:
            axes.plot(*zip(*own, strict=True), color=colour, marker=mark, markersize=5, label=name)
    for label, size in run.machine["caches"].items():
        axes.axvline(size, color=GREY, linewidth=0.8, linestyle=":")
        axes.annotate(
            label,
            (size, 1),
            (-3, -9),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            color=GREY,
            ha="right",
        )
    axes.set(xscale="log", yscale="log", ylabel="gigabytes per second")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlabel(f"bytes read and written by one call ({dtype}, out=, one thread)")
    axes.grid(alpha=0.25)
    axes.legend(frameon=False, loc="lower right", ncols=2)
    figure.savefig(path, metadata=DATE_LESS)
    pyplot.close(figure)


def draw(run: Run, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "speed_bars.svg", folder / "speed_roofline.svg"]
    if not any(OURS in cell.ns for cell in _chosen(run, "float32", 1)):
        raise SystemExit("nothing to draw: the run has no float32 calls with out= on one thread")
    with mpl.rc_context(STYLE):
        bars(run, paths[0])
        roofline(run, paths[1])
    return paths


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit(__doc__)
    for drawn in draw(load(Path(sys.argv[1])), Path(sys.argv[2] if len(sys.argv) == 3 else ".")):
        print(f"Drawn: {drawn}")
