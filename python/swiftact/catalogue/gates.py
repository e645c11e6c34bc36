# SPDX-License-Identifier: MIT
"""Functions x * g(x) whose gate g rises from 0 to 1."""

from ..entry import Entry, Paper
from ..kinds import Unary

gelu = Unary(
    Entry(
        name="gelu",
        title="Gaussian error linear unit",
        formula="0.5 * x * (1 + erf(x / sqrt(2)))",
        derivative="0.5 * (1 + erf(x / sqrt(2))) + x * exp(-x * x / 2) / sqrt(2 * pi)",
        example=">>> print(sa.gelu([-10.0, 1.0]))\n[-7.61985302e-23  8.41344746e-01]",
        range=("-0.16997120747990366", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-0.7517915246935646",),
        saturates="left",
        cost="exp + erfc",
        used="transformers: BERT, GPT, ViT",
        paper=Paper(
            "Hendrycks & Gimpel",
            2016,
            "Gaussian Error Linear Units (GELUs)",
            arxiv="1606.08415",
        ),
    )
)

silu = Unary(
    Entry(
        name="silu",
        title="Sigmoid linear unit",
        formula="x / (1 + exp(-x))",
        derivative="sigma(x) * (1 + x * (1 - sigma(x)))",
        example=">>> print(sa.silu([-1.0, 2.0]))\n[-0.26894142  1.76159416]",
        range=("-0.27846454276107380", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-1.2784645427610738",),
        saturates="left",
        cost="exp",
        used="EfficientNet, gates of LLaMA-style models",
        paper=Paper(
            "Elfwing, Uchibe & Doya",
            2017,
            "Sigmoid-Weighted Linear Units for Neural Network Function Approximation"
            " in Reinforcement Learning",
            arxiv="1702.03118",
        ),
    )
)
