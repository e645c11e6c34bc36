# SPDX-License-Identifier: MIT
"""Walk the decision tree."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import swiftact
from swiftact.guide.advice import GATE, HIDDEN, OUTPUT, SPELLINGS, SYMPTOMS, Advice


@dataclass(frozen=True, repr=False)
class Recommendation:
    """The answer, and the decisions that led to it."""

    function: str
    why: str
    watch: tuple[str, ...]
    alternatives: tuple[str, ...]
    loss: str
    initialisation: str
    path: tuple[str, ...]

    @property
    def activation(self) -> Any:
        """The function itself, ready to call."""
        return getattr(swiftact, self.function)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items()}

    def _lines(self) -> list[tuple[str, list[str]]]:
        facts = [
            ("because", [self.why]),
            ("decided by", [" → ".join(self.path)]),
            ("watch", list(self.watch)),
            ("initialise", [self.initialisation] if self.initialisation else []),
            ("loss", [f"swiftact.{self.loss}"] if self.loss else []),
            ("or else", [", ".join(self.alternatives)] if self.alternatives else []),
        ]
        return [(title, lines) for title, lines in facts if lines]

    def __str__(self) -> str:
        lines = [f"swiftact.{self.function}"]
        for title, texts in self._lines():
            lines += [f"  {title if i == 0 else '':<11} {line}" for i, line in enumerate(texts)]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left;vertical-align:top'>{title}</th>"
            f"<td style='text-align:left'>{'<br>'.join(map(html.escape, texts))}</td></tr>"
            for title, texts in self._lines()
        )
        return f"<b><code>swiftact.{self.function}</code></b><table>{rows}</table>"


def recommend(
    layer: str = "hidden",
    *,
    architecture: str | None = None,
    task: str | None = None,
    symptoms: str | Iterable[str] = (),
) -> Recommendation:
    """Which activation to use where.

    ``layer`` is hidden, output (then say the ``task``) or gate. ``architecture`` is transformer,
    cnn, mlp, efficientnet, rnn, deep_mlp or on_device. ``symptoms`` are dying_relu, vanishing,
    exploding, accuracy (more is wanted).

    >>> recommend("output", task="binary").loss
    'bce_with_logits'
    >>> recommend(architecture="cnn", symptoms="dying relu").function
    'leaky_relu'
    """
    layer = _known("layer", layer, ("hidden", "output", "gate"))
    named = (symptoms,) if isinstance(symptoms, str) else tuple(symptoms)
    found = [_known("symptom", symptom, SYMPTOMS) for symptom in named]
    kind = None if architecture is None else _known("architecture", architecture, HIDDEN)
    goal = None if task is None else _known("task", task, OUTPUT)
    path = [f"{layer} layer"]
    if layer == "gate":
        advice = GATE
    elif layer == "output":
        if goal is None:
            raise ValueError(f"recommend: an output layer needs a task: {', '.join(OUTPUT)}")
        advice = OUTPUT[goal]
        path.append(goal.replace("_", " "))
    else:
        advice = _hidden(kind, found)
        path.append((kind or "any architecture").replace("_", " "))
        path += [symptom.replace("_", " ") for symptom in SYMPTOMS if symptom in found]
        if goal is not None:
            advice = replace(advice, loss=OUTPUT[goal].loss)
    initialisation = advice.initialisation or _initialisation(advice.function)
    return Recommendation(
        advice.function,
        advice.why,
        advice.watch,
        advice.alternatives,
        advice.loss,
        initialisation,
        tuple(path),
    )


def _hidden(architecture: str | None, symptoms: list[str]) -> Advice:
    """The first symptom decides, unless the architecture's own function already is the cure."""
    usual = HIDDEN[architecture or "mlp"]
    for symptom, cure in SYMPTOMS.items():
        if symptom not in symptoms:
            continue
        cures = (cure.function, *cure.alternatives)
        if usual.function in cures:
            return replace(usual, watch=(*cure.watch, *usual.watch))
        if symptom == "vanishing" and usual.function in ("silu", "selu"):
            return replace(usual, watch=(*cure.watch, *usual.watch))
        if symptom == "accuracy" and architecture == "on_device":
            return replace(cure, function="hard_swish", why="It is silu without the exponential.")
        return cure
    return usual


def _initialisation(function: str) -> str:
    from swiftact.nn import suggest

    return suggest(getattr(swiftact, function))


def _known(what: str, given: str, known: Iterable[str]) -> str:
    """The canonical spelling of ``given``, or a ValueError that lists what there is."""
    if not isinstance(given, str):
        raise TypeError(f"recommend: {what} must be a string, got {given!r}")
    spelled = given.strip().lower().replace("-", "_").replace(" ", "_")
    spellings: Mapping[str, str] = SPELLINGS[what]
    spelled = spellings.get(spelled, spelled)
    names = tuple(known)
    if spelled not in names:
        raise ValueError(f"recommend: {what} must be one of {', '.join(names)}; got {given!r}")
    return spelled
