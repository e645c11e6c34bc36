# SPDX-License-Identifier: MIT
"""What is wrong with a network or a training run, and what to try first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from swiftact.lab import checks, text
from swiftact.lab.bakeoff.run import Run
from swiftact.lab.checks import Finding, Measured
from swiftact.lab.monitor import GradientHealth, GradientMonitor
from swiftact.lab.result import Result
from swiftact.lab.train import TrainingRun
from swiftact.nn import LOSSES, DataSet, History, Network

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme


@dataclass(frozen=True, repr=False)
class Diagnosis(Result):
    """Findings, the gravest first, and the figures they rest on."""

    subject: str
    findings: tuple[Finding, ...]
    gradient_norms: dict[str, float]
    dead_shares: dict[str, float]

    @property
    def healthy(self) -> bool:
        return not self.findings

    @property
    def problems(self) -> tuple[str, ...]:
        """The names of the problems found."""
        return tuple(finding.problem for finding in self.findings)

    def __str__(self) -> str:
        parts = [f"Diagnosis of {self.subject}"]
        if self.healthy:
            parts.append("Nothing wrong was found.")
        for finding in self.findings:
            steps = [f"    {i}. {fix}" for i, fix in enumerate(finding.fixes, 1)]
            parts.append("\n".join([f"{finding.problem}: {finding.evidence}", *steps]))
        figures = (("gradient norm", self.gradient_norms), ("dead", self.dead_shares))
        for title, shares in figures:
            if shares:
                show = text.percent if title == "dead" else text.number
                rows = [(name, show(value)) for name, value in shares.items()]
                parts.append(text.table(("layer", title), rows))
        return "\n\n".join(parts)

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 2), (11.0, 4.2)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import neurons

        neurons.diagnosis(self, axes, theme)


def diagnose(subject: Any, data: Any = None, *, loss: str = "cross_entropy") -> Diagnosis:
    """Look at gradients, dead neurons, losses and outputs, and say what is wrong.

    ``subject`` is a `swiftact.nn.Network` with ``data`` (a DataSet, or a pair (x, y)), or a
    record of training: `nn.History`, a bake-off's `Run`, a `TrainingRun`, a `GradientHealth` or
    a `GradientMonitor`. ``loss`` is the one that the network is trained with.
    """
    if loss not in LOSSES:
        raise ValueError(f"diagnose: loss must be one of {', '.join(LOSSES)}, got {loss!r}")
    if isinstance(subject, Network):
        if data is None:
            raise ValueError("diagnose: a network needs data, a DataSet or a pair (x, y)")
        x, y = (data.x_train, data.y_train) if isinstance(data, DataSet) else data
        return _conclude(repr(subject), checks.measure(subject, x, y, loss))
    if isinstance(subject, GradientMonitor):
        subject = subject.result()
    if isinstance(subject, GradientHealth):
        return _conclude("a monitored run", _from_health(subject))
    if isinstance(subject, Run):
        title = f"{subject.settings.function} on {subject.settings.data}"
        return _conclude(title, _from_run(subject))
    if isinstance(subject, TrainingRun):
        losses = tuple(subject.losses.tolist())
        return _conclude(f"{subject.name} on {subject.data}", Measured(train_losses=losses))
    if isinstance(subject, History):
        train, test = (tuple(subject.column(f"{part}_loss").tolist()) for part in ("train", "test"))
        return _conclude(f"{len(subject.epochs)} epochs", Measured(train, test))
    raise TypeError(
        "diagnose: expected a Network, History, Run, TrainingRun, GradientHealth or "
        f"GradientMonitor, got {type(subject).__name__}"
    )


def _from_health(health: GradientHealth) -> Measured:
    means = dict(zip(health.layers, health.means[-1].tolist(), strict=True))
    return Measured(gradient_means=means, limits=(health.low, health.high))


def _from_run(run: Run) -> Measured:
    layers = [f"layer {i}" for i in range(1, len(run.gradient_norms[-1]) + 1)]
    return Measured(
        train_losses=run.train_loss,
        test_losses=run.test_loss,
        gradient_norms=dict(zip(layers, run.gradient_norms[-1], strict=True)),
        dead_shares=dict(zip(layers, run.dead_shares[-1], strict=False)),
    )


def _conclude(title: str, measured: Measured) -> Diagnosis:
    found = [finding for check in checks.CHECKS for finding in check(measured)]
    norms = measured.gradient_norms or measured.gradient_means
    return Diagnosis(title, tuple(found), dict(norms), dict(measured.dead_shares))
