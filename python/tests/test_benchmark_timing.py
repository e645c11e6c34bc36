# SPDX-License-Identifier: MIT
"""The benchmark's stopwatch, on a clock of our own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def timing(monkeypatch: pytest.MonkeyPatch) -> Any:
    if not FOLDER.exists():
        pytest.skip("the benchmarks are not part of an installed package")
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.delitem(sys.modules, "timing", raising=False)
    return pytest.importorskip("timing")


def test_slow_first_calls_do_not_decide_how_a_call_is_timed(timing: Any) -> None:
    times = iter([9e6, 2e6, 2e6])  # compiling, then memory that is not there yet

    def sample(repetitions: int) -> float:
        return next(times, 1e5 * repetitions)

    assert timing.calibrate(sample, 2e6) == 20


def test_a_long_call_is_timed_once(timing: Any) -> None:
    assert timing.calibrate(lambda repetitions: 5e6 * repetitions, 2e6) == 1


def test_the_figure_is_the_least_of_all_rounds(timing: Any) -> None:
    noise = {
        "steady": iter([5e5] * 100),
        "noisy": iter([5e5] * 4 + [9e5, 7e5, 4e5, 8e5] + [9e5] * 100),
    }
    samplers = {
        name: lambda repetitions, times=times: next(times) * repetitions
        for name, times in noise.items()
    }
    best = timing.interleaved(samplers, sample_ms=0.5, rounds=4)
    assert best == {"steady": 5e5, "noisy": 4e5}
