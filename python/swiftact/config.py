# SPDX-License-Identifier: MIT
"""Where the C header is and what this installation runs on."""

from __future__ import annotations

import platform
from pathlib import Path

import numpy as np

from . import _core
from .version import __version__


def get_include() -> str:
    """The folder that holds swiftact.h: what a C compiler wants after -I."""
    package = Path(__file__).parent
    for folder in (package / "include", package.parents[1] / "Sources/CSwiftAct/include"):
        if (folder / "swiftact.h").exists():
            return str(folder)
    raise FileNotFoundError(f"swiftact.h is not part of the installation in {package}")


def show_config() -> dict[str, object]:
    """Versions, and the instruction set that was chosen at import out of those this CPU runs.

    `SWIFTACT_ISA=baseline` (or avx2, avx512) in the environment chooses another one;
    the results are the same bits.
    """
    return {
        "swiftact": __version__,
        "instruction set": _core.isa,
        "available": _core.isas,
        "threads": _core.num_threads(),
        "numpy": np.__version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
