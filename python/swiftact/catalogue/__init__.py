# SPDX-License-Identifier: MIT
"""Every activation, one family per file. A name defined there is a function of swiftact."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..activation import Activation
from . import gates, rectifiers, shrinkers, sigmoids, soft_rectifiers, special

FAMILIES = (rectifiers, shrinkers, sigmoids, soft_rectifiers, gates, special)

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        function.name: function
        for family in FAMILIES
        for function in vars(family).values()
        if isinstance(function, Activation)
    }
)

ALIASES: Mapping[str, str] = MappingProxyType(
    {alias: name for name, function in ACTIVATIONS.items() for alias in function.aliases}
)
