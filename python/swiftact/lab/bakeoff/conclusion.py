# SPDX-License-Identifier: MIT
"""The written conclusion of a bake-off. Every word follows from a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swiftact.lab.dead_neurons import grade
from swiftact.lab.text import listing, percent

if TYPE_CHECKING:
    from swiftact.lab.bakeoff.result import Bakeoff, Entrant

VANISHING = 0.1
"""A first-layer gradient below this share of the last layer's is called vanishing."""
EXPLODING = 10.0


def conclude(result: Bakeoff) -> dict[str, str]:
    """One paragraph per topic: winner, convergence, gradients, dead neurons, cost."""
    return {
        "Winner": _winner(result),
        "Convergence": _convergence(result),
        "Gradient health": _gradients(result),
        "Dead neurons": _dead(result),
        "Cost": _cost(result),
    }


def _points(entrant: Entrant) -> str:
    mean, spread = entrant.final("test_accuracy")
    return f"{100 * mean:.2f}%" + (f" ± {100 * spread:.2f}" if len(entrant.runs) > 1 else "")


def level(result: Bakeoff) -> list[Entrant]:
    """Entrants whose distance from the winner is within the spread of both over the seeds."""
    best, spread = result.winner.final("test_accuracy")
    close = []
    for entrant in result.entrants[1:]:
        mean, other = entrant.final("test_accuracy")
        if best - mean <= (spread**2 + other**2) ** 0.5:
            close.append(entrant)
    return close


def _winner(result: Bakeoff) -> str:
    if result.winner.diverged:
        return "No activation trained: every run diverged."
    sentence = f"{result.winner.name} has the best test accuracy, {_points(result.winner)}"
    if len(result.entrants) == 1:
        return sentence + "."
    if len(result.seeds) == 1:
        return sentence + "; with one seed, a gap of a few tenths of a percent means nothing."
    close = level(result)
    if close:
        names = listing([entrant.name for entrant in close])
        verb = "is" if len(close) == 1 else "are"
        sentence += f", but {names} {verb} within the spread between seeds"
    last = result.entrants[-1]
    return f"{sentence}." if last in close else f"{sentence}. Last is {last.name}, {_points(last)}."


def _convergence(result: Bakeoff) -> str:
    reached = {entrant.name: entrant.reached(result.goal) for entrant in result.entrants}
    done = {name: epoch for name, epoch in reached.items() if epoch is not None}
    never = [name for name, epoch in reached.items() if epoch is None]
    if not done:
        return "No activation converged."
    first, last = min(done.values()), max(done.values())
    fastest = listing([name for name, epoch in done.items() if epoch == first])
    goal = f"{percent(result.goal)} (95% of the winner's accuracy)"
    sentence = f"{fastest} reached {goal} in epoch {first}"
    if last > first:
        sentence += (
            f"; {listing([n for n, e in done.items() if e == last])} needed until epoch {last}"
        )
    if never:
        sentence += f"; {listing(never)} never did"
    return sentence + "."


def _gradients(result: Bakeoff) -> str:
    ratio = {entrant.name: entrant.gradient_balance for entrant in result.entrants}
    vanishing = [f"{name} ({value:.2g})" for name, value in ratio.items() if value < VANISHING]
    exploding = [f"{name} ({value:.2g})" for name, value in ratio.items() if value > EXPLODING]
    diverged = [entrant.name for entrant in result.entrants if entrant.diverged]
    parts = []
    if vanishing:
        parts.append(f"gradients vanish towards the first layer with {listing(vanishing)}")
    if exploding:
        parts.append(f"they grow towards the first layer with {listing(exploding)}")
    if diverged:
        parts.append(f"training diverged with {listing(diverged)}")
    if not parts:
        return (
            "Gradients are healthy with every activation: the first layer's norm stays between "
            f"{min(ratio.values()):.2g} and {max(ratio.values()):.2g} of the last layer's."
        )
    sentence = "; ".join(parts)
    note = "in brackets: the first layer's gradient norm over the last layer's"
    return f"{sentence[0].upper()}{sentence[1:]} ({note})."


def _dead(result: Bakeoff) -> str:
    dead = {e.name: e.dead_share for e in result.entrants if e.dead_share > 0}
    if not dead:
        return "No activation left a neuron dead."
    worst = max(dead, key=lambda name: dead[name])
    others = [f"{name} {percent(share)}" for name, share in dead.items() if name != worst]
    share = f"{percent(dead[worst])} dead neurons in its worst layer ({grade(dead[worst])})"
    return f"{worst} ends with {share}" + (
        f"; {listing(others)}." if others else "; the others have none."
    )


def _cost(result: Bakeoff) -> str:
    seconds = {entrant.name: entrant.seconds for entrant in result.entrants}
    cheap, dear = min(seconds, key=lambda n: seconds[n]), max(seconds, key=lambda n: seconds[n])
    if cheap == dear:
        return f"A run took {seconds[cheap]:.2f} s."
    extra = seconds[dear] / seconds[cheap] - 1
    return (
        f"{cheap} trained fastest, {seconds[cheap]:.2f} s a run; {dear} took longest, "
        f"{seconds[dear]:.2f} s ({percent(extra)} more)."
    )
