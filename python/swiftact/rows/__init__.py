# SPDX-License-Identifier: MIT
"""Functions of whole rows: softmax and its family."""

from __future__ import annotations

from .logsumexp import logsumexp
from .softmax import log_softmax, softmax, softmin

__all__ = ["log_softmax", "logsumexp", "softmax", "softmin"]
