# SPDX-License-Identifier: MIT
"""Run the bake-off: every activation with every seed, resuming what is already on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from swiftact import nn
from swiftact.lab import images
from swiftact.lab.bakeoff.result import Bakeoff, Entrant
from swiftact.lab.bakeoff.run import Run, Settings, checksum, filename, fingerprint, measure
from swiftact.lab.functions import Function, label, resolve_all
from swiftact.lab.progress import progress

HIDDEN = (512, 256, 128, 64)
"""Hidden layers of the classic five-layer network; input and output follow the data."""


def bakeoff(
    functions: Iterable[Function] | Function | None = None,
    data: str | nn.DataSet = "digits",
    *,
    folder: str | Path | None = None,
    hidden: Sequence[int] = HIDDEN,
    epochs: int = 20,
    batch_size: int = 128,
    rate: float = 1e-3,
    seeds: int | Iterable[int] = 3,
    initialisation: str = "suggested",
    dtype: Any = np.float32,
    out: str | Path | None = None,
    show_progress: bool | None = None,
) -> Bakeoff:
    """Train the same MLP with each activation: Adam, cross-entropy on logits.

    ``data`` is ``digits``, ``fashion`` (with ``folder``: the one that holds its IDX files) or a
    `swiftact.nn.DataSet`. Within a seed every activation gets the same batches and the same
    draws for its weights, scaled by the initialisation that suits it (or the one named).
    With ``out`` every finished run is kept as JSON there, so that a second call resumes, and
    results.json, conclusion.txt, bakeoff.png and report.html are written.
    ``show_progress`` None means: when standard error is a terminal.
    """
    chosen = resolve_all(functions)
    dataset = images.load(data, folder)
    numbers = tuple(range(seeds)) if isinstance(seeds, int) else tuple(seeds)
    if not numbers:
        raise ValueError("bakeoff: give at least one seed")
    if initialisation != "suggested" and initialisation not in nn.INITIALISERS:
        known = ", ".join(("suggested", *nn.INITIALISERS))
        raise ValueError(f"bakeoff: initialisation must be one of {known}, got {initialisation!r}")
    classes = int(max(dataset.y_train.max(), dataset.y_test.max())) + 1
    sizes = (dataset.x_train.shape[1], *hidden, classes)
    check = checksum(dataset)
    runs: dict[str, list[Run]] = {label(function): [] for function in chosen}
    with progress("bake-off", len(chosen) * len(numbers) * epochs, show_progress) as advance:
        for seed in numbers:
            for function in chosen:
                settings = Settings(
                    dataset.name, check, (len(dataset.x_train), len(dataset.x_test)), sizes, epochs,
                    batch_size, rate, np.dtype(dtype).name, initialisation, label(function),
                    fingerprint(function), seed,
                )  # fmt: skip
                run = _run(function, dataset, settings, out, advance)
                runs[label(function)].append(run)
    entrants = [Entrant(name, tuple(done)) for name, done in runs.items()]
    result = Bakeoff(dataset.name, sizes, epochs, numbers, tuple(sorted(entrants, key=_rank)))
    if out is not None:
        result.write(out)
    return result


def _run(function: Any, dataset: nn.DataSet, settings: Settings, out: Any, advance: Any) -> Run:
    path = None if out is None else Path(out) / "runs" / filename(function, settings.seed)
    stored = None if path is None else Run.read(path, settings)
    if stored is not None:
        advance(f"{settings.function}, seed {settings.seed} (stored)", settings.epochs)
        return stored
    title = f"{settings.function}, seed {settings.seed}"
    run = measure(function, dataset, settings, lambda: advance(title, 1))
    if path is not None:
        run.write(path)
    return run


def _rank(entrant: Entrant) -> tuple[bool, float, float]:
    accuracy, loss = entrant.final("test_accuracy")[0], entrant.final("test_loss")[0]
    return entrant.diverged, -accuracy, loss
