# SPDX-License-Identifier: MIT
"""The largest errors ever found, which python/accuracy/check.py records in measured.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Errors = Mapping[str, tuple[float, float, float]]


@cache
def measured() -> Mapping[str, Errors]:
    """By function and dtype: errors in ulp of value, gradient and backward."""
    path = Path(__file__).with_name("measured.json")
    if not path.exists():
        return {}
    recorded = json.loads(path.read_text())
    return {
        name: {dtype: (row[0], row[1], row[2]) for dtype, row in errors.items()}
        for name, errors in recorded.items()
    }
