# SPDX-License-Identifier: MIT
"""The page of one function."""

from __future__ import annotations

from html import escape

from swiftact import Activation
from swiftact.documentation import PROMISE
from swiftact.guide.advice import GATE, HIDDEN, OUTPUT, SYMPTOMS, Advice

from . import names, points
from .curves import figure
from .formula import mathml
from .layout import code, interval, number, remarks, section, table
from .layout import page as frame


def page(function: Activation) -> str:
    body = "".join(
        (
            head(function),
            formulas(function),
            f"<figure>{figure(function)}</figure>",
            section("Use", use(function)),
            section("Parameters", parameters(function)),
            section("Facts", facts(function)),
            section("Special values", special(function)),
            section("Kinks", kinks(function)),
            section("Largest error, in ulp", errors(function)),
            section("In other libraries", elsewhere(function)),
            section(
                "In C",
                f"<pre>{escape(chr(10).join(names.prototypes(function)))}</pre>"
                "<p>In double precision <code>_f64</code>, with <code>double</code>.</p>",
            ),
            section("Paper", paper(function)),
        )
    )
    return frame(function.name, body)


def head(function: Activation) -> str:
    params = "".join(f", {name}={value!r}" for name, value in function.params.items())
    also = "".join(f" · {code(alias)}" for alias in function.aliases)
    return (
        f"<h1>{escape(function.title)}</h1>"
        f'<p class="call">{code(f"sa.{function.name}(x{params})")}{also}</p>'
    )


def formulas(function: Activation) -> str:
    lines = [("f", "f(x)", function.formula), ("d", "f′(x)", function.derivative)]
    return (
        '<div class="formulas">'
        + "".join(
            f'<span class="{kind}">{name} =</span><span>{mathml(text)}</span>'
            f"<span></span>{code(text)}"
            for kind, name, text in lines
        )
        + "</div>"
    )


def use(function: Activation) -> str:
    parts = [f'<p class="used">{escape(function.used[:1].upper() + function.used[1:])}.</p>']
    for place, advice in advices():
        if advice.function == function.name:
            watch = "".join(f"<li>{escape(each)}</li>" for each in advice.watch)
            parts.append(f"<p><b>{place}.</b> {escape(advice.why)}</p><ul>{watch}</ul>")
    instead = [place for place, advice in advices() if function.name in advice.alternatives]
    if instead:
        parts.append(f"<p>A second choice for: {escape('; '.join(instead))}.</p>")
    parts.append(f"<pre>{escape(function.entry.example)}</pre>")
    return "".join(parts)


def advices() -> list[tuple[str, Advice]]:
    groups = {"Hidden layers": HIDDEN, "Output": OUTPUT, "Symptom": SYMPTOMS}
    return [("Gates", GATE)] + [
        (f"{group}, {name.replace('_', ' ')}", advice)
        for group, found in groups.items()
        for name, advice in found.items()
    ]


def parameters(function: Activation) -> str:
    rows = []
    for name, parameter in function.entry.params.items():
        allowed = interval((parameter.lowest, parameter.highest))
        rows.append([code(name), number(parameter.default), allowed, escape(parameter.meaning)])
    return table(("name", "default", "allowed", "meaning"), rows) if rows else ""


def facts(function: Activation) -> str:
    yes: dict[object, str] = {True: "yes", False: "no", None: "not known"}
    roots = ", ".join(number(x) for x in function.stationary or ())
    dead = ", ".join(interval(zone) for zone in function.dead_zone or ())
    rows = [
        ("range", interval(function.range)),
        ("domain", interval(function.domain)),
        ("f at −∞ and +∞", interval(function.limits, "and")),
        ("f′ at −∞ and +∞", interval(function.slope_limits, "and")),
        ("never decreases", yes[function.monotone]),
        ("smooth (f′ is continuous)", yes[function.smooth]),
        ("zero-centred", str(yes.get(function.zero_centred, function.zero_centred))),
        ("saturates", function.saturates or "not known"),
        ("f′ = 0 at", roots),
        ("f′ = 0 in", dead),
        ("cost", escape(function.cost)),
    ]
    return table(("", ""), [row for row in rows if row[1]])


def special(function: Activation) -> str:
    head = ["x", *(number(x) for x in points.SPECIAL)]
    rows = [["f(x)", *points.values(function)], ["f′(x)", *points.slopes(function)]]
    return table(head, rows, numbers_from=1)


def kinks(function: Activation) -> str:
    rows = points.kinks(function)
    return table(("x", "f′ left", "f′(x)", "f′ right"), rows, numbers_from=0) if rows else ""


def errors(function: Activation) -> str:
    kind = "Measured" if function.ulp else "Promised; this build holds no measurements"
    rows = [
        [dtype, *(f"{error:.3g}" for error in found)]
        for dtype, found in (function.ulp or PROMISE).items()
    ]
    return table(("type", "f", "f′", "backward"), rows, numbers_from=1) + (
        f"<p>{kind}. A correctly rounded result is within 0.5.</p>"
    )


def elsewhere(function: Activation) -> str:
    rows = []
    for library, row in names.elsewhere(function.name):
        rows.append([library, code(row.signature), remarks(names.remarks(library, row))])
    return table(("", "", "where it gives something else, in float64"), rows) if rows else ""


def paper(function: Activation) -> str:
    found = function.paper
    if found is None:
        return ""
    text = escape(f"{found.authors} ({found.year}), {found.title}")
    if found.arxiv:
        text += f', <a href="https://arxiv.org/abs/{found.arxiv}">arXiv:{found.arxiv}</a>'
    return f"<p>{text}.</p>"
