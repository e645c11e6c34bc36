# SPDX-License-Identifier: MIT
"""One list: catalogue, native table, C header and source folder name the same functions."""

from __future__ import annotations

import re
import shutil
import subprocess
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


def test_exported_symbols_equal_header() -> None:
    """Every function by name, in both precisions, and no other."""
    library = ROOT / ".build/release/libSwiftAct.a"
    if not library.exists() or not shutil.which("nm"):
        pytest.skip("no library or no nm here")
    listing = subprocess.run(
        ["nm", "--defined-only", "--extern-only", library], capture_output=True, text=True
    ).stdout
    exported = set(re.findall(r"\bT (swiftact_\w+_f(?:32|64))$", listing, re.M))
    expected = {
        f"swiftact_{name}{suffix}_{precision}"
        for name, _, _ in header_lines()
        for suffix in SUFFIXES
        for precision in ("f32", "f64")
    }
    assert expected <= exported, sorted(expected - exported)
    rows = {name for name in exported - expected if elementwise_name(name)}
    assert not rows, f"exported but not in the list: {sorted(rows)}"


def elementwise_name(symbol: str) -> bool:
    """Functions over rows have a table and a header section of their own."""
    function = re.sub(r"_f(32|64)$", "", symbol.removeprefix("swiftact_"))
    ufunc = _core.kernels(_core.isa).get(function)
    return ufunc is None or ufunc.signature is None
