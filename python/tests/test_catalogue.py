# SPDX-License-Identifier: MIT
"""One list: catalogue, native table, C header and source folder name the same functions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import swiftact
from swiftact import _core

SUFFIXES = ("", "_grad", "_backward")
ROOT = Path(__file__).resolve().parents[2]


def header_lines() -> list[tuple[str, str, str]]:
    text = (Path(swiftact.get_include()) / "swiftact_catalogue.h").read_text()
    body = text[text.index("#define SWIFTACT_ACTIVATIONS") :]
    return re.findall(r"ACTIVATION\((\w+),\s*(\w+),\s*(NONE|ONE\(\w+\)|TWO\(\w+, \w+\))\)", body)


def elementwise(table: object) -> set[str]:
    return {ufunc.__name__ for ufunc in table.values() if ufunc.signature is None}  # type: ignore[attr-defined]


def test_catalogue_equals_table() -> None:
    expected = {name + suffix for name in swiftact.ACTIVATIONS for suffix in SUFFIXES}
    for isa in _core.isas:
        assert elementwise(_core.kernels(isa)) == expected


def test_catalogue_equals_header() -> None:
    assert {name for name, _, _ in header_lines()} == set(swiftact.ACTIVATIONS)


def test_parameters_equal_the_header() -> None:
    for name, _, parameters in header_lines():
        names = re.findall(r"\w+", parameters)[1:]
        assert names == list(swiftact.ACTIVATIONS[name].params), name


def test_kind_names_the_parameters() -> None:
    """sa.elu is an `Alpha`: what type checkers complete is what the entry says."""
    import inspect

    from swiftact import kinds

    source = inspect.getsource(kinds)
    for function in swiftact.ACTIVATIONS.values():
        kind = type(function).__name__
        body = re.search(rf"class {kind}\(Activation\):(.*?)(?=\nclass |\Z)", source, re.S)
        assert body, kind
        stated = re.findall(r"(\w+): ArrayLike = \.\.\.", body[1])
        assert set(stated) == set(function.params), function.name


def test_variable_is_called_as_the_entry() -> None:
    from swiftact import catalogue

    for family in catalogue.FAMILIES:
        for variable, function in vars(family).items():
            if isinstance(function, swiftact.Activation):
                assert variable == function.name


def test_source_folder_equals_header() -> None:
    folder = ROOT / "Sources/Kernels/Activations"
    if not folder.is_dir():
        pytest.skip("installed without the sources")
    assert {path.stem for path in folder.glob("*.swift")} == {
        type_ for _, type_, _ in header_lines()
    }
