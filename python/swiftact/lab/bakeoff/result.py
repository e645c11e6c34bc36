# SPDX-License-Identifier: MIT
"""What a bake-off found: per activation the figures over all seeds, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from swiftact.lab import text
from swiftact.lab.bakeoff.run import Run
from swiftact.lab.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from swiftact.lab.pictures.style import Theme

Array = np.ndarray[Any, Any]
CLOSE = 0.95
"""Converged means: this share of the winner's final accuracy is reached."""


@dataclass(frozen=True, eq=False)
class Entrant:
    """One activation and its runs, one per seed."""

    name: str
    runs: tuple[Run, ...]

    def curve(self, column: str) -> tuple[Array, Array]:
        """Mean and spread (sample standard deviation over the seeds) per epoch."""
        data = np.array([getattr(run, column) for run in self.runs], dtype=np.float64)
        return data.mean(axis=0), _spread(data)

    def final(self, column: str) -> tuple[float, float]:
        """Mean and spread of the last epoch."""
        mean, spread = self.curve(column)
        return float(mean[-1]), float(spread[-1])

    @property
    def seconds(self) -> float:
        """Training time of a run, averaged over the seeds."""
        return float(np.mean([sum(run.seconds) for run in self.runs]))

    @property
    def gradient_norms(self) -> Array:
        """Norm per layer, first layer first: mean over seeds and epochs."""
        return np.asarray(np.mean([run.gradient_norms for run in self.runs], axis=(0, 1)))

    @property
    def gradient_balance(self) -> float:
        """The first layer's gradient norm over the last one's: far below 1 is vanishing."""
        norms = self.gradient_norms
        if not norms[-1] > 0 or np.isinf(norms).any():
            return float("nan")
        return float(norms[0] / norms[-1])

    @property
    def dead_shares(self) -> Array:
        """Dead share per epoch and hidden layer: mean over seeds."""
        return np.asarray(np.mean([run.dead_shares for run in self.runs], axis=0))

    @property
    def dead_share(self) -> float:
        """Dead share of the worst hidden layer at the end."""
        return float(self.dead_shares[-1].max())

    @property
    def diverged(self) -> bool:
        return not all(np.isfinite(run.train_loss).all() for run in self.runs)

    def reached(self, accuracy: float) -> int | None:
        """The first epoch (from 1) whose mean test accuracy is at least this."""
        found = np.flatnonzero(self.curve("test_accuracy")[0] >= accuracy)
        return int(found[0]) + 1 if len(found) else None


def _spread(data: Array) -> Array:
    return data.std(axis=0, ddof=1) if len(data) > 1 else np.zeros(data.shape[1:])


@dataclass(frozen=True, eq=False, repr=False)
class Bakeoff(Result):
    """All entrants, best mean test accuracy first (lower test loss where equal)."""

    data: str
    sizes: tuple[int, ...]
    epochs: int
    seeds: tuple[int, ...]
    entrants: tuple[Entrant, ...]

    def __getitem__(self, name: str) -> Entrant:
        return next(entrant for entrant in self.entrants if entrant.name == name)

    @property
    def winner(self) -> Entrant:
        return self.entrants[0]

    @property
    def goal(self) -> float:
        """The accuracy that counts as converged."""
        return CLOSE * self.winner.final("test_accuracy")[0]

    def rows(self) -> list[dict[str, Any]]:
        """One row of summary figures per entrant, in order."""
        return [
            {
                "activation": entrant.name,
                "test_accuracy": entrant.final("test_accuracy"),
                "test_loss": entrant.final("test_loss"),
                "train_loss": entrant.final("train_loss"),
                "converged_at": entrant.reached(self.goal),
                "gradient_balance": entrant.gradient_balance,
                "dead_share": entrant.dead_share,
                "seconds": entrant.seconds,
            }
            for entrant in self.entrants
        ]

    @property
    def conclusion(self) -> str:
        """The findings in sentences, all from the figures."""
        from swiftact.lab.bakeoff.conclusion import conclude

        return "\n".join(conclude(self).values())

    def to_dict(self) -> dict[str, Any]:
        from swiftact.lab.result import plain

        return super().to_dict() | {"summary": plain(self.rows()), "conclusion": self.conclusion}

    def __str__(self) -> str:
        rows = [
            (
                row["activation"],
                f"{100 * row['test_accuracy'][0]:.2f} ± {100 * row['test_accuracy'][1]:.2f}",
                f"{row['test_loss'][0]:.4f} ± {row['test_loss'][1]:.4f}",
                row["converged_at"] or "–",
                f"{row['gradient_balance']:.3g}",
                text.percent(row["dead_share"]),
                f"{row['seconds']:.2f}",
            )
            for row in self.rows()
        ]
        header = (
            "activation", "test accuracy %", "test loss", "converged at", "first/last gradient",
            "dead", "seconds",
        )  # fmt: skip
        layers = "–".join(str(size) for size in self.sizes)
        return (
            f"Bake-off on {self.data}: {layers}, {self.epochs} epochs, "
            f"{len(self.seeds)} seed{'s' if len(self.seeds) > 1 else ''}\n\n"
            + text.table(header, rows)
            + "\n\n"
            + self.conclusion
        )

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        return (2, 3), (17.0, 8.6)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        from swiftact.lab.pictures import bakeoff

        for panel, ax in zip(bakeoff.PANELS.values(), axes, strict=True):
            panel(self, ax, theme)

    def write(self, folder: str | Path) -> Path:
        """Write results.json, conclusion.txt, bakeoff.png and report.html; return the report."""
        from swiftact.lab.bakeoff.report import html

        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        self.to_json(place / "results.json")
        (place / "conclusion.txt").write_text(f"{self}\n", encoding="utf-8")
        self.save(place / "bakeoff.png", dpi=110)
        report = place / "report.html"
        report.write_text(html(self), encoding="utf-8")
        return report
