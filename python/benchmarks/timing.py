# SPDX-License-Identifier: MIT
"""Interleaved timing: the least of many short samples, contenders taking turns.

A sample repeats a call until it lasts about two milliseconds. Noise only ever adds
time, so the minimum is the figure; and since every contender is sampled in every
round, a slow second of the machine hits all of them alike. Each round has an order of
its own: whoever always came after the same other one would always find what that one
left in the cache.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import repeat
from random import Random
from time import perf_counter_ns, sleep
from typing import Any

Call = Callable[[], Any]
Sampler = Callable[[int], float]  # repetitions -> nanoseconds


def sampler(call: Call) -> Sampler:
    def sample(repetitions: int) -> float:
        for _ in repeat(None, (repetitions + 3) // 4 if repetitions > 1 else 0):
            call()  # brings its memory back into the cache after the contender before
        start = perf_counter_ns()
        for _ in repeat(None, repetitions):
            call()
        return perf_counter_ns() - start

    return sample


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def calibrate(sample: Sampler, sample_ns: float) -> int:
    """Repetitions that fill a sample; the first call, not counted, compiles and warms up.

    The least of three: whoever met a slow moment here, fresh memory that is not there
    yet or a thread that sleeps, would be timed cold, one call at a time, ever after.
    """
    sample(1)
    repetitions = 1
    while (taken := min(sample(repetitions) for _ in range(3))) < sample_ns / 4:
        repetitions = max(2 * repetitions, int(repetitions * sample_ns / (2 * max(taken, 1.0))))
    return max(1, round(repetitions * sample_ns / taken))


def interleaved(
    samplers: Mapping[str, Sampler],
    *,
    sample_ms: float,
    rounds: int,
    pause_ms: float = 0,
    budget_s: float = 1.0,
) -> dict[str, float]:
    """Nanoseconds per call of each contender; at least two rounds, whatever the budget.

    `pause_ms` before each sample lets the spinning threads of the contender before go
    to sleep: otherwise they take a processor from this one.
    """
    with no_garbage_collection():
        repetitions = {name: calibrate(s, sample_ms * 1e6) for name, s in samplers.items()}
        best = dict.fromkeys(samplers, float("inf"))
        order = Random(0)
        turns = list(samplers)
        deadline = perf_counter_ns() + budget_s * 1e9
        for done in range(rounds):
            if done >= 2 and perf_counter_ns() > deadline:
                break
            order.shuffle(turns)
            for name in turns:
                if pause_ms:
                    sleep(pause_ms / 1e3)
                taken = samplers[name](repetitions[name])
                best[name] = min(best[name], taken / repetitions[name])
    return best
