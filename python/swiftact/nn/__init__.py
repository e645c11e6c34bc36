# SPDX-License-Identifier: MIT
"""A small neural-network library on swiftact's kernels, to be read in one sitting.

parameter.py    an array with its gradient
layers.py       Dense, Activation, BatchNorm, Dropout: forward, and backward right below it
learned.py      which parameters of activations have gradients
initialise.py   He, Xavier, LeCun, and which one suits an activation
network.py      layers in a row, and hooks that watch them
losses.py       logits and targets in, loss and its gradient out
optimisers.py   SGD, Momentum, Adam
training.py     mini-batches, epochs, history
threads.py      how many threads matrix products use
"""

from swiftact.nn.initialise import INITIALISERS, suggest
from swiftact.nn.layers import Activation, BatchNorm, Dense, Dropout, Layer
from swiftact.nn.losses import LOSSES, binary_cross_entropy, cross_entropy, mean_squared_error
from swiftact.nn.network import Hook, Network, mlp
from swiftact.nn.optimisers import SGD, Adam, Momentum, Optimiser
from swiftact.nn.parameter import Parameter
from swiftact.nn.training import DataSet, Epoch, History, evaluate, fit

__all__ = [
    "INITIALISERS",
    "LOSSES",
    "SGD",
    "Activation",
    "Adam",
    "BatchNorm",
    "DataSet",
    "Dense",
    "Dropout",
    "Epoch",
    "History",
    "Hook",
    "Layer",
    "Momentum",
    "Network",
    "Optimiser",
    "Parameter",
    "binary_cross_entropy",
    "cross_entropy",
    "evaluate",
    "fit",
    "mean_squared_error",
    "mlp",
    "suggest",
]
