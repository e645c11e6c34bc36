# SPDX-License-Identifier: MIT
"""Smooth functions that follow the rectifier: integrals of functions that level off."""

from ..entry import Entry, Paper, Parameter
from ..kinds import B, Beta, Unary

softplus = Beta(
    Entry(
        name="softplus",
        title="Softplus",
        params={"beta": Parameter(1.0, "how sharply it bends", lowest=5e-324)},
        formula="log(1 + exp(beta * x)) / beta",
        derivative="1 / (1 + exp(-beta * x))",
        example=">>> print(sa.softplus([-40.0, 0.0]))\n[4.24835426e-18 6.93147181e-01]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "1"),
        minus_zero="log(2) / beta",
        monotone="True",
        saturates="left",
        cost="exp + log1p",
        used="positive outputs: variances, rates",
        paper=Paper(
            "Dugas, Bengio, Bélisle, Nadeau & Garcia",
            2001,
            "Incorporating Second-Order Functional Knowledge for Better Option Pricing",
        ),
    )
)

log_sigmoid = Unary(
    Entry(
        name="log_sigmoid",
        title="Logarithm of the logistic sigmoid",
        aliases=("logsigmoid", "log_expit"),
        formula="-log(1 + exp(-x))",
        derivative="1 / (1 + exp(x))",
        example=">>> print(sa.log_sigmoid([-1000.0, 40.0]))\n[-1.00000000e+03 -4.24835426e-18]",
        range=("-inf", "0"),
        limits=("-inf", "-0.0"),
        slope_limits=("1", "0"),
        minus_zero="-log(2)",
        monotone="True",
        saturates="right",
        cost="exp + log1p",
        used="log-likelihoods of binary outputs",
    )
)

squareplus = B(
    Entry(
        name="squareplus",
        title="Squareplus",
        params={"b": Parameter(4.0, "how wide the bend is", lowest=5e-324)},
        formula="(x + sqrt(x**2 + b)) / 2",
        derivative="(1 + x / sqrt(x**2 + b)) / 2",
        example=">>> print(sa.squareplus([-1e20, 0.0]))\n[1.e-20 1.e+00]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "1"),
        minus_zero="sqrt(b) / 2",
        monotone="True",
        saturates="left",
        cost="square root",
        used="in place of softplus, without exp",
        paper=Paper(
            "Barron",
            2021,
            "Squareplus: A Softplus-Like Algebraic Rectifier",
            arxiv="2112.11687",
        ),
    )
)

sparse_plus = Unary(
    Entry(
        name="sparse_plus",
        title="Sparse plus",
        formula="where(x <= -1, 0, where(x >= 1, x, (x + 1)**2 / 4))",
        derivative="minimum(maximum((x + 1) / 2, 0), 1)",
        example=">>> print(sa.sparse_plus([-2.0, 0.0, 3.0]))\n[0.   0.25 3.  ]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "1"),
        minus_zero="0.25",
        monotone="True",
        dead_zone=(("-inf", "-1"),),
        cost="two comparisons",
        used="in place of softplus, exactly zero on the left",
    )
)
