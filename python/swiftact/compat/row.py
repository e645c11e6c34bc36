# SPDX-License-Identifier: MIT
"""What one name of another library means here. Data only; behaviour is in function.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """A function, layer or operator of another library.

    A parameter of `signature` is, under its own name or the one in `renames`, a parameter
    of the target; or chooses the target; or is in `ignored` or `only`; or is one of those
    that function.py knows everywhere, as `inplace` and `dtype`.
    """

    signature: str  # theirs: "gelu(input, approximate='none')"
    target: str  # a name in swiftact or in compositions.py
    renames: Mapping[str, str] = field(default_factory=dict)  # their parameter: ours
    choose: str = ""  # the parameter that chooses between `targets`
    targets: Mapping[Any, str] = field(default_factory=dict)  # its value: the target
    none: Mapping[str, Any] = field(default_factory=dict)  # what their None means
    ignored: tuple[str, ...] = ()  # accepted without effect
    only: Mapping[str, Any] = field(default_factory=dict)  # accepted with this value
    note: str = ""
    layer: bool = False  # takes the parameters alone and makes a function of x

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    @property
    def all_targets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.target, *self.targets.values())))
