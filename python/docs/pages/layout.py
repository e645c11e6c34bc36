# SPDX-License-Identifier: MIT
"""What all pages share: the frame, tables, numbers as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from math import isinf, isnan

import numpy as np

import swiftact as sa

STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5d6776; --line: #dfe3e9;
  --paper: #fff; --shade: #f5f7f9; --value: #2463eb; --slope: #d9540b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #98a2b1;
  --line: #323a46; --paper: #14181e; --shade: #1c222a; --value: #6d9ffc; --slope: #fb9a55; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main, nav { max-width: 1000px; margin: 0 auto; padding: 0 24px; }
nav { padding-top: 20px; display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 14px; }
nav strong { font-weight: 650; } nav a, nav strong a { color: var(--soft); }
a { color: var(--value); text-decoration: none; } a:hover { text-decoration: underline; }
h1 { font-size: 30px; line-height: 1.2; margin: 28px 0 4px; letter-spacing: -.01em; }
h2 { font-size: 19px; margin: 36px 0 10px; } p { margin: 8px 0; max-width: 70ch; }
.call { color: var(--soft); font-size: 15px; } .used { font-size: 17px; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .88em; }
pre { background: var(--shade); padding: 12px 16px; border-radius: 8px; overflow-x: auto; }
.formulas { display: grid; grid-template-columns: max-content 1fr; gap: 8px 16px;
  align-items: center; background: var(--shade); border-radius: 8px; padding: 16px 20px;
  overflow-x: auto; }
.formulas math { font-size: 1.15em; }
mtd { text-align: left; padding: 2px 14px 2px 0; }
.cases { border-left: 1.5px solid; border-radius: 9px; padding: 3px 0 3px 10px;
  margin-left: 5px; }
.formulas code { color: var(--soft); font-size: 13px; }
.f { color: var(--value); } .d { color: var(--slope); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 14.5px; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); white-space: nowrap; }
th, td { padding: 6px 18px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; }
td ul { margin: 0; padding-left: 16px; color: var(--soft); }
figure { margin: 20px 0 0; } svg { max-width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font: 11px system-ui, sans-serif; paint-order: stroke;
  stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 14px; }
.cards a { border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; color: inherit; }
.cards a:hover { background: var(--shade); text-decoration: none; }
.cards b { display: block; } .cards small { color: var(--soft); line-height: 1.35; display: block; }
footer { color: var(--soft); font-size: 13px; margin: 48px 0 32px; }
"""

LINKS = {
    "index.html": "Functions",
    "special-values.html": "Special values",
    "kinks.html": "Kinks",
    "libraries.html": "Other libraries",
}


def page(title: str, body: str) -> str:
    links = "".join(f'<a href="{target}">{text}</a>' for target, text in LINKS.items())
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · swiftact</title><style>{STYLE}</style></head>\n"
        f'<body><nav><strong><a href="index.html">swiftact</a></strong>{links}</nav>\n'
        f"<main>{body}\n<footer>swiftact {escape(sa.__version__)}. Written from the package"
        " itself: numbers on this page were computed or measured.</footer></main></body></html>\n"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers_from: int = 99) -> str:
    """Cells are HTML; columns from `numbers_from` on are numbers."""

    def cells(tag: str, row: Sequence[str]) -> str:
        kinds = [' class="n"' if i >= numbers_from else "" for i in range(len(row))]
        return "".join(f"<{tag}{k}>{c}</{tag}>" for k, c in zip(kinds, row, strict=True))

    first = f"<tr>{cells('th', head)}</tr>" if any(head) else ""
    lines = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<div class="scroll"><table>{first}\n{lines}</table></div>'


def section(title: str, body: str) -> str:
    return f"\n<h2>{title}</h2>\n{body}" if body else ""


def code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def link(name: str) -> str:
    return f'<a href="{name}.html">{name}</a>'


def number(x: float) -> str:
    if isnan(x):
        return "NaN"
    sign = "−" if np.signbit(x) else ""
    if isinf(x):
        return f"{sign}∞"
    mantissa, _, exponent = f"{abs(x):.6g}".partition("e")
    if exponent:
        mantissa += f"·10<sup>{int(exponent)}</sup>".replace("-", "−")
    return sign + mantissa


def remarks(lines: Iterable[str]) -> str:
    """A list; what is between backticks is code."""
    items = (re.sub("`(.*?)`", r"<code>\1</code>", escape(line)) for line in lines)
    text = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{text}</ul>" if text else ""


def interval(bounds: tuple[float, float] | None, closed: str = "…") -> str:
    return "not known" if bounds is None else f"{number(bounds[0])} {closed} {number(bounds[1])}"
