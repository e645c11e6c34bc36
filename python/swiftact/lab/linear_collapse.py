# SPDX-License-Identifier: MIT
"""Why non-linearity: any stack of linear layers is one linear layer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab.functions import Function, label, resolve
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, eq=False, repr=False)
class LinearCollapse(Result):
    """A deep linear stack against the single layer it equals, and the same stack with f between."""

    function: str
    depth: int
    weight: np.ndarray[Any, Any]
    bias: np.ndarray[Any, Any]
    inputs: np.ndarray[Any, Any]
    stacked: np.ndarray[Any, Any]
    collapsed: np.ndarray[Any, Any]
    activated: np.ndarray[Any, Any]
    linear_gap: float
    activated_gap: float

    def __str__(self) -> str:
        return "\n".join(
            (
                f"{self.depth} linear layers, x -> W{self.depth}(… (W1 x + b1) …) + b{self.depth},",
                "against the one layer W x + b that they multiply out to:",
                f"  largest difference, relative           {self.linear_gap:.1e}   (rounding only)",
                f"With {self.function} between the layers, against the best single linear layer",
                "fitted to its outputs by least squares:",
                f"  unexplained, relative                  {self.activated_gap:.1e}",
                "",
                self._verdict(),
            )
        )

    def _verdict(self) -> str:
        if self.activated_gap < 1e-10:
            return f"{self.function} is linear: depth bought nothing."
        return "The linear stack is one layer. With the activation no single layer does the same."

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import collapse

        collapse.draw(self, axes[0], theme)


def linear_collapse(
    function: Function = "relu",
    *,
    depth: int = 2,
    width: int = 16,
    samples: int = 200,
    seed: int = 0,
) -> LinearCollapse:
    """Multiply a stack of ``depth`` layers (2 → width → … → 1) out to one, numerically.

    >>> linear_collapse(depth=5).linear_gap < 1e-12
    True
    """
    if depth < 2 or width < 1 or samples < 4:
        raise ValueError("linear_collapse: depth must be at least 2, width 1 and samples 4")
    activation = resolve(function)
    generator = np.random.default_rng(seed)
    sizes = [2, *[width] * (depth - 1), 1]
    layers = [
        (generator.normal(0, 1 / np.sqrt(a), (b, a)), generator.normal(0, 0.5, b))
        for a, b in pairwise(sizes)
    ]
    x = generator.uniform(-2, 2, (samples, 2))
    weight, bias = np.eye(2), np.zeros(2)
    stacked = activated = x
    for index, (w, b) in enumerate(layers):
        weight, bias = w @ weight, w @ bias + b
        stacked = stacked @ w.T + b
        activated = activated @ w.T + b
        if index < depth - 1:
            activated = activation(activated)
    collapsed = x @ weight.T + bias
    design = np.column_stack([x, np.ones(samples)])
    fitted = design @ np.linalg.lstsq(design, activated, rcond=None)[0]
    return LinearCollapse(
        label(activation), depth, frozen(weight), frozen(bias), frozen(x), frozen(stacked),
        frozen(collapsed), frozen(activated),
        float(np.abs(stacked - collapsed).max() / np.abs(stacked).max()),
        float(np.linalg.norm(activated - fitted) / np.linalg.norm(activated - activated.mean())),
    )  # fmt: skip
