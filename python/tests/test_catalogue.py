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


def learnable_lines() -> list[tuple[str, str, str]]:
    return re.findall(r" LEARNABLE\((\w+),\s*(\w+),\s*(\w+)\)", header_text("SWIFTACT_LEARNABLE"))


def from_output_lines() -> list[tuple[str, str, str]]:
    return re.findall(
        r" FROM_OUTPUT\((\w+),\s*(\w+),\s*(NONE|ONE\(\w+\)|TWO\(\w+, \w+\))\)",
        header_text("SWIFTACT_FROM_OUTPUT"),
    )


def header_text(macro: str) -> str:
    """The definition of the macro, to the end of its lines."""
    text = (Path(swiftact.get_include()) / "swiftact_catalogue.h").read_text()
    found = re.search(rf"#define {macro}\(.*(?:\\\n.*)*", text)
    assert found, macro
    return found[0]


def expected_rows() -> set[str]:
    rows = {name + suffix for name, _, _ in header_lines() for suffix in SUFFIXES}
    rows |= {f"{name}_grad_{parameter}" for name, _, parameter in learnable_lines()}
    return rows | {f"{name}_backward_y" for name, _, _ in from_output_lines()}


def elementwise(isa: str) -> set[str]:
    """Names in the table of functions of single elements; those of rows have a signature."""
    return {name for name, ufunc in _core.kernels(isa).items() if ufunc.signature is None}


def test_catalogue_equals_table() -> None:
    for isa in _core.isas:
        assert elementwise(isa) == expected_rows()


def test_catalogue_equals_header() -> None:
    assert {name for name, _, _ in header_lines()} == set(swiftact.ACTIVATIONS)


def test_parameters_equal_the_header() -> None:
    for name, _, parameters in header_lines():
        names = re.findall(r"\w+", parameters)[1:]
        assert names == list(swiftact.ACTIVATIONS[name].params), name


def test_parameters_to_learn_equal_the_header() -> None:
    stated = {name: parameter for name, _, parameter in learnable_lines()}
    found = {f.name: f.learnable for f in swiftact.ACTIVATIONS.values() if f.learnable}
    assert found == stated
    for name, parameter in stated.items():
        row = swiftact.ACTIVATIONS[name].grad_parameter.ufunc
        assert row is getattr(_core, f"{name}_grad_{parameter}")


def test_functions_of_their_output_equal_the_header() -> None:
    stated = {name for name, _, _ in from_output_lines()}
    found = {f.name for f in swiftact.ACTIVATIONS.values() if f.ufunc_backward_y}
    assert found == stated
    assert set(from_output_lines()) <= set(header_lines())


def test_kind_names_the_parameters() -> None:
    """sa.elu is an `Alpha`: what type checkers complete is what the entry says."""
    import inspect

    from swiftact import kinds

    source = inspect.getsource(kinds)
    for function in swiftact.ACTIVATIONS.values():
        kind = type(function).__name__
        body = re.search(rf"class {kind}\(\w+\):(.*?)(?=\nclass |\Z)", source, re.S)
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
    expected = {f"swiftact_{row}_{p}" for row in expected_rows() for p in ("f32", "f64")}
    assert expected <= exported, sorted(expected - exported)
    rows = set(_core.kernels(_core.isa))
    for symbol in exported - expected:
        assert re.sub(r"_f(32|64)$", "", symbol.removeprefix("swiftact_")) in rows, symbol
