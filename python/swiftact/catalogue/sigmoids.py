# SPDX-License-Identifier: MIT
"""Functions that level off at both ends."""

from ..entry import Entry, Kink, Paper, Parameter
from ..kinds import Bounds, Unary

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

hard_sigmoid = Unary(
    Entry(
        name="hard_sigmoid",
        title="Hard sigmoid",
        formula="minimum(maximum((x + 3) / 6, 0), 1)",
        derivative="where(abs(x) < 3, 1, 0) / 6",
        example=">>> print(sa.hard_sigmoid([-4.0, 0.0, 1.5]))\n[0.   0.5  0.75]",
        range=("0", "1"),
        limits=("0", "1"),
        slope_limits=("0", "0"),
        minus_zero="0.5",
        monotone="True",
        kinks=(Kink("-3", "0"), Kink("3", "0")),
        dead_zone=(("-inf", "-3"), ("3", "inf")),
        saturates="both",
        cost="two comparisons",
        used="gates of mobile CNNs",
        paper=Paper(
            "Courbariaux, Bengio & David",
            2015,
            "BinaryConnect: Training Deep Neural Networks with binary weights",
            arxiv="1511.00363",
        ),
    )
)

sparse_sigmoid = Unary(
    Entry(
        name="sparse_sigmoid",
        title="Sparse sigmoid",
        formula="minimum(maximum((x + 1) / 2, 0), 1)",
        derivative="where(abs(x) < 1, 1, 0) / 2",
        example=">>> print(sa.sparse_sigmoid([-2.0, 0.0, 0.5]))\n[0.   0.5  0.75]",
        range=("0", "1"),
        limits=("0", "1"),
        slope_limits=("0", "0"),
        minus_zero="0.5",
        monotone="True",
        kinks=(Kink("-1", "0"), Kink("1", "0")),
        dead_zone=(("-inf", "-1"), ("1", "inf")),
        saturates="both",
        cost="two comparisons",
        used="sparse attention; sparsemax of two classes",
        paper=Paper(
            "Martins & Astudillo",
            2016,
            "From Softmax to Sparsemax",
            arxiv="1602.02068",
        ),
    )
)

hard_tanh = Bounds(
    Entry(
        name="hard_tanh",
        title="Hard hyperbolic tangent",
        params={
            "minimum": Parameter(-1.0, "what smaller x become"),
            "maximum": Parameter(1.0, "what larger x become"),
        },
        requires="minimum < maximum",
        formula="where(x < minimum, minimum, where(x > maximum, maximum, x))",
        derivative="where((x > minimum) & (x < maximum), 1, 0)",
        example=">>> print(sa.hard_tanh([-2.0, 0.25, 3.0]))\n[-1.    0.25  1.  ]",
        range=("minimum", "maximum"),
        limits=("minimum", "maximum"),
        slope_limits=("0", "0"),
        zero_centred="True if minimum == -maximum else minimum < 0 < maximum and 'roughly'",
        minus_zero="minimum if minimum > 0 else maximum if maximum < 0 else -0.0",
        monotone="True",
        kinks=(Kink("minimum", "0"), Kink("maximum", "0")),
        dead_zone=(("-inf", "minimum"), ("maximum", "inf")),
        saturates="both",
        cost="two comparisons",
        used="bounded outputs, quantised models",
        paper=Paper("Collobert", 2004, "Large Scale Machine Learning"),
    )
)

softsign = Unary(
    Entry(
        name="softsign",
        title="Softsign",
        formula="x / (1 + abs(x))",
        derivative="1 / (1 + abs(x))**2",
        example=">>> print(sa.softsign([-1.0, 3.0]))\n[-0.5   0.75]",
        range=("-1", "1"),
        limits=("-1", "1"),
        slope_limits=("0", "0"),
        zero_centred="True",
        monotone="True",
        saturates="both",
        cost="one division",
        used="in place of tanh, with heavier tails",
        paper=Paper(
            "Bergstra, Desjardins, Lamblin & Bengio",
            2009,
            "Quadratic Polynomials Learn Better Image Features",
        ),
    )
)
