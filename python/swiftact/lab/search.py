# SPDX-License-Identifier: MIT
"""A small activation search: functions z·g(z), trained side by side and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

import swiftact
from swiftact import nn
from swiftact.lab import points, text
from swiftact.lab.functions import Function, label, resolve, resolve_all
from swiftact.lab.progress import progress
from swiftact.lab.result import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

Plain = Callable[[Any], Any]

GATES = ("silu", "ztanh", "zsoftplus", "gelu", "laplace_gate", "cauchy_gate")
"""z·g(z) for g the logistic function, tanh, softplus, and the normal, Laplace and Cauchy CDFs."""


def gated(gate: Plain, slope: Plain, *, name: str) -> Any:
    """The activation z·g(z) of a gate g and its derivative g′.

    >>> f = gated(np.tanh, lambda z: 1 - np.tanh(z) ** 2, name="z tanh z")
    >>> float(f(0.0))
    0.0
    """
    return swiftact.custom(
        lambda z: z * gate(z), lambda z: gate(z) + z * slope(z), name=name, formula="x * g(x)"
    )


def candidates() -> tuple[Any, ...]:
    """The default field: z·z, the catalogue's gates, and relu to measure against."""
    square = gated(lambda z: z, np.ones_like, name="square")
    return (*(resolve(name) for name in GATES), square, resolve("relu"))


@dataclass(frozen=True, eq=False)
class Candidate:
    """One function's figures: a row per seed, a column per epoch."""

    name: str
    formula: str
    losses: np.ndarray[Any, Any]
    accuracies: np.ndarray[Any, Any]

    @property
    def score(self) -> float:
        """Mean test loss at the end; infinite when a run diverged."""
        final = float(self.losses[:, -1].mean())
        return final if np.isfinite(final) else float("inf")

    @property
    def spread(self) -> float:
        """Standard deviation of the final test loss over the seeds."""
        return float(self.losses[:, -1].std(ddof=1)) if len(self.losses) > 1 else 0.0


@dataclass(frozen=True, eq=False, repr=False)
class Search(Result):
    """Candidates in order of their final test loss."""

    data: str
    seeds: tuple[int, ...]
    ranking: tuple[Candidate, ...]

    def __getitem__(self, name: str) -> Candidate:
        return next(candidate for candidate in self.ranking if candidate.name == name)

    @property
    def winner(self) -> Candidate:
        return self.ranking[0]

    def __str__(self) -> str:
        top = max((c.score for c in self.ranking if np.isfinite(c.score)), default=1.0)
        rows = [
            (
                place,
                candidate.name,
                f"{candidate.score:.4f} ± {candidate.spread:.4f}",
                text.percent(float(candidate.accuracies[:, -1].mean())),
                text.bar(candidate.score, top, 24).ljust(24),
            )
            for place, candidate in enumerate(self.ranking, 1)
        ]
        header = ("rank", "function", "test loss", "accuracy", "test loss")
        epochs = self.ranking[0].losses.shape[1]
        return (
            f"Activation search on {self.data}: {epochs} epochs, {len(self.seeds)} seeds\n\n"
            + text.table(header, rows, left=2)
            + f"\n\n{self._remark()}"
        )

    def _remark(self) -> str:
        best = self.winner
        close = [
            c.name
            for c in self.ranking[1:]
            if c.score - best.score <= (best.spread**2 + c.spread**2) ** 0.5
        ]
        if not close:
            return f"{best.name} is ahead by more than the spread between seeds."
        verb = "is" if len(close) == 1 else "are"
        return (
            f"{best.name} leads, but {text.listing(close)} {verb} within the spread of the seeds."
        )

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (1, 2), (12.5, 4.4)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import training

        training.search(self, axes, theme)


def search(
    functions: Iterable[Function] | Function | None = None,
    data: str | points.Points = "spirals",
    *,
    hidden: tuple[int, ...] = (16, 16),
    epochs: int = 100,
    rate: float = 0.01,
    n: int = 300,
    seeds: int | Iterable[int] = 3,
    show_progress: bool | None = None,
) -> Search:
    """Train a small MLP with each candidate and rank by loss on held-out points.

    Every second point is held out. Within a seed all candidates see the same batches and the
    same draws for their weights. Make candidates of your own with `gated`.
    """
    chosen = resolve_all(candidates() if functions is None else functions)
    numbers = tuple(range(seeds)) if isinstance(seeds, int) else tuple(seeds)
    if not numbers:
        raise ValueError("search: give at least one seed")
    split = _split(*points.load(data, n))
    ranking = []
    with progress("search", len(chosen) * len(numbers), show_progress) as advance:
        for function in chosen:
            histories = []
            for seed in numbers:
                histories.append(_train(function, split, hidden, epochs, rate, seed))
                advance(label(function), 1)
            losses = [history.column("test_loss") for history in histories]
            accuracies = [history.column("test_accuracy") for history in histories]
            formula = str(function.formula or "")
            ranking.append(Candidate(label(function), formula, frozen(losses), frozen(accuracies)))
    ranking.sort(key=lambda candidate: candidate.score)
    return Search(split.name, numbers, tuple(ranking))


def _split(name: str, x: points.Array, labels: points.Array) -> nn.DataSet:
    order = np.random.default_rng(0).permutation(len(x))
    learned, held_out = order[::2], order[1::2]
    return nn.DataSet(name, x[learned], labels[learned], x[held_out], labels[held_out])


def _train(
    function: Any, data: nn.DataSet, hidden: tuple[int, ...], epochs: int, rate: float, seed: int
) -> nn.History:
    network = nn.mlp((data.x_train.shape[1], *hidden, 1), function, seed=seed, dtype=np.float64)
    with np.errstate(all="ignore"):  # a candidate that diverges is ranked last, not reported twice
        return nn.fit(
            network,
            data,
            optimiser=nn.Adam(rate),
            loss="binary_cross_entropy",
            epochs=epochs,
            batch_size=32,
            seed=seed,
        )
