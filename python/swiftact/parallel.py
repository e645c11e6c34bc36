# SPDX-License-Identifier: MIT
"""On how many threads a large call runs: one, unless asked for more.

`SWIFTACT_NUM_THREADS` in the environment, `set_num_threads` for the program, `threads` for a
block of code in one thread. The bits of a result do not depend on it. A child process after
`fork` starts threads of its own; callers that find the threads busy do their work alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from . import _core


def get_num_threads() -> int:
    """The number that calls from this thread use."""
    return _core.num_threads()


def set_num_threads(number: int) -> None:
    """Let large calls use `number` threads, from every thread of the program."""
    _core.set_num_threads(number)


@contextmanager
def threads(number: int) -> Iterator[None]:
    """Let large calls from this thread, and from within this block, use `number` threads.

    >>> import swiftact as sa
    >>> with sa.threads(2):
    ...     print(sa.get_num_threads())
    2
    """
    if number < 1:
        raise ValueError(f"threads(): the number of threads must be at least 1, not {number!r}")
    before = _core.set_num_threads_here(number)
    try:
        yield
    finally:
        _core.set_num_threads_here(before)
