# SPDX-License-Identifier: MIT
"""Safe under many Python threads and after fork."""

from __future__ import annotations

import os
import threading
import time
import warnings
from typing import Any

import numpy as np
import pytest

import swiftact as sa


def test_threads_at_once() -> None:
    xs = np.linspace(-9, 9, 200_003)
    functions = list(sa.ACTIVATIONS.values())
    expected = [(f(xs), f.grad(xs), f.backward_input(xs, xs)) for f in functions]
    wrong: list[str] = []
    start = threading.Barrier(8)

    def work(first: int) -> None:
        start.wait()
        for turn in range(len(functions)):
            i = (first + turn) % len(functions)
            f = functions[i]
            observed = f(xs), f.grad(xs), f.backward_input(xs, xs)
            for role, got, wanted in zip(
                ("", "grad", "backward"), observed, expected[i], strict=True
            ):
                if not np.array_equal(got, wanted, equal_nan=True):
                    wrong.append(f"{f.name} {role}")

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_first_use_of_parameters_by_many_threads() -> None:
    for _ in range(20):
        bound = sa.leaky_relu.partial(alpha=0.25)
        start = threading.Barrier(6)
        seen: list[Any] = []

        def work(bound: Any = bound, start: Any = start, seen: list[Any] = seen) -> None:
            start.wait()
            seen.append(bound(np.array([-4.0], np.float32))[0])

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [np.float32(-1.0)] * 6


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="no list of threads")
def test_workers_keep_their_processors() -> None:
    """They are kept off the caller's own while they are woken, and no longer."""
    everywhere = os.sched_getaffinity(0)
    x = np.linspace(-4, 4, 200_000, dtype=np.float32)
    expected = sa.sigmoid(x)
    with sa.threads(3):
        for _ in range(20):
            np.testing.assert_array_equal(sa.sigmoid(x), expected)
            time.sleep(0.005)  # long enough for workers to go to sleep
        for thread in os.listdir("/proc/self/task"):
            assert os.sched_getaffinity(int(thread)) == everywhere
        one = {min(everywhere)}
        os.sched_setaffinity(0, one)
        try:
            np.testing.assert_array_equal(sa.sigmoid(x), expected)
            assert os.sched_getaffinity(0) == one
        finally:
            os.sched_setaffinity(0, everywhere)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_after_fork() -> None:
    xs = np.linspace(-9, 9, 100_000)
    expected = sa.gelu(xs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork beside test threads
        child = os.fork()
    if child == 0:
        os._exit(0 if np.array_equal(sa.gelu(xs), expected) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
