# SPDX-License-Identifier: MIT
"""The checks of `diagnose`: each looks at what was measured and yields what it finds wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from swiftact.lab.dead_neurons import FIXES as DEAD_FIXES
from swiftact.lab.dead_neurons import grade
from swiftact.lab.text import listing, percent
from swiftact.nn import Activation, Dense, Network
from swiftact.nn.losses import LOSSES

EXAMPLES = 1000
VANISHING = 0.1
EXPLODING = 100.0


@dataclass(frozen=True)
class Finding:
    """A problem, the evidence for it, and the fixes in the order to try them."""

    problem: str
    evidence: str
    fixes: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """What the checks look at; what is empty was not measured."""

    train_losses: tuple[float, ...] = ()
    test_losses: tuple[float, ...] = ()
    gradient_norms: Mapping[str, float] = field(default_factory=dict)
    gradient_means: Mapping[str, float] = field(default_factory=dict)
    dead_shares: Mapping[str, float] = field(default_factory=dict)
    limits: tuple[float, float] = (1e-3, 100.0)
    loss: str = ""
    outputs: Any = None
    targets: Any = None
    last_layer: str = ""
    ends_in_activation: bool = False


def measure(network: Network, x: Any, y: Any, loss: str) -> Measured:
    """One forward and backward pass over up to a thousand examples."""
    x, y = np.asarray(x)[:EXAMPLES], np.asarray(y)[:EXAMPLES]
    with np.errstate(all="ignore"):  # what overflows is to be reported, not warned about
        activations = network.activations(x)
        outputs = network.forward(x)
        value, gradient = _loss(loss, outputs, y)
        network.backward(gradient)
    norms = {
        name: float(np.linalg.norm(layer.weight.grad))
        for name, layer in network.layers.items()
        if isinstance(layer, Dense)
    }
    name, last = list(network.layers.items())[-1]
    return Measured(
        train_losses=(value,),
        gradient_norms=norms,
        dead_shares={n: float(np.mean(~a.any(axis=0))) for n, a in activations.items()},
        loss=loss,
        outputs=outputs,
        targets=y,
        last_layer=name,
        ends_in_activation=isinstance(last, Activation) and last.name != "identity",
    )


def _loss(loss: str, outputs: Any, y: Any) -> tuple[float, Any]:
    """The loss and its gradient; not-a-number where the outputs do not fit the targets."""
    try:
        return LOSSES[loss](outputs, y)
    except (ValueError, IndexError):
        return math.nan, np.zeros_like(outputs)


def wrong_output(m: Measured) -> Iterator[Finding]:
    """The output layer against the loss and the targets."""
    if m.outputs is None:
        return
    width = m.outputs.shape[-1]
    if m.loss == "cross_entropy":
        classes = int(np.max(m.targets)) + 1
        if width < classes or width == 1:
            yield Finding(
                "wrong output layer",
                f"{width} outputs for {classes} classes",
                (
                    f"end in a Dense layer with {classes} outputs",
                    "with two classes and one output use binary cross-entropy",
                ),
            )
        elif _probabilities(m.outputs):
            yield Finding(
                "double softmax",
                "rows of outputs are non-negative and sum to 1; the loss applies softmax again",
                ("remove the softmax from the network: the loss takes logits",),
            )
            return
    if m.loss == "binary_cross_entropy" and width != 1:
        yield Finding(
            "wrong output layer",
            f"{width} outputs for a loss that takes one logit",
            ("end in a Dense layer with one output, or use cross-entropy on classes",),
        )
    if m.loss == "mean_squared_error":
        yield from _regression(m)
    elif m.ends_in_activation:
        yield Finding(
            "wrong output layer",
            f"the network ends in {m.last_layer}, but the loss takes logits",
            (f"remove {m.last_layer}: the loss contains the output activation",),
        )


def _regression(m: Measured) -> Iterator[Finding]:
    if not m.ends_in_activation:
        return
    low, high = float(np.min(m.outputs)), float(np.max(m.outputs))
    smallest, largest = float(np.min(m.targets)), float(np.max(m.targets))
    if smallest < low - 1e-6 or largest > high + 1e-6:
        yield Finding(
            "wrong output layer",
            f"{m.last_layer} gives {low:.3g} to {high:.3g}, "
            f"the targets are {smallest:.3g} to {largest:.3g}",
            (
                "use the identity as output for regression",
                "for bounded targets scale them into the range of sigmoid or tanh",
            ),
        )


def _probabilities(outputs: Any) -> bool:
    return bool(
        outputs.shape[-1] > 1
        and (outputs >= 0).all()
        and np.allclose(outputs.sum(-1), 1, atol=1e-3)
    )


def exploding(m: Measured) -> Iterator[Finding]:
    """Losses, outputs or gradients that are not finite, or gradients that are huge."""
    fixes = (
        "lower the learning rate",
        "initialise for the activation: He for the ReLU family, Xavier for tanh",
        "add batch normalisation",
        "clip the gradient norm",
    )
    fits = m.outputs is None or not np.isfinite(m.outputs).all()
    if any(not math.isfinite(value) for value in m.train_losses) and fits:
        yield Finding("exploding", "the loss is not a finite number", fixes)
        return
    figures = dict(m.gradient_norms) or dict(m.gradient_means)
    limit = m.limits[1] if not m.gradient_norms else EXPLODING
    huge = [name for name, value in figures.items() if not value <= limit]
    if huge:
        worst = max(figures[name] for name in huge)
        yield Finding("exploding", f"the gradient of {listing(huge)} reaches {worst:.3g}", fixes)


def vanishing(m: Measured) -> Iterator[Finding]:
    """First layers that learn far more slowly than the last."""
    fixes = (
        "replace sigmoid or tanh in hidden layers by relu, gelu or silu",
        "initialise for the activation: He for the ReLU family, Xavier for tanh",
        "add batch normalisation",
        "use fewer layers or residual connections",
    )
    if m.gradient_norms and len(m.gradient_norms) > 1:
        names, norms = list(m.gradient_norms), list(m.gradient_norms.values())
        largest = max(norms)
        if math.isfinite(largest) and norms[0] < VANISHING * largest:
            share = "nothing" if norms[0] == 0 else f"{norms[0] / largest:.2g} of the largest"
            yield Finding("vanishing", f"the gradient of {names[0]} is {share}", fixes)
    low = [name for name, value in m.gradient_means.items() if value < m.limits[0]]
    if low:
        yield Finding(
            "vanishing", f"mean |gradient| of {listing(low)} is below {m.limits[0]:g}", fixes
        )


def dying(m: Measured) -> Iterator[Finding]:
    """Dead neurons; a cascade when several layers in a row, or a whole layer, are affected."""
    bad = {name: share for name, share in m.dead_shares.items() if grade(share) != "healthy"}
    if not bad:
        return
    shares = listing([f"{name} {percent(share)}" for name, share in bad.items()])
    cascade = len(bad) > 1 or max(bad.values()) == 1.0
    problem = "dying ReLU cascade" if cascade else "dying ReLU"
    yield Finding(problem, f"dead neurons in {shares} ({grade(max(bad.values()))})", DEAD_FIXES)


def losses(m: Measured) -> Iterator[Finding]:
    """What the course of the losses says."""
    train, test = np.array(m.train_losses), np.array(m.test_losses)
    if len(train) < 3 or not np.isfinite(train).all():
        return
    if train[-1] > 1.5 * train.min() and train[-1] > train[0]:
        yield Finding(
            "diverging",
            f"the training loss rises from {train.min():.4g} to {train[-1]:.4g}",
            ("lower the learning rate", "check the scale of the inputs"),
        )
    elif train[0] - train[-1] < 0.02 * abs(train[0]):
        yield Finding(
            "not learning",
            f"the training loss stays at {train[-1]:.4g} (it began at {train[0]:.4g})",
            (
                "raise the learning rate, in steps of ten",
                "replace saturating activations by relu, gelu or silu",
                "check that inputs and labels belong together",
            ),
        )
    elif len(test) == len(train) and test[-1] > 1.3 * test.min() and train[-1] < 0.5 * test.min():
        yield Finding(
            "overfitting",
            f"the test loss rises from {test.min():.4g} to {test[-1]:.4g}, the training loss falls",
            ("stop earlier", "add dropout", "use more data or a smaller network"),
        )


CHECKS: tuple[Callable[[Measured], Iterator[Finding]], ...] = (
    exploding,
    wrong_output,
    dying,
    vanishing,
    losses,
)
