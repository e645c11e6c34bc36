# SPDX-License-Identifier: MIT
"""Where a measurement was made: commit and machine."""

from __future__ import annotations

import platform
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEASURED_SOURCES = ("Sources", "Package.swift")


@cache
def commit() -> str:
    """The commit that is checked out, with a + where its kernels have been changed since."""
    try:
        name = _git("rev-parse", "--short=10", "HEAD")
        return name + ("+" if _git("status", "--porcelain", "--", *MEASURED_SOURCES) else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


@cache
def machine(isa: str) -> str:
    """Processor and instruction set."""
    try:
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    processor = found[1].strip() if found else platform.machine()
    return f"{processor}, {isa}"


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
