# SPDX-License-Identifier: MIT
"""Losses on logits: the value, or with `grad=True` the value and its gradient in one pass."""

from __future__ import annotations

from .classes import cross_entropy, nll_loss
from .elements import (
    bce_with_logits,
    focal,
    hinge,
    huber,
    kl_div,
    log_cosh,
    mse_loss,
    smooth_l1,
)

__all__ = [
    "bce_with_logits",
    "cross_entropy",
    "focal",
    "hinge",
    "huber",
    "kl_div",
    "log_cosh",
    "mse_loss",
    "nll_loss",
    "smooth_l1",
]
