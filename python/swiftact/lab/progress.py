# SPDX-License-Identifier: MIT
"""Progress on standard error: a bar with rich, a line per step group without it, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(
    title: str, total: int, show: bool | None = None
) -> Iterator[Callable[[str, int], None]]:
    """Yield ``advance(what, steps)``. ``show`` None means: when standard error is a terminal."""
    if not (sys.stderr.isatty() if show is None else show):
        yield lambda what, steps: None
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError:
        yield _lines(title, total)
        return
    columns = (
        TextColumn("{task.description:32}"), BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=total)
        yield lambda what, steps: bars.update(task, description=what, advance=steps)


def _lines(title: str, total: int) -> Callable[[str, int], None]:
    done, last = 0, ""

    def advance(what: str, steps: int) -> None:
        nonlocal done, last
        done += steps
        if what != last:
            print(f"{title}: {what} ({done}/{total})", file=sys.stderr)
            last = what

    return advance
