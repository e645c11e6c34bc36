# SPDX-License-Identifier: MIT
"""Gives every ufunc its bfloat16 loops, as soon as ml_dtypes exists and not before.

NumPy remembers how it resolved a call. A bfloat16 array that met a ufunc without bfloat16
loops would be computed as float32 from then on, so the loops must be there before the first
such array can be: when `ml_dtypes` is imported, by whomever. Importing it here instead would
cost programs that never use it 10 ms.
"""

from __future__ import annotations

from . import _core
from ._on_import import when_imported


def register_when_available() -> None:
    when_imported("ml_dtypes", "bfloat16", lambda module: _core.register_bfloat16(module.bfloat16))
