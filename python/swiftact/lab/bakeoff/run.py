# SPDX-License-Identifier: MIT
"""One training run of the bake-off: what is set, what is measured, how it is kept on disk."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from swiftact import nn
from swiftact.lab.functions import label
from swiftact.lab.result import plain
from swiftact.lab.train import LEARNED

WATCHED = 1000
"""How many training examples the count of dead neurons looks at."""


@dataclass(frozen=True)
class Settings:
    """Everything a run depends on; a stored run is reused only if all of it is equal."""

    data: str
    checksum: str
    examples: tuple[int, int]
    sizes: tuple[int, ...]
    epochs: int
    batch_size: int
    rate: float
    dtype: str
    initialisation: str
    function: str
    fingerprint: str
    seed: int


@dataclass(frozen=True)
class Run:
    """What one run measured: per epoch, and per epoch and layer."""

    settings: Settings
    train_loss: tuple[float, ...]
    train_accuracy: tuple[float, ...]
    test_loss: tuple[float, ...]
    test_accuracy: tuple[float, ...]
    seconds: tuple[float, ...]
    gradient_norms: tuple[tuple[float, ...], ...]
    dead_shares: tuple[tuple[float, ...], ...]

    def write(self, path: Path) -> None:
        """Store as JSON, complete or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(plain(asdict(self)), indent=1) + "\n", encoding="utf-8")
        partial.replace(path)

    @staticmethod
    def read(path: Path, expected: Settings) -> Run | None:
        """The stored run if it was made with these settings; None when absent, other or damaged."""
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored.pop("settings") != plain(asdict(expected)):
                return None
            return Run(expected, **{name: _numbers(column) for name, column in stored.items()})
        except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
            return None


def _numbers(column: Any) -> Any:
    if isinstance(column, list):
        return tuple(_numbers(item) for item in column)
    return float(column)


def fingerprint(function: Any) -> str:
    """A short digest of values and slopes, so that an edited function is run anew."""
    grid = np.linspace(-8.0, 8.0, 257)
    values = np.concatenate([function(grid), function.grad(grid)])
    return hashlib.sha256(np.round(values, 12).tobytes()).hexdigest()[:16]


def checksum(data: nn.DataSet) -> str:
    """Tells data sets of the same name and size apart."""
    total = 0
    for array in (data.x_train, data.y_train, data.x_test, data.y_test):
        total = zlib.crc32(np.ascontiguousarray(array).tobytes(), total)
    return f"{total:08x}"


class _Norms(nn.Hook):
    """The Euclidean norm of every weight matrix's gradient, averaged over the steps of an epoch."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, ...]] = []
        self._step: dict[str, list[float]] = {}

    def backpropagated(self, name: str, layer: nn.Layer, gradient: Any) -> None:
        if isinstance(layer, nn.Dense):
            flat = layer.weight.grad.ravel()
            self._step.setdefault(name, []).append(float(np.sqrt(flat @ flat)))

    def epoch_ended(self, network: nn.Network, epoch: int) -> None:
        self.rows.append(tuple(float(np.mean(norms)) for norms in reversed(self._step.values())))
        self._step = {}


class _Deaths(nn.Hook):
    """The share of neurons per hidden layer that output 0 for every watched example."""

    def __init__(self, examples: Any) -> None:
        self.examples = examples
        self.rows: list[tuple[float, ...]] = []

    def epoch_ended(self, network: nn.Network, epoch: int) -> None:
        hooks, network.hooks = network.hooks, []
        outputs = network.activations(self.examples)
        network.hooks = hooks
        self.rows.append(tuple(float(np.mean(~array.any(axis=0))) for array in outputs.values()))


class _Ticks(nn.Hook):
    def __init__(self, tick: Callable[[], None]) -> None:
        self.tick = tick

    def epoch_ended(self, network: nn.Network, epoch: int) -> None:
        self.tick()


def measure(function: Any, data: nn.DataSet, settings: Settings, tick: Callable[[], None]) -> Run:
    """Train one network and note everything."""
    network = nn.mlp(
        settings.sizes,
        function,
        seed=settings.seed,
        dtype=np.dtype(settings.dtype),
        initialisation=None if settings.initialisation == "suggested" else settings.initialisation,
        learn=LEARNED.get(function.name, ()),
    )
    norms, deaths = _Norms(), _Deaths(data.x_train[:WATCHED])
    with np.errstate(all="ignore"):  # a run that diverges is a finding, not a warning
        history = nn.fit(
            network,
            data,
            optimiser=nn.Adam(settings.rate),
            epochs=settings.epochs,
            batch_size=settings.batch_size,
            seed=settings.seed,
            hooks=(norms, deaths, _Ticks(tick)),
        )
    names = ("train_loss", "train_accuracy", "test_loss", "test_accuracy", "seconds")
    columns = {name: tuple(history.column(name).tolist()) for name in names}
    return Run(
        settings, **columns, gradient_norms=tuple(norms.rows), dead_shares=tuple(deaths.rows)
    )


def filename(function: Any, seed: int) -> str:
    """A file name for a run: letters, digits and dashes only."""
    safe = "".join(c if c.isalnum() or c in "._" else "-" for c in label(function))
    return f"{safe}-{seed}.json"
