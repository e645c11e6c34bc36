# SPDX-License-Identifier: MIT
"""The identity and the piecewise functions that are the identity on the right."""

from ..entry import Entry, Kink, Paper, Parameter
from ..kinds import Alpha, LearnedAlpha, Threshold, Unary

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

prelu = LearnedAlpha(
    Entry(
        name="prelu",
        title="Parametric rectified linear unit",
        params={"alpha": Parameter(0.25, "slope on the left, usually one per channel")},
        formula="where(x > 0, x, alpha * x)",
        derivative="where(x > 0, 1, alpha)",
        example=">>> print(sa.prelu([[-1.0, 2.0], [-3.0, -4.0]], alpha=[0.5, 0.25]))\n"
        "[[-0.5  2. ]\n [-1.5 -1. ]]",
        range=("0 if alpha <= 0 else -inf", "inf"),
        limits=("-alpha * inf if alpha else nan", "inf"),
        slope_limits=("alpha", "1"),
        zero_centred="'roughly'",
        minus_zero="alpha * -0.0",
        monotone="alpha >= 0",
        kinks=(Kink("0", "alpha", unless="alpha == 1"),),
        cost="one comparison",
        used="CNNs that learn their slopes",
        paper=Paper(
            "He, Zhang, Ren & Sun",
            2015,
            "Delving Deep into Rectifiers",
            arxiv="1502.01852",
        ),
    )
)

relu6 = Unary(
    Entry(
        name="relu6",
        title="Rectified linear unit, capped at 6",
        formula="minimum(maximum(0, x), 6)",
        derivative="where((x > 0) & (x < 6), 1, 0)",
        example=">>> print(sa.relu6([-1.0, 2.0, 9.0]))\n[0. 2. 6.]",
        range=("0", "6"),
        limits=("0", "6"),
        slope_limits=("0", "0"),
        monotone="True",
        kinks=(Kink("0", "0"), Kink("6", "0")),
        dead_zone=(("-inf", "0"), ("6", "inf")),
        saturates="right",
        cost="two comparisons",
        used="mobile CNNs, quantised models",
        paper=Paper("Krizhevsky", 2010, "Convolutional Deep Belief Networks on CIFAR-10"),
    )
)

squared_relu = Unary(
    Entry(
        name="squared_relu",
        title="Squared rectified linear unit",
        aliases=("relu2", "relu_squared"),
        formula="maximum(0, x)**2",
        derivative="2 * maximum(0, x)",
        example=">>> print(sa.squared_relu([-1.0, 3.0]))\n[0. 9.]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "inf"),
        minus_zero="0.0",
        monotone="True",
        dead_zone=(("-inf", "0"),),
        cost="one comparison",
        used="transformers: Primer",
        paper=Paper(
            "So, Mańke, Liu, Dai, Shazeer & Le",
            2021,
            "Primer: Searching for Efficient Transformers for Language Modeling",
            arxiv="2109.08668",
        ),
    )
)

selu = Unary(
    Entry(
        name="selu",
        title="Scaled exponential linear unit",
        formula="1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * (exp(x) - 1))",
        derivative="1.0507009873554805 * where(x > 0, 1, 1.6732632423543772 * exp(x))",
        example=">>> print(sa.selu([-1.0, 2.0]))\n[-1.11133074  2.10140197]",
        range=("-1.7580993408473768", "inf"),
        limits=("-1.7580993408473768", "inf"),
        slope_limits=("0", "1.0507009873554805"),
        zero_centred="'roughly'",
        monotone="True",
        kinks=(Kink("0", "1.7580993408473768"),),
        saturates="left",
        cost="exp",
        used="very deep MLPs without normalisation",
        paper=Paper(
            "Klambauer, Unterthiner, Mayr & Hochreiter",
            2017,
            "Self-Normalizing Neural Networks",
            arxiv="1706.02515",
        ),
    )
)

celu = Alpha(
    Entry(
        name="celu",
        title="Continuously differentiable exponential linear unit",
        params={
            "alpha": Parameter(
                1.0, "minus the limit on the left", lowest=5e-324, highest=1.7976931348623157e308
            )
        },
        formula="where(x > 0, x, alpha * (exp(x / alpha) - 1))",
        derivative="where(x > 0, 1, exp(x / alpha))",
        example=">>> print(sa.celu([-1.0, 2.0], alpha=0.5))\n[-0.43233236  2.        ]",
        range=("-alpha", "inf"),
        limits=("-alpha", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        monotone="True",
        saturates="left",
        cost="exp",
        used="where elu's kink at alpha != 1 disturbs",
        paper=Paper(
            "Barron",
            2017,
            "Continuously Differentiable Exponential Linear Units",
            arxiv="1704.07483",
        ),
    )
)

threshold = Threshold(
    Entry(
        name="threshold",
        title="Threshold",
        params={
            "threshold": Parameter(0.0, "x above it is passed on"),
            "value": Parameter(0.0, "what replaces the rest"),
        },
        formula="where(x > threshold, x, value)",
        derivative="where(x > threshold, 1, 0)",
        example=">>> print(sa.threshold([-1.0, 0.5, 2.0], threshold=1.0, value=-9.0))\n"
        "[-9. -9.  2.]",
        range=("minimum(threshold, value)", "inf"),
        limits=("value", "inf"),
        slope_limits=("0", "1"),
        zero_centred="False if minimum(threshold, value) >= 0 else 'roughly'",
        minus_zero="-0.0 if threshold < 0 else value",
        monotone="value <= threshold",
        kinks=(Kink("threshold", "0"),),
        dead_zone=(("-inf", "threshold"),),
        cost="one comparison",
        used="sparse codes",
    )
)

thresholded_relu = Alpha(
    Entry(
        name="thresholded_relu",
        title="Thresholded rectified linear unit",
        params={"alpha": Parameter(1.0, "x above it is passed on")},
        formula="where(x > alpha, x, 0)",
        derivative="where(x > alpha, 1, 0)",
        example=">>> print(sa.thresholded_relu([-1.0, 0.5, 2.0]))\n[0. 0. 2.]",
        range=("minimum(alpha, 0)", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="False if alpha >= 0 else 'roughly'",
        minus_zero="-0.0 if alpha < 0 else 0.0",
        monotone="alpha >= 0",
        kinks=(Kink("alpha", "0"),),
        dead_zone=(("-inf", "alpha"),),
        cost="one comparison",
        used="auto-encoders",
        paper=Paper(
            "Konda, Memisevic & Krueger",
            2014,
            "Zero-bias autoencoders and the benefits of co-adapting features",
            arxiv="1402.3337",
        ),
    )
)
