# SPDX-License-Identifier: MIT
"""See what an activation does to a network.

Each experiment is a function; what it returns prints (``print(result)``), draws
(``result.plot()``, ``result.save(path)``) and serialises (``result.to_dict()``).
Functions are named, or given as activations: ``sa.leaky_relu.partial(alpha=0.2)``,
``sa.custom(f, grad, name="mine")``. Pictures, digits and progress bars need
``pip install 'swiftact[lab]'``.
"""

from swiftact.lab.accuracy import Accuracy, accuracy
from swiftact.lab.bakeoff import Bakeoff, bakeoff
from swiftact.lab.dead_neurons import DeadNeurons, dead_neurons
from swiftact.lab.diagnose import Diagnosis, diagnose
from swiftact.lab.functions import CLASSIC
from swiftact.lab.gallery import Card, Gallery, card, gallery
from swiftact.lab.gradient_depth import GradientDepth, gradient_depth
from swiftact.lab.gradient_scan import GradientScan, gradient_scan
from swiftact.lab.images import digits, fashion_mnist
from swiftact.lab.linear_collapse import LinearCollapse, linear_collapse
from swiftact.lab.monitor import GradientHealth, GradientMonitor, GradientWarning
from swiftact.lab.points import circle, spirals, xor
from swiftact.lab.result import Result
from swiftact.lab.search import Search, gated, search
from swiftact.lab.signal_depth import SignalDepth, signal_depth
from swiftact.lab.speed import Speed, speed
from swiftact.lab.temperature import Temperature, temperature
from swiftact.lab.train import Comparison, TrainingRun, compare, train

__all__ = [
    "CLASSIC",
    "Accuracy",
    "Bakeoff",
    "Card",
    "Comparison",
    "DeadNeurons",
    "Diagnosis",
    "Gallery",
    "GradientDepth",
    "GradientHealth",
    "GradientMonitor",
    "GradientScan",
    "GradientWarning",
    "LinearCollapse",
    "Result",
    "Search",
    "SignalDepth",
    "Speed",
    "Temperature",
    "TrainingRun",
    "accuracy",
    "bakeoff",
    "card",
    "circle",
    "compare",
    "dead_neurons",
    "diagnose",
    "digits",
    "fashion_mnist",
    "gallery",
    "gated",
    "gradient_depth",
    "gradient_scan",
    "linear_collapse",
    "search",
    "signal_depth",
    "speed",
    "spirals",
    "temperature",
    "train",
    "xor",
]
