# SPDX-License-Identifier: MIT
"""Functions that level off at both ends."""

from ..entry import Entry, Paper
from ..kinds import Unary

sigmoid = Unary(
    Entry(
        name="sigmoid",
        title="Logistic sigmoid",
        aliases=("logistic", "expit"),
        formula="1 / (1 + exp(-x))",
        derivative="sigma(x) * (1 - sigma(x))",
        example=">>> print(sa.sigmoid([-2.0, 0.0]))\n[0.11920292 0.5       ]",
        range=("0", "1"),
        limits=("0", "1"),
        slope_limits=("0", "0"),
        minus_zero="0.5",
        monotone="True",
        saturates="both",
        cost="exp",
        used="binary output, LSTM and GRU gates",
        paper=Paper(
            "Rumelhart, Hinton & Williams",
            1986,
            "Learning representations by back-propagating errors",
        ),
    )
)

tanh = Unary(
    Entry(
        name="tanh",
        title="Hyperbolic tangent",
        formula="(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
        derivative="1 - tanh(x)**2",
        example=">>> print(sa.tanh([-1.0, 0.5]))\n[-0.76159416  0.46211716]",
        range=("-1", "1"),
        limits=("-1", "1"),
        slope_limits=("0", "0"),
        zero_centred="True",
        monotone="True",
        saturates="both",
        cost="exp",
        used="RNN state, bounded regression",
        paper=Paper("LeCun, Bottou, Orr & Müller", 1998, "Efficient BackProp"),
    )
)
