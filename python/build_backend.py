# SPDX-License-Identifier: MIT
"""PEP 517 build backend: setuptools' own, with an extension that build_extension.py builds.

`python python/build_backend.py` builds the extension into python/swiftact, for development.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build_extension

if __name__ == "__main__":
    sys.exit(build_extension.main())

from setuptools.build_meta import *  # noqa: F403
from setuptools.command.build import build
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist
from setuptools.errors import ExecError
from setuptools.extension import Extension

PUBLIC_HEADERS = ("swiftact.h", "swiftact_catalogue.h")


class Build(build):
    """Starts from an empty folder: setuptools would pack files left by an earlier build."""

    def initialize_options(self) -> None:
        super().initialize_options()
        self.build_base = str(build_extension.ROOT / ".build" / "wheel")

    def finalize_options(self) -> None:
        super().finalize_options()
        shutil.rmtree(self.build_base, ignore_errors=True)


class BuildExtension(build_ext):
    """Builds swiftact._core, and puts the C headers into the package beside it."""

    def build_extension(self, ext: Extension) -> None:
        try:
            build_extension.build(Path(self.get_ext_fullpath(ext.name)))
        except build_extension.BuildError as error:
            raise ExecError(str(error)) from None

    def run(self) -> None:
        super().run()
        if not self.inplace:
            include = Path(self.build_lib) / "swiftact" / "include"
            include.mkdir(parents=True)
            for name in PUBLIC_HEADERS:
                shutil.copy(build_extension.HEADERS / name, include)


class SourceArchive(sdist):
    """Takes each source once, under its real name: setuptools walks into links to folders."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        root = build_extension.ROOT
        real = {str(Path(file).resolve().relative_to(root)) for file in files}
        super().make_release_tree(base_dir, sorted(real))
