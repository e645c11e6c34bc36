# SPDX-License-Identifier: MIT
"""How many threads NumPy's matrix products use."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any


def blas_threads(count: int | None) -> AbstractContextManager[Any]:
    """Limit matrix products to ``count`` threads for a ``with`` block; None leaves them alone.

    On matrices of a few hundred rows and columns a second thread gains little, and where other
    programs want the processors it costs ten times what it gains. It also changes last digits.
    Without threadpoolctl (it comes with scikit-learn) nothing is limited.
    """
    if count is None:
        return nullcontext()
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[Any] = threadpool_limits(count, user_api="blas")
    return limits
