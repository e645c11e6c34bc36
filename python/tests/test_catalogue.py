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


def elementwise(isa: str) -> set[str]:
    """Names in the table of functions of single elements; those of rows have a signature."""
    return {name for name, ufunc in _core.kernels(isa).items() if ufunc.signature is None}


def pairs() -> set[str]:
    """Gates and losses: functions of two arrays, with gradients in one pass."""
    text = (Path(swiftact.get_include()) / "swiftact_catalogue.h").read_text()
    gates = re.findall(r"^    GATE\((\w+),", text, re.M)
    losses = re.findall(r"^    LOSS\((\w+),", text, re.M)
    assert {*gates, *losses} - {"kl_div_log_target"} <= set(swiftact.__all__)
    return {f"{name}{suffix}" for name in gates for suffix in ("", "_backward")} | {
        f"{name}{suffix}" for name in losses for suffix in ("", "_grad")
    }


def optional(name: str) -> bool:
    """A further pass that some functions have: from the output, or for a parameter."""
    passes = {
        f"{function.name}_{suffix}"
        for function in swiftact.ACTIVATIONS.values()
        for suffix in ("backward_y", *(f"grad_{parameter}" for parameter in function.params))
    }
    return name in passes


def test_catalogue_equals_table() -> None:
    expected = {name + suffix for name in swiftact.ACTIVATIONS for suffix in SUFFIXES}
    for isa in _core.isas:
        names = elementwise(isa)
        assert expected <= names, sorted(expected - names)
        unknown = {name for name in names - expected - pairs() if not optional(name)}
        assert not unknown, sorted(unknown)


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
    rows = set(_core.kernels(_core.isa))
    for symbol in exported - expected:
        assert re.sub(r"_f(32|64)$", "", symbol.removeprefix("swiftact_")) in rows, symbol
