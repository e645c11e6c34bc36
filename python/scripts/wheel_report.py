# SPDX-License-Identifier: MIT
"""Builds a wheel and prints what it weighs, needs and costs to import.

    python python/scripts/wheel_report.py --output dist

The wheel in the output folder carries the manylinux tag of the oldest C library it runs on.
"""

from __future__ import annotations

import argparse
import os
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
swiftact.gelu
print(time.perf_counter() - start)
"""


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def repair(wheel: Path, output: Path) -> Path:
    """The same wheel under its manylinux tag."""
    before = set(output.glob("*.whl"))
    command = [sys.executable, "-m", "auditwheel", "repair", "--wheel-dir", str(output), str(wheel)]
    subprocess.run(command, check=True, capture_output=True, env=_with_scripts_on_path())
    written = set(output.glob("*.whl")) - before
    return written.pop() if written else max(output.glob("*.whl"), key=os.path.getmtime)


def _with_scripts_on_path() -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}


def import_seconds(folder: Path, runs: int = 9) -> float:
    """Best of several fresh interpreters, NumPy already imported."""
    command = [sys.executable, "-c", IMPORT]
    environment = {**os.environ, "PYTHONPATH": str(folder)}

    def once() -> float:
        return float(subprocess.check_output(command, env=environment, cwd=folder, text=True))

    return min(once() for _ in range(runs))


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
        print(f"import            {import_seconds(folder) * 1e3:.1f} ms on top of NumPy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="folder for the wheel")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report(repair(build(Path(folder)), output))


if __name__ == "__main__":
    main()
