# SPDX-License-Identifier: MIT
"""What becomes of the memory of large results when they are freed.

The system hands out fresh memory page by page, which takes longer than computing an activation
into it. So the memory of freed results of 4 MiB and more is kept, 256 MiB at most, and used for
the next result of that size. `SWIFTACT_RECYCLE_BYTES` in the environment sets another limit.
"""

from __future__ import annotations

from . import _core


def get_recycle_limit() -> int:
    """How many bytes of freed results are kept at most."""
    return _core.recycle_limit()


def set_recycle_limit(number: int) -> None:
    """Keep at most `number` bytes of freed results; 0 gives all back and keeps none."""
    if number < 0:
        raise ValueError(f"set_recycle_limit(): the limit must be 0 or more bytes, not {number!r}")
    _core.set_recycle_limit(number)
