# SPDX-License-Identifier: MIT
"""From the checkout to a source archive, to a wheel, to an environment that has only NumPy."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
USE = """
import numpy as np, swiftact as sa, pathlib
x = np.linspace(-3, 3, 7, dtype=np.float32)
assert sa.relu(x).dtype == np.float32 and sa.relu(x)[0] == 0 and sa.relu(x)[-1] == 3
assert sa.gelu.grad(x).dtype == np.float32
assert sa.leaky_relu(x, alpha=0.5)[0] == -1.5
assert sa.leaky_relu(np.float32(-2), alpha=0.5).dtype == np.float32
assert sa.elu(x.astype(np.float16)).dtype == np.float16
assert (pathlib.Path(sa.get_include()) / "swiftact.h").exists()
print(np.__version__, pathlib.Path(sa.__file__).parent)
"""


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def package(kind: str, source: Path, output: Path) -> Path:
    """Through the PEP 517 hooks, with the setuptools and NumPy of this environment."""
    run(sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", output, source)
    return next(output.iterdir())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package("wheel", unpacked, tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_archive_holds_every_source_once(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        packed = {name.partition("/")[2] for name in tar.getnames()}
    folders = ["Sources", "Tests", "python/src", "python/swiftact", "python/tests"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    expected = {
        str(path.resolve().relative_to(ROOT))
        for path in files
        if path.suffix in {".c", ".h", ".map", ".py", ".pyi", ".swift", ".typed"}
    }
    assert {"Package.swift", "pyproject.toml", "setup.sh", "LICENSE", "README.md"} <= packed
    assert expected - packed == set()
    assert [name for name in packed if name.endswith((".so", ".pyc", ".o"))] == []
    assert [name for name in packed if name.startswith("Sources/KernelsAVX2")] == []


@pytest.mark.slow
def test_wheel_from_the_archive_restores_the_links(unpacked: Path, wheel: Path) -> None:
    assert wheel.stat().st_size < 16 << 17
    links = {path.name for path in (ROOT / "Sources").iterdir() if path.is_symlink()}
    assert links
    assert links == {path.name for path in (unpacked / "Sources").iterdir() if path.is_symlink()}


@pytest.mark.slow
def test_wheel_works_beside_numpy_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel)
    (tmp_path / "numpy_only").mkdir()
    for path in Path(np.__file__).parents[1].glob("numpy*"):
        (tmp_path / "numpy_only" / path.name).symlink_to(path)
    output = run(python, "-c", USE, cwd=tmp_path, PYTHONPATH=str(tmp_path / "numpy_only"))
    assert str(tmp_path / "env") in output
    run(tmp_path / "env/bin/swiftact", "--help", PYTHONPATH=str(tmp_path / "numpy_only"))


@pytest.mark.slow
def test_rebuilds_when_a_source_changed_and_only_then(unpacked: Path, wheel: Path) -> None:
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    module = unpacked / "python" / "swiftact" / f"_core{suffix}"

    def build() -> int:
        run(sys.executable, unpacked / "python" / "build_backend.py", cwd=unpacked)
        return module.stat().st_mtime_ns

    build()
    first = build()
    assert build() == first
    changes = {
        "python/src/call.h": "\n",
        # Not one of the kernels, which take minutes.
        "Sources/SwiftAct/Call.swift": "public func addedByTest() -> Int { 2 }\n",
    }
    for source, change in changes.items():
        with (unpacked / source).open("a") as file:
            file.write(change)
        fresh = build()
        assert fresh > first, source
        first = fresh


def test_same_binary_runs_on_debian_numpy(tmp_path: Path) -> None:
    python = Path("/usr/bin/python3")
    probe = (
        "import sysconfig, numpy; print(sysconfig.get_config_var('EXT_SUFFIX'), numpy.__version__)"
    )
    found = (
        subprocess.run([python, "-c", probe], capture_output=True, text=True)
        if python.exists()
        else None
    )
    if found is None or found.returncode != 0:
        pytest.skip("/usr/bin/python3 has no NumPy (package python3-numpy)")
    suffix, version = found.stdout.split()
    if suffix != sysconfig.get_config_var("EXT_SUFFIX"):
        pytest.skip("/usr/bin/python3 is another version of Python")
    assert version in run(python, "-c", USE, cwd=tmp_path, PYTHONPATH=str(ROOT / "python"))


@pytest.mark.parametrize("version", [None, "5.10.1"])
def test_missing_or_old_swift_is_one_clear_message(tmp_path: Path, version: str | None) -> None:
    if version is not None:
        swift = tmp_path / "swift"
        swift.write_text(f"#!/bin/sh\necho 'Swift version {version} (swift-{version}-RELEASE)'\n")
        swift.chmod(0o755)
    result = subprocess.run(
        [sys.executable, ROOT / "python" / "build_backend.py"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: swiftact's kernels")
    assert len(result.stderr.splitlines()) == 1
    assert "https://www.swift.org/install" in result.stderr
    assert version is None or "5.10" in result.stderr
