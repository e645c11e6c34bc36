# SPDX-License-Identifier: MIT
"""Which parameters of an activation can be learned: PReLU's alpha, swish's beta."""

from __future__ import annotations

from swiftact.activation import Activation


def check(function: Activation, names: tuple[str, ...]) -> None:
    """Refuse parameters that ``function`` does not have or has no gradient for."""
    for name in names:
        if name not in function.params:
            raise ValueError(f"{function.name} has no parameter {name!r} to learn")
        if name not in function.learnable:
            raise ValueError(
                f"{function.name} has no gradient for {name!r}, so it cannot be learned"
            )
