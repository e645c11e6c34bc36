# SPDX-License-Identifier: MIT
"""The built extension: what it exports and needs, and which instructions are where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import elf
from swiftact import _core

MODULE = Path(_core.__file__)
BUILD = Path(__file__).resolve().parents[2] / ".build" / "release"
SYSTEM_LIBRARIES = {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"}
MANYLINUX_2_17 = (2, 17)

# The widest registers and the fused multiply-add that each instruction set may use.
FOREIGN = {
    "KernelsBaseline": r"%[yz]mm\d|\bvf[n]?m(?:add|sub)|\bv[a-z0-9]+ .*%xmm",
    "KernelsAVX2": r"%zmm\d|%k[1-7]\b|%[xy]mm(?:1[6-9]|2\d|3[01])\b",
    "SwiftAct": r"%[yz]mm\d|\bvf[n]?m(?:add|sub)|\bv[a-z0-9]+ .*%xmm",
    "CSwiftAct": r"%[yz]mm\d|\bvf[n]?m(?:add|sub)|\bv[a-z0-9]+ .*%xmm",
}


# Scalar code that the compiler adds to every module that has a generic type.
COMPILERS_OWN = {"__swift_instantiateGenericMetadata"}


def objects(target: str) -> list[Path]:
    found = sorted((BUILD / f"{target}.build").rglob("*.o"))
    if not found:
        pytest.skip(f"no objects of {target} in {BUILD}: swiftact was not built in this checkout")
    return found


def test_exports_only_its_module_function() -> None:
    assert elf.exported(MODULE) == {"PyInit__core"}


def test_needs_only_the_c_library() -> None:
    assert set(elf.dynamic_section(MODULE, "NEEDED")) <= SYSTEM_LIBRARIES
    assert elf.dynamic_section(MODULE, "RUNPATH") == []
    assert elf.dynamic_section(MODULE, "RPATH") == []


def test_needs_no_swift_runtime() -> None:
    names = [symbol.name for symbol in elf.undefined(MODULE)]
    assert [name for name in names if name.startswith(("swift_", "_swift", "$s"))] == []


def test_undefined_symbols_are_python_or_libc() -> None:
    weak = {"_ITM_deregisterTMCloneTable", "_ITM_registerTMCloneTable", "__gmon_start__"}
    strangers = [
        symbol.name
        for symbol in elf.undefined(MODULE)
        if not symbol.version.startswith("GLIBC_")
        and not symbol.name.startswith(("Py", "_Py"))
        and symbol.name not in weak
    ]
    assert strangers == []


def test_runs_on_old_c_libraries() -> None:
    assert elf.newest_glibc(MODULE) <= MANYLINUX_2_17


def test_is_small() -> None:
    """Three instruction sets, each with its own copy of everything."""
    assert MODULE.stat().st_size < 19 << 18


@pytest.mark.parametrize("target", FOREIGN)
def test_uses_only_instructions_of_its_set(target: str) -> None:
    foreign = re.compile(FOREIGN[target])
    for path in objects(target):
        lines = [line for line in elf.instructions(path).splitlines() if foreign.search(line)]
        assert lines == [], f"{path.name}: {len(lines)} foreign instructions"


@pytest.mark.parametrize(("target", "register"), [("KernelsAVX2", "ymm"), ("KernelsAVX512", "zmm")])
def test_uses_its_registers(target: str, register: str) -> None:
    assert any(f"%{register}" in elf.instructions(path) for path in objects(target))


def test_instruction_sets_share_no_code() -> None:
    """The linker keeps one of several weak symbols: AVX code would reach an old processor."""
    targets = ["KernelsBaseline", "KernelsAVX2", "KernelsAVX512", "SwiftAct", "CSwiftAct"]
    defined = {
        target: {
            symbol.name
            for path in objects(target)
            for symbol in elf.symbols(path, dynamic=False)
            if symbol.kind in "TW" and symbol.name not in COMPILERS_OWN
        }
        for target in targets
    }
    shared = {
        (left, right): defined[left] & defined[right]
        for i, left in enumerate(targets)
        for right in targets[i + 1 :]
        if defined[left] & defined[right]
    }
    assert shared == {}


@pytest.mark.parametrize("target", ["KernelsAVX2", "KernelsAVX512"])
def test_code_of_the_compiler_is_scalar(target: str) -> None:
    for path in objects(target):
        for name, code in elf.functions(path).items():
            assert name not in COMPILERS_OWN or "mm" not in code, f"{path.name}: {code}"
