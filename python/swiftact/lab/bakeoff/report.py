# SPDX-License-Identifier: MIT
"""The bake-off as one HTML file: pictures inline, tables that sort, light and dark."""

from __future__ import annotations

import base64
import html as escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any

from swiftact.lab.bakeoff.conclusion import conclude
from swiftact.lab.text import percent

if TYPE_CHECKING:
    from swiftact.lab.bakeoff.result import Bakeoff

CAPTIONS = {
    "accuracy": "Test images classified wrong after each epoch. Bands: spread between seeds.",
    "loss": "Cross-entropy after each epoch on the training set and, faint, on the test set.",
    "final": "Test accuracy after the last epoch: a dot per seed, a bar for the mean.",
    "gradients": "Weight gradients per layer. Falling to the left means vanishing.",
    "dead": "Hidden neurons that output 0 for every one of a thousand training images.",
    "cost": "Time spent training, evaluation not counted. Depends on the machine.",
}


def html(result: Bakeoff) -> str:
    """The whole document as a string; it refers to nothing outside itself."""
    page = Template((resources.files(__package__) / "report.html").read_text(encoding="utf-8"))
    entries = len(result.entrants)
    seeds = len(result.seeds)
    return page.substitute(
        title=escape.escape(f"{entries} activations on {result.data}"),
        network=" – ".join(str(size) for size in result.sizes),
        epochs=result.epochs,
        seeds=f"{seeds} seed{'s' if seeds > 1 else ''}",
        winner=escape.escape(result.winner.name),
        winner_accuracy=percent(result.winner.final("test_accuracy")[0]),
        conclusion="\n".join(
            f"<div><dt>{topic}</dt><dd>{escape.escape(words)}</dd></div>"
            for topic, words in conclude(result).items()
        ),
        summary=_summary(result),
        figures="\n".join(_figure(result, name) for name in CAPTIONS),
        gradients=_layers(result, "gradients"),
        deaths=_layers(result, "dead"),
        settings=_settings(result),
    )


def _cell(shown: str, order: float | str) -> str:
    return f'<td data-order="{order}">{shown}</td>'


def _table(header: list[str], rows: list[list[str]]) -> str:
    titles = "".join(
        f'<th scope="col"><button type="button">{title}</button></th>' for title in header
    )
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    inside = f"<thead><tr>{titles}</tr></thead><tbody>\n{body}\n</tbody>"
    return f'<div class="scroll"><table>{inside}</table></div>'


def _name(name: str) -> str:
    return f'<th scope="row" data-order="{escape.escape(name)}">{escape.escape(name)}</th>'


def _pair(value: tuple[float, float], scale: float, digits: int) -> str:
    mean, spread = value
    shown = f"{scale * mean:.{digits}f} <small>± {scale * spread:.{digits}f}</small>"
    return _cell(shown, mean)


def _summary(result: Bakeoff) -> str:
    header = [
        "activation", "test accuracy, %", "test loss", "train loss", "converged at epoch",
        "first / last gradient", "dead, worst layer", "seconds per run",
    ]  # fmt: skip
    rows = [
        [
            _name(row["activation"]),
            _pair(row["test_accuracy"], 100, 2),
            _pair(row["test_loss"], 1, 4),
            _pair(row["train_loss"], 1, 4),
            _cell(str(row["converged_at"] or "never"), row["converged_at"] or 10**9),
            _cell(f"{row['gradient_balance']:.3g}", row["gradient_balance"]),
            _cell(percent(row["dead_share"]), row["dead_share"]),
            _cell(f"{row['seconds']:.2f}", row["seconds"]),
        ]
        for row in result.rows()
    ]
    return _table(header, rows)


def _layers(result: Bakeoff, what: str) -> str:
    """Per layer: the mean gradient norm, or the dead share at the end."""
    rows = []
    for entrant in result.entrants:
        figures = entrant.gradient_norms if what == "gradients" else entrant.dead_shares[-1]
        cells = [
            _cell(f"{v:.3g}" if what == "gradients" else percent(v), v) for v in figures.tolist()
        ]
        rows.append([_name(entrant.name), *cells])
    sizes = list(zip(result.sizes[:-1], result.sizes[1:], strict=True))
    if what == "gradients":
        header = [f"layer {i} <small>{a}→{b}</small>" for i, (a, b) in enumerate(sizes, 1)]
    else:
        header = [f"layer {i} <small>{b} neurons</small>" for i, (_, b) in enumerate(sizes[:-1], 1)]
    return _table(["activation", *header], rows)


def _figure(result: Bakeoff, name: str) -> str:
    pictures = "".join(
        f'<img class="{theme}" alt="{CAPTIONS[name]}"'
        f' src="data:image/png;base64,{_png(result, name, theme)}">'
        for theme in ("light", "dark")
    )
    return f"<figure>{pictures}<figcaption>{CAPTIONS[name]}</figcaption></figure>"


def _png(result: Bakeoff, name: str, theme: str) -> str:
    from swiftact.lab.pictures import bakeoff, style

    (ax,), chosen = style.prepare(None, (1, 1), (7.4, 4.3), theme)
    bakeoff.PANELS[name](result, ax, chosen)
    style.finish(ax, chosen)
    return base64.b64encode(style.to_png(ax.figure)).decode("ascii")


def _settings(result: Bakeoff) -> str:
    first: Any = result.winner.runs[0].settings
    facts = {
        "data": f"{first.data}, {first.examples[0]} training and {first.examples[1]} test images",
        "network": " – ".join(str(size) for size in first.sizes),
        "optimiser": f"Adam, rate {first.rate:g}, batches of {first.batch_size}",
        "loss": "cross-entropy on logits",
        "initialisation": first.initialisation,
        "precision": first.dtype,
        "seeds": ", ".join(str(seed) for seed in result.seeds),
    }
    return "\n".join(
        f"<div><dt>{key}</dt><dd>{escape.escape(value)}</dd></div>" for key, value in facts.items()
    )
