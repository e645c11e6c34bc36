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
from setuptools.build_meta import *  # noqa: F403
from setuptools.command.build import build
from setuptools.command.build_ext import build_ext
from setuptools.errors import ExecError
from setuptools.extension import Extension


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
            shutil.copytree(build_extension.HEADERS, include, dirs_exist_ok=True)


def main() -> int:
    target = build_extension.target_in_source_tree()
    try:
        build_extension.build(target)
    except build_extension.BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"Built {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
