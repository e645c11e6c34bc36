# SPDX-License-Identifier: MIT
"""The verdict: a run held against the targets, with every cell that misses one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases import OUT, SAVED, elementwise, light
from report import shape, ulp
from results import OURS, Cell, Run, SmallCall, geometric_mean

HALVES = ("float16", "bfloat16")
LARGEST_CACHE = 32 << 20  # bytes, where the system does not say


@dataclass(frozen=True)
class Verdict:
    target: str
    found: str
    passed: bool
    misses: tuple[str, ...]


def verdicts(run: Run) -> list[Verdict]:
    cache = max(run.machine["caches"].values(), default=LARGEST_CACHE)
    found: list[Verdict] = []
    for threads in sorted({cell.threads for cell in run.cells}):
        cells = [cell for cell in run.cells if cell.threads == threads]
        found += _of_threads(cells, cache, f"{threads} thread{'s' * (threads > 1)}: ")
    return [*found, *_small(run.small)]


def _of_threads(cells: list[Cell], cache: int, label: str) -> list[Verdict]:
    flat = [cell for cell in cells if len(cell.shape) == 1]
    near = [cell for cell in flat if cell.size >= 1000 and cell.traffic <= cache // 2]
    far = [cell for cell in flat if cell.traffic > 2 * cache and cell.way == OUT]
    softmax = [cell for cell in cells if cell.function in ("softmax", "log_softmax")]
    long = [cell for cell in softmax if cell.shape[1] >= 1000 and cell.way != SAVED]
    short = [cell for cell in softmax if cell.shape[1] == 10 and cell.way != SAVED]
    return [
        verdict
        for verdict in (
            _ratios(label + "in cache, accurate peers", near, accurate, 1.0, mean=0.5),
            _ratios(label + "in cache, any peer", near, anyone, 1.6, mean=0.9),
            _ratios(label + "float16, bfloat16, any peer", _halves(near), anyone, 1.0),
            _halves_against_float32(label, near),
            _ratios(label + "rows of 1000 and more, any peer", long, anyone, 1.3),
            _ratios(label + "rows of 10, any peer", short, anyone, 0.6),
            _ratios(label + "out of cache, relu class, floor", _light(far), to_floor, 1.1),
            _ratios(label + "out of cache, one exp, floor", _one_exp(far), to_floor, 1.5),
            _ratios(label + "backward from y, floor", _saved(near), to_floor, 1.2),
        )
        if verdict
    ]


def accurate(cell: Cell) -> float | None:
    return cell.ratio(accurate=True)


def anyone(cell: Cell) -> float | None:
    return cell.ratio(accurate=False)


def to_floor(cell: Cell) -> float | None:
    return cell.to_floor


def _ratios(
    name: str,
    cells: Iterable[Cell],
    ratio: Callable[[Cell], float | None],
    limit: float,
    mean: float | None = None,
) -> Verdict | None:
    pairs = [(found, cell) for cell in cells if (found := ratio(cell)) is not None]
    if not pairs:
        return None
    pairs.sort(key=lambda pair: -pair[0])
    average, (highest, worst) = geometric_mean(found for found, _ in pairs), pairs[0]
    target = f"{name}: " + (f"mean <= {mean}, " if mean else "") + f"every cell <= {limit}"
    text = f"mean {average:.2f}, worst {highest:.2f} ({_where(worst, ratio)}), {len(pairs)} cells"
    misses = tuple(f"{found:.2f}x {_where(cell, ratio)}" for found, cell in pairs if found > limit)
    return Verdict(target, text, not misses and average <= (mean or average), misses)


def _where(cell: Cell, ratio: Callable[[Cell], float | None]) -> str:
    """The cell and the errors of both sides, of the peer that the ratio is about."""
    text = f"{cell.function} {cell.dtype} {cell.way} {shape(cell.shape)}"
    rival = cell.best(accurate=ratio is accurate)
    if rival is None or ratio not in (accurate, anyone):
        return text
    return f"{text}: {ulp(cell.ulp.get(OURS))} ulp, {rival} {ulp(cell.ulp.get(rival))}"


def _halves(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.dtype in HALVES]


def _light(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if light(cell.function)]


def _one_exp(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if elementwise()[cell.function].cost == "exp"]


def _saved(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.way == SAVED]


def _halves_against_float32(label: str, cells: list[Cell]) -> Verdict | None:
    single = {(c.function, c.way, c.shape): c.ours for c in cells if c.dtype == "float32"}

    def ratio(cell: Cell) -> float | None:
        own = single.get((cell.function, cell.way, cell.shape))
        return cell.ours / own if own else None

    return _ratios(label + "halves against the float32 kernel", _halves(cells), ratio, 1.3)


def _small(rows: list[SmallCall]) -> list[Verdict]:
    found = []
    for parameters, limit in ((False, 60.0), (True, 150.0)):
        chosen = [
            row
            for row in rows
            if row.n == 1 and row.dtype == "float32" and bool(row.parameters) == parameters
        ]
        if not chosen:
            continue
        chosen.sort(key=lambda row: row.exp - row.ns)
        extra = [row.ns - row.exp for row in chosen]
        misses = tuple(
            f"+{row.ns - row.exp:.0f} ns {row.label}" for row in chosen if row.ns - row.exp > limit
        )
        kind = "with default parameters" if parameters else "without parameters"
        text = f"worst {extra[0]:+.0f} ns ({chosen[0].label}), {len(chosen)} calls"
        target = f"one element, {kind}: np.exp + {limit:.0f} ns"
        found.append(Verdict(target, text, not misses, misses))
    return found


def text(run: Run) -> str:
    lines = ["", "Targets", ""]
    for verdict in verdicts(run):
        lines.append(f"{'PASS' if verdict.passed else 'miss'}  {verdict.target}")
        lines.append(f"      {verdict.found}")
        lines += [f"        {miss}" for miss in verdict.misses]
    return "\n".join(lines)
