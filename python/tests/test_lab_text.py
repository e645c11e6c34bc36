# SPDX-License-Identifier: MIT
"""Building blocks of the reports, and the examples in the docstrings."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

from swiftact import cli, guide, lab, nn
from swiftact.lab import text
from swiftact.lab.characters import curve


def modules():
    for package in (lab, nn, guide, cli):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


@pytest.mark.parametrize("name", sorted(modules()))
def test_examples(name):
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_some_modules_have_examples():
    counts = [doctest.testmod(importlib.import_module(name)).attempted for name in modules()]
    assert sum(counts) >= 15


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, ""), (-1, ""), (10, "█████"), (20, "█████"), (5, "██▌"), (0.25, "▏"), (0.01, "")],
)
def test_bar(value, expected):
    assert text.bar(value, 10, 5) == expected


def test_bar_without_a_scale():
    assert text.bar(3, 0) == ""
    assert text.bar(float("nan"), 1) == ""


def test_sparkline():
    assert text.sparkline([0, 1, 2, 4, 8]) == " ▁▂▄█"
    assert text.sparkline([0, 1e-9, 1], full=2.0) == " ▁▄"
    assert text.sparkline([0, 0]) == "  "
    assert text.sparkline([float("nan"), -1]) == " █"


def test_table():
    lines = text.table(("name", "n"), [("a", 1), ("longer", 200)]).splitlines()
    assert lines == ["name      n", "──────  ───", "a         1", "longer  200"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (0.12345, "0.1235"), (-3.5, "-3.5000"), (1e-9, "1.00e-09"), (2e8, "2.00e+08")],
)
def test_number(value, expected):
    assert text.number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(float("inf"), "∞"), (float("-inf"), "−∞"), (-0.0, "0"), (-0.27846, "−0.2785"), (1, "1")],
)
def test_end(value, expected):
    assert text.end(value) == expected


def test_listing_and_shortened():
    assert [text.listing(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert text.shortened("abcdef", 6) == "abcdef"
    assert text.shortened("abcdefg", 6) == "abcde…"


def test_a_curve_in_characters():
    x = np.linspace(-4, 4, 81)
    drawn = curve(x, x, np.ones_like(x), width=20, height=8).splitlines()
    assert len(drawn) == 10
    body = [line[9:].ljust(20) for line in drawn[:8]]
    dots = [
        (row, column) for row in range(8) for column in range(20) if "⠁" <= body[row][column] <= "⣿"
    ]
    columns = sorted({column for _, column in dots})
    assert columns == list(range(20))
    # The identity rises from the lower left to the upper right corner.
    assert min(dots)[1] > 16
    assert max(dots)[1] < 3
    assert drawn[0].split()[0] == "4"
    assert drawn[7].split()[0] == "-4"
    assert drawn[8].split() == ["-4", "4"]


def test_a_flat_curve_in_characters():
    x = np.linspace(1, 2, 11)
    drawn = curve(x, np.ones_like(x), np.zeros_like(x))
    assert "∘" in drawn
    assert curve(x, np.zeros_like(x), np.zeros_like(x)).splitlines()[-1].endswith("f'(x)")
