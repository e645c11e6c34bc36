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


def lines(kind: str) -> list[tuple[str, str, str]]:
    """(name, Type, third operand) of each line `kind(...)` of the header."""
    text = (Path(swiftact.get_include()) / "swiftact_catalogue.h").read_text()
    body = text[text.index("#define SWIFTACT_ACTIVATIONS") :]
    return re.findall(rf"^    {kind}\((\w+),\s*(\w+)(?:,\s*(\w+(?:\([\w, ]+\))?))?\)", body, re.M)


def header_lines() -> list[tuple[str, str, str]]:
    return lines("ACTIVATION")


def expected_rows() -> set[str]:
    rows = {name + suffix for name, _, _ in header_lines() for suffix in SUFFIXES}
    rows |= {f"{name}_grad_{parameter}" for name, _, parameter in lines("LEARNABLE")}
    rows |= {f"{name}_backward_y" for name, _, _ in lines("FROM_OUTPUT")}
    rows |= {name + suffix for name, _, _ in lines("GATE") for suffix in ("", "_backward")}
    rows |= {name + suffix for name, _, _ in lines("LOSS") for suffix in ("", "_grad")}
    return rows | {name for name, _, _ in lines("ROW_FUNCTION")}


def test_catalogue_equals_table() -> None:
    for isa in _core.isas:
        assert set(_core.kernels(isa)) == expected_rows()


def test_catalogue_equals_header() -> None:
    assert {name for name, _, _ in header_lines()} == set(swiftact.ACTIVATIONS)


def test_parameters_equal_the_header() -> None:
    for name, _, parameters in header_lines():
        names = re.findall(r"\w+", parameters)[1:]
        assert names == list(swiftact.ACTIVATIONS[name].params), name


def test_parameters_to_learn_equal_the_header() -> None:
    stated = {name: (parameter,) for name, _, parameter in lines("LEARNABLE")}
    found = {f.name: f.learnable for f in swiftact.ACTIVATIONS.values() if f.learnable}
    assert found == stated
    for name, (parameter,) in stated.items():
        row = swiftact.ACTIVATIONS[name].ufunc_grad_parameter
        assert row is getattr(_core, f"{name}_grad_{parameter}")


def test_functions_of_their_output_equal_the_header() -> None:
    stated = {name for name, _, _ in lines("FROM_OUTPUT")}
    found = {f.name for f in swiftact.ACTIVATIONS.values() if f.ufunc_backward_y}
    assert found == stated
    assert set(lines("FROM_OUTPUT")) <= set(header_lines())


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
    assert exported == expected
