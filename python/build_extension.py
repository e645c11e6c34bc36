# SPDX-License-Identifier: MIT
"""Builds the extension module: Swift kernels, C shim, one link. Knows no packaging."""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIM = ROOT / "python" / "src"
HEADERS = ROOT / "Sources" / "CSwiftAct" / "include"
LIBRARY = ROOT / ".build" / "release" / "libSwiftAct.a"
OLDEST_SWIFT = (6, 0)

COMPILE = (
    "-O2 -DNDEBUG -std=c11 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -ffunction-sections"
)
LINK = "-shared -s -Wl,--gc-sections -Wl,--as-needed -Wl,--exclude-libs,ALL"


class BuildError(Exception):
    """What is missing on this machine, and what to do about it."""


def build(target: Path) -> None:
    """Bring `target`, the extension module, up to date with every Swift and C source."""
    check_machine()
    restore_links()
    run([find_swift(), "build", "-c", "release", "--product", "SwiftAct"])
    sources = sorted(SHIM.glob("*.c"))
    inputs = [*sources, *SHIM.glob("*.h"), *SHIM.glob("*.map"), *HEADERS.glob("*.h")]
    if is_newer(target, [*inputs, LIBRARY, Path(__file__)]):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # A running program may have the old file mapped: replace it, do not write into it.
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    run(compiler_command(sources, fresh))
    fresh.replace(target)


def main() -> int:
    """Build into python/swiftact, for development."""
    target = ROOT / "python" / "swiftact" / f"_core{sysconfig.get_config_var('EXT_SUFFIX')}"
    try:
        build(target)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{target} is up to date")
    return 0


def compiler_command(sources: list[Path], target: Path) -> list[str]:
    headers = [HEADERS, *foreign_headers()]
    return [
        *find_compiler(),
        *COMPILE.split(),
        f"-I{headers[0]}",
        *(f"-isystem{folder}" for folder in headers[1:]),
        *shlex.split(os.environ.get("CFLAGS", "")),
        *map(str, sources),
        str(LIBRARY),
        *LINK.split(),
        f"-Wl,--version-script={SHIM / 'core.map'}",
        *shlex.split(os.environ.get("LDFLAGS", "")),
        "-lm",
        "-o",
        str(target),
    ]


def restore_links() -> None:
    """One module per instruction set, all the same sources: links that archives may lose."""
    manifest = (ROOT / "Package.swift").read_text()
    for name in re.findall(r'\bkernels\("(\w+)"', manifest):
        link = ROOT / "Sources" / f"Kernels{name}"
        if not link.exists():
            link.symlink_to("Kernels", target_is_directory=True)


def check_machine() -> None:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise BuildError(
            f"swiftact builds on Linux with an x86-64 processor; this is {sys.platform} on "
            f"{platform.machine()}."
        )


def find_swift() -> str:
    need = ".".join(map(str, OLDEST_SWIFT))
    swift = shutil.which("swift")
    if swift is None:
        raise BuildError(
            f"swiftact's kernels are written in Swift and no `swift` is on PATH. Building from "
            f"source needs the Swift toolchain, {need} or later: https://www.swift.org/install "
            f"(unpack it and add its usr/bin to PATH). The installed package does not need it."
        )
    text = subprocess.run([swift, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"Swift version (\d+)\.(\d+)", text)
    if found is None or tuple(map(int, found.groups())) < OLDEST_SWIFT:
        version = found[0] if found else "of unknown version"
        raise BuildError(
            f"swiftact's kernels need Swift {need} or later, and `swift` on PATH ({swift}) is "
            f"{version}. A newer toolchain is at https://www.swift.org/install; put its usr/bin "
            f"first on PATH."
        )
    return swift


def find_compiler() -> list[str]:
    if os.environ.get("CC"):
        return shlex.split(os.environ["CC"])
    for name in ("cc", "gcc", "clang"):
        if shutil.which(name):
            return [name]
    raise BuildError("No C compiler found: install gcc (Debian, Ubuntu: apt-get install gcc).")


def foreign_headers() -> list[Path]:
    """Python's and NumPy's. Built with NumPy 2 the module also runs on 1.23; not vice versa."""
    try:
        import numpy
    except ImportError:
        raise BuildError("NumPy 2.0 or later is needed to build swiftact.") from None
    if int(numpy.__version__.split(".")[0]) < 2:
        raise BuildError(
            f"swiftact is built with NumPy 2.0 or later and then runs on 1.23 and later; this "
            f"Python has NumPy {numpy.__version__}."
        )
    python = Path(sysconfig.get_path("include"))
    if not (python / "Python.h").exists():
        raise BuildError(
            f"Python's headers are missing in {python} (Debian, Ubuntu: apt-get install "
            f"python3-dev)."
        )
    # In this order: Debian's python3-numpy puts its own, older headers beside Python's.
    return [Path(numpy.get_include()), python]


def is_newer(target: Path, inputs: list[Path]) -> bool:
    if not target.exists():
        return False
    return target.stat().st_mtime_ns > max(path.stat().st_mtime_ns for path in inputs)


def run(command: list[str]) -> None:
    print("+", shlex.join(command), flush=True)
    status = subprocess.run(command, cwd=ROOT).returncode
    if status != 0:
        raise BuildError(f"`{command[0]}` failed with status {status}; its messages are above.")
