# SPDX-License-Identifier: MIT
"""The identity and the piecewise functions that are the identity on the right."""

from ..entry import Entry, Kink, Paper, Parameter
from ..kinds import Alpha, Unary

identity = Unary(
    Entry(
        name="identity",
        title="Identity",
        aliases=("linear", "none"),
        formula="x",
        derivative="1",
        example=">>> print(sa.identity([-1.0, 0.5]))\n[-1.   0.5]",
        range=("-inf", "inf"),
        limits=("-inf", "inf"),
        slope_limits=("1", "1"),
        zero_centred="True",
        monotone="True",
        cost="none",
        used="regression output",
    )
)

relu = Unary(
    Entry(
        name="relu",
        title="Rectified linear unit",
        formula="maximum(0, x)",
        derivative="where(x > 0, 1, 0)",
        example=">>> print(sa.relu([-1.0, 0.0, 2.0]))\n[0. 0. 2.]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "1"),
        monotone="True",
        kinks=(Kink("0", "0"),),
        dead_zone=(("-inf", "0"),),
        cost="one comparison",
        used="CNN and MLP default",
        paper=Paper(
            "Nair & Hinton",
            2010,
            "Rectified Linear Units Improve Restricted Boltzmann Machines",
        ),
    )
)

leaky_relu = Alpha(
    Entry(
        name="leaky_relu",
        title="Leaky rectified linear unit",
        params={"alpha": Parameter(0.01, "slope on the left")},
        formula="where(x > 0, x, alpha * x)",
        derivative="where(x > 0, 1, alpha)",
        example=">>> print(sa.leaky_relu([-1.0, 2.0], alpha=0.2))\n[-0.2  2. ]",
        range=("0 if alpha <= 0 else -inf", "inf"),
        limits=("-alpha * inf if alpha else nan", "inf"),
        slope_limits=("alpha", "1"),
        zero_centred="'roughly'",
        minus_zero="alpha * -0.0",
        monotone="alpha >= 0",
        kinks=(Kink("0", "alpha", unless="alpha == 1"),),
        cost="one comparison",
        used="where ReLUs die, GANs",
        paper=Paper(
            "Maas, Hannun & Ng",
            2013,
            "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        ),
    )
)

elu = Alpha(
    Entry(
        name="elu",
        title="Exponential linear unit",
        params={"alpha": Parameter(1.0, "minus the limit on the left")},
        formula="where(x > 0, x, alpha * (exp(x) - 1))",
        derivative="where(x > 0, 1, alpha * exp(x))",
        example=">>> print(sa.elu([-1.0, 2.0]))\n[-0.63212056  2.        ]",
        range=("minimum(0, -alpha)", "inf"),
        limits=("-alpha", "inf"),
        slope_limits=("0 * alpha", "1"),
        zero_centred="'roughly'",
        minus_zero="alpha * -0.0",
        monotone="alpha >= 0",
        kinks=(Kink("0", "alpha", unless="alpha == 1"),),
        saturates="left",
        cost="exp",
        used="deep MLPs",
        paper=Paper(
            "Clevert, Unterthiner & Hochreiter",
            2015,
            "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
            arxiv="1511.07289",
        ),
    )
)
