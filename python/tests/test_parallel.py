# SPDX-License-Identifier: MIT
"""Threads that were asked for: same bits, limits kept, safe after fork and under many callers."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import swiftact as sa

N = 1_000_003


@pytest.fixture(params=["float16", "float32", "float64"])
def x(request: pytest.FixtureRequest) -> np.ndarray:
    return np.linspace(-9, 9, N).astype(request.param)


@pytest.mark.parametrize("number", [2, 3, 7])
@pytest.mark.parametrize("name", ["relu", "sigmoid", "elu"])
def test_bits_do_not_depend_on_threads(x: np.ndarray, name: str, number: int) -> None:
    activation = sa.get(name)
    expected = activation(x), activation.backward(x, x), activation(x[::-3])
    with sa.threads(number):
        got = activation(x), activation.backward(x, x), activation(x[::-3])
        in_place = x.copy()
        activation(in_place, out=in_place)
    for a, b in zip(got, expected, strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(in_place, expected[0])


def test_accumulating_stays_in_order() -> None:
    x = np.linspace(-1, 1, 50_000)
    expected = sa.leaky_relu.ufunc.accumulate(x)
    with sa.threads(4):
        np.testing.assert_array_equal(sa.leaky_relu.ufunc.accumulate(x), expected)


def test_the_number_belongs_to_the_block_and_the_thread() -> None:
    assert sa.get_num_threads() == 1
    with sa.threads(3):
        assert sa.get_num_threads() == 3
        with sa.threads(2):
            assert sa.get_num_threads() == 2
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(sa.get_num_threads).result() == 1
        assert sa.get_num_threads() == 3
    assert sa.get_num_threads() == 1


def test_the_number_for_all() -> None:
    sa.set_num_threads(5)
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(sa.get_num_threads).result() == sa.get_num_threads() == 5
    finally:
        sa.set_num_threads(1)


@pytest.mark.parametrize("number", [0, -2])
def test_no_fewer_than_one(number: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        sa.set_num_threads(number)
    with pytest.raises(ValueError, match="at least 1"), sa.threads(number):
        pass


def test_callers_at_once() -> None:
    x = np.linspace(-9, 9, 300_000, dtype=np.float32)
    expected = sa.tanh(x)

    def call(_: int) -> bool:
        with sa.threads(2):
            return all(np.array_equal(sa.tanh(x), expected) for _ in range(10))

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(call, range(16)))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_computes_in_parallel_again() -> None:
    x = np.linspace(-9, 9, N)
    expected = sa.sigmoid(x)
    sa.set_num_threads(2)
    try:
        np.testing.assert_array_equal(sa.sigmoid(x), expected)
        child = os.fork()
        if child == 0:
            right = np.array_equal(sa.sigmoid(x), expected)
            tasks = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 2
            os._exit(0 if right and tasks == 2 else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        sa.set_num_threads(1)


def test_the_environment_sets_the_number() -> None:
    command = [sys.executable, "-c", "import swiftact as sa; print(sa.get_num_threads())"]
    environment = {**os.environ, "SWIFTACT_NUM_THREADS": "4"}
    assert subprocess.check_output(command, env=environment, text=True).strip() == "4"


@pytest.mark.parametrize("order", ["threadpoolctl, swiftact", "swiftact, threadpoolctl"])
def test_threadpoolctl_lists_and_limits(order: str) -> None:
    pytest.importorskip("threadpoolctl")
    program = f"""
import {order}
swiftact.set_num_threads(6)
[entry] = [e for e in threadpoolctl.threadpool_info() if e["user_api"] == "swiftact"]
assert entry["num_threads"] == 6 and entry["version"] == swiftact.__version__, entry
with threadpoolctl.threadpool_limits(limits=2):
    assert swiftact.get_num_threads() == 2
assert swiftact.get_num_threads() == 6
"""
    subprocess.run([sys.executable, "-c", program], check=True)
