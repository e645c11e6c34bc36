# SPDX-License-Identifier: MIT
"""The reference builds: a page per function, links that lead somewhere, the package's numbers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import swiftact as sa

BUILD = Path(__file__).resolve().parents[1] / "docs" / "build.py"
PACKAGE = Path(sa.__file__).parents[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reference") / "html"
    subprocess.run(
        [sys.executable, "-W", "error", BUILD, "--output", folder],
        check=True,
        env=os.environ | {"PYTHONPATH": str(PACKAGE)},
    )
    return {path.name: path.read_text() for path in folder.iterdir()}


class Outline(HTMLParser):
    """Whether each element is closed; the targets of links; the text of table rows."""

    VOID = ("meta", "line")

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.targets: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.targets += [value or "" for name, value in attributes if name in ("href", "src")]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def test_every_function_has_a_page(pages: dict[str, str]) -> None:
    assert pages.keys() == {f"{name}.html" for name in sa.ACTIVATIONS} | {
        "index.html",
        "special-values.html",
        "kinks.html",
        "libraries.html",
    }
    for name, function in sa.ACTIVATIONS.items():
        text = unescape(pages[f"{name}.html"])
        for said in (function.title, function.formula, function.derivative, function.cost):
            assert said in text, f"{name}: {said}"
        assert text.count("<math") == 2
        assert f"void swiftact_{name}_backward_f32(" in text
        assert f'href="{name}.html"' in pages["index.html"]


def test_pages_are_whole_and_links_lead_somewhere(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        outline = Outline(text)
        assert outline.open == [], name
        for target in outline.targets:
            assert target in pages or target.startswith("https://arxiv.org/abs/"), target
        assert "<script" not in text
        assert "nan" not in re.findall(r'(?:points|x1|y1|d)="[^"]*', text)


def test_special_values_are_the_functions(pages: dict[str, str]) -> None:
    rows = Outline(pages["special-values.html"]).rows
    x = np.array([-np.inf, -0.0, 0.0, np.inf, np.nan])
    functions = [(f, role) for f in sa.ACTIVATIONS.values() for role in (f, f.grad)]
    for (function, call), row in zip(functions, rows[1:], strict=True):
        for shown, y in zip(row[2:7], call(x), strict=True):
            assert same(shown, y if call is function else y + 0.0), f"{function.name}: {row}"


def same(shown: str, y: Any) -> bool:
    """Six digits, and the sign of zero."""
    found = float(shown.replace("−", "-").replace("∞", "inf"))
    return bool(np.signbit(found) == np.signbit(y) or np.isnan(y)) and bool(
        np.isclose(found, y, rtol=1e-5, atol=0, equal_nan=True)
    )


def test_kinks_are_those_of_the_catalogue(pages: dict[str, str]) -> None:
    rows = iter(Outline(pages["kinks.html"]).rows[1:])
    for function in sa.ACTIVATIONS.values():
        for at, slope in (function.kinks or {}).items():
            shown = next(rows)[1:]
            assert same(shown[0], at), function.name
            assert same(shown[2], np.float64(slope)) or slope == 0, function.name
            assert shown[1] != shown[3], function.name
    assert next(rows, None) is None


def test_measured_errors_are_shown(pages: dict[str, str]) -> None:
    for name, function in sa.ACTIVATIONS.items():
        rows = {row[0]: row[1:] for row in Outline(pages[f"{name}.html"]).rows if row}
        for dtype, errors in function.ulp.items():
            assert rows[dtype] == [f"{error:.3g}" for error in errors], name


def test_other_libraries_are_named(pages: dict[str, str]) -> None:
    assert "leaky_relu(features, alpha=0.2, name=None)" in pages["leaky_relu.html"]
    assert "LeakyReLU(negative_slope=0.3)" in pages["leaky_relu.html"]
    assert "gelu(x, approximate=True)" in pages["gelu_tanh.html"]
    assert "HardSigmoid(X, alpha=0.2, beta=0.5)" in pages["hard_sigmoid.html"]
