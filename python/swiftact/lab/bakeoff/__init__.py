# SPDX-License-Identifier: MIT
"""The bake-off: one network, one data set, several activations, several seeds."""

from swiftact.lab.bakeoff.race import HIDDEN, bakeoff
from swiftact.lab.bakeoff.result import Bakeoff, Entrant
from swiftact.lab.bakeoff.run import Run, Settings

__all__ = ["HIDDEN", "Bakeoff", "Entrant", "Run", "Settings", "bakeoff"]
