# SPDX-License-Identifier: MIT
"""Which activation to use, and how all of them compare."""

from swiftact.guide.comparison import Comparison, Facts, measure, table
from swiftact.guide.recommendation import Recommendation, recommend

__all__ = ["Comparison", "Facts", "Recommendation", "measure", "recommend", "table"]
