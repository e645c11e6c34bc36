# SPDX-License-Identifier: MIT
"""Large results take over the memory of freed ones, within a limit, and are ordinary arrays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import swiftact as sa

try:
    from numpy._core.multiarray import get_handler_name
except ImportError:  # NumPy 1
    from numpy.core.multiarray import get_handler_name

LARGE = 3 << 20  # elements: 12 MiB of float32


@pytest.fixture(autouse=True)
def limit() -> Iterator[int]:
    before = sa.get_recycle_limit()
    sa.set_recycle_limit(0)
    sa.set_recycle_limit(64 << 20)
    yield 64 << 20
    sa.set_recycle_limit(before)


def address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]


def test_memory_is_used_again() -> None:
    x = np.linspace(-3, 3, LARGE, dtype=np.float32)
    first = sa.relu(x)
    place = address(first)
    kept = sa.relu(x)
    assert address(kept) != place
    del first
    assert address(sa.relu(x)) == place
    np.testing.assert_array_equal(kept, np.maximum(x, 0))


def test_results_are_ordinary_arrays() -> None:
    x = np.linspace(-3, 3, LARGE, dtype=np.float32)
    y = sa.elu(x)
    assert y.flags.owndata
    assert y.flags.writeable
    assert y.base is None
    expected = y[:100].copy()
    y.resize(100, refcheck=False)
    np.testing.assert_array_equal(y, expected)
    y.resize(2 * LARGE, refcheck=False)
    np.testing.assert_array_equal(y[:100], expected)


def test_zero_keeps_nothing() -> None:
    sa.set_recycle_limit(0)
    x = np.linspace(-3, 3, LARGE, dtype=np.float32)
    assert get_handler_name(sa.relu(x)) == get_handler_name(x)


def test_numpy_keeps_its_own_allocator() -> None:
    x = np.linspace(-3, 3, LARGE, dtype=np.float32)
    assert get_handler_name(sa.relu(x)) == "swiftact"
    assert get_handler_name(np.abs(x)) == get_handler_name(x) != "swiftact"
    with pytest.raises(ValueError, match="broadcast"):
        sa.relu(x, out=np.empty(3, np.float32))
    assert get_handler_name(np.abs(x)) != "swiftact"


def test_the_limit_holds() -> None:
    x = np.linspace(-3, 3, LARGE, dtype=np.float32)
    results = [sa.relu(x) for _ in range(20)]
    del results
    sa.set_recycle_limit(16 << 20)
    assert sa.get_recycle_limit() == 16 << 20
    np.testing.assert_array_equal(sa.relu(x), np.maximum(x, 0))


def test_no_negative_limit() -> None:
    with pytest.raises(ValueError, match="0 or more bytes"):
        sa.set_recycle_limit(-1)
