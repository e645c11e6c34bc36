# SPDX-License-Identifier: MIT
"""What binutils say about an object file. Read by wheel_report.py and the tests."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Symbol:
    """A line of nm: `kind` is its letter (T code, U undefined, W weak ...)."""

    name: str
    kind: str
    version: str  # "GLIBC_2.14", or empty


def symbols(path: Path, *, dynamic: bool) -> list[Symbol]:
    text = _output("nm", *(["--dynamic"] if dynamic else []), str(path))
    lines = re.findall(r"^[0-9a-f ]* ([A-Za-z]) ([^\s@]+)(?:@+(\S+))?$", text, re.MULTILINE)
    return [Symbol(name, kind, version) for kind, name, version in lines]


def exported(path: Path) -> set[str]:
    return {symbol.name for symbol in symbols(path, dynamic=True) if symbol.kind not in "Uwv"}


def undefined(path: Path) -> list[Symbol]:
    return [symbol for symbol in symbols(path, dynamic=True) if symbol.kind in "Uwv"]


def newest_glibc(path: Path) -> tuple[int, ...]:
    """The oldest C library that has every symbol: (2, 14)."""
    versions = [symbol.version for symbol in undefined(path)]
    return max(
        tuple(map(int, version.removeprefix("GLIBC_").split(".")))
        for version in versions
        if version.startswith("GLIBC_")
    )


def dynamic_section(path: Path, tag: str) -> list[str]:
    """The values of one tag: NEEDED, RUNPATH, RPATH."""
    return re.findall(rf"\({tag}\).*\[(.*)\]", _output("readelf", "--dynamic", str(path)))


def instructions(path: Path) -> str:
    return _output("objdump", "--disassemble", "--no-show-raw-insn", str(path))


def functions(path: Path) -> dict[str, str]:
    """The instructions of each function."""
    blocks = re.findall(r"^\w+ <([^>]+)>:\n((?:.+\n)*)", instructions(path), re.MULTILINE)
    return dict(blocks)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
