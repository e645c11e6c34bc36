# SPDX-License-Identifier: MIT
"""Functions x * g(x) whose gate g rises from 0 to 1."""

from ..entry import Entry, Kink, Paper, Parameter
from ..kinds import Beta, Unary

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

gelu_tanh = Unary(
    Entry(
        name="gelu_tanh",
        title="Gaussian error linear unit, tanh approximation",
        aliases=("gelu_new", "gelu_approximate"),
        formula="0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))",
        derivative="0.5 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))"
        " + 0.5 * x * (1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))**2)"
        " * sqrt(2 / pi) * (1 + x**2 * 3 * 0.044715)",
        example=">>> print(sa.gelu_tanh([-1.0, 2.0]))\n[-0.15880801  1.95459769]",
        range=("-0.17004075057125405", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-0.75246142207101627",),
        saturates="left",
        cost="exp",
        used="BERT and GPT-2 as they were trained",
        paper=Paper(
            "Hendrycks & Gimpel",
            2016,
            "Gaussian Error Linear Units (GELUs)",
            arxiv="1606.08415",
        ),
    )
)

quick_gelu = Unary(
    Entry(
        name="quick_gelu",
        title="Gaussian error linear unit, sigmoid approximation",
        formula="x / (1 + exp(-1.702 * x))",
        derivative="sigma(1.702 * x) * (1 + 1.702 * x * (1 - sigma(1.702 * x)))",
        example=">>> print(sa.quick_gelu([-1.0, 2.0]))\n[-0.15420423  1.93565862]",
        range=("-0.16361018963635359", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-0.75115425544128898",),
        saturates="left",
        cost="exp",
        used="CLIP",
        paper=Paper(
            "Hendrycks & Gimpel",
            2016,
            "Gaussian Error Linear Units (GELUs)",
            arxiv="1606.08415",
        ),
    )
)

swish = Beta(
    Entry(
        name="swish",
        title="Swish",
        params={"beta": Parameter(1.0, "how sharply the gate opens; often learned")},
        formula="x / (1 + exp(-beta * x))",
        derivative="sigma(beta * x) * (1 + beta * x * (1 - sigma(beta * x)))",
        example=">>> print(sa.swish([-1.0, 2.0], beta=2.0))\n[-0.11920292  1.96402758]",
        range=(
            "-0.2784645427610738 / beta if beta > 0 else -inf",
            "-0.2784645427610738 / beta if beta < 0 else inf",
        ),
        limits=("-0.0 if beta > 0 else -inf", "0.0 if beta < 0 else inf"),
        slope_limits=(
            "0 if beta > 0 else 1 if beta < 0 else 0.5",
            "1 if beta > 0 else 0 if beta < 0 else 0.5",
        ),
        zero_centred="True if beta == 0 else 'roughly'",
        monotone="beta == 0",
        stationary=("-1.2784645427610738 / beta if beta else nan",),
        saturates="left",
        cost="exp",
        used="EfficientNet and searched architectures",
        paper=Paper(
            "Ramachandran, Zoph & Le",
            2017,
            "Searching for Activation Functions",
            arxiv="1710.05941",
        ),
    )
)

mish = Unary(
    Entry(
        name="mish",
        title="Mish",
        formula="x * tanh(log(1 + exp(x)))",
        derivative="tanh(log(1 + exp(x))) + x * (1 - tanh(log(1 + exp(x)))**2) / (1 + exp(-x))",
        example=">>> print(sa.mish([-100.0, 1.0]))\n[-3.72007598e-42  8.65098388e-01]",
        range=("-0.30884341301725041", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-1.1924312145154952",),
        saturates="left",
        cost="exp",
        used="vision: YOLOv4",
        paper=Paper(
            "Misra",
            2019,
            "Mish: A Self Regularized Non-Monotonic Activation Function",
            arxiv="1908.08681",
        ),
    )
)

hard_swish = Unary(
    Entry(
        name="hard_swish",
        title="Hard swish",
        aliases=("hard_silu",),
        formula="x * minimum(maximum(x + 3, 0), 6) / 6",
        derivative="where(x <= -3, 0, where(x >= 3, 1, (2 * x + 3) / 6))",
        example=">>> print(sa.hard_swish([-4.0, -1.5, 1.0]))\n"
        "[-0.         -0.375       0.66666667]",
        range=("-0.375", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        kinks=(Kink("-3", "0"), Kink("3", "1")),
        stationary=("-1.5",),
        dead_zone=(("-inf", "-3"),),
        cost="two comparisons",
        used="MobileNetV3",
        paper=Paper(
            "Howard, Sandler, Chu et al.",
            2019,
            "Searching for MobileNetV3",
            arxiv="1905.02244",
        ),
    )
)

laplace_gate = Unary(
    Entry(
        name="laplace_gate",
        title="Laplace gate",
        aliases=("laplace_elu",),
        formula="x * where(x < 0, exp(x) / 2, 1 - exp(-x) / 2)",
        derivative="where(x < 0, exp(x) * (1 + x) / 2, 1 - exp(-x) * (1 - x) / 2)",
        example=">>> print(sa.laplace_gate([-1.0, 2.0]))\n[-0.18393972  1.86466472]",
        range=("-0.18393972058572117", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        stationary=("-1",),
        saturates="left",
        cost="exp",
        used="searches over gates that are distribution functions",
    )
)

cauchy_gate = Unary(
    Entry(
        name="cauchy_gate",
        title="Cauchy gate",
        aliases=("cauchy_elu",),
        formula="x * (0.5 + atan(x) / pi)",
        derivative="0.5 + atan(x) / pi + x / (pi * (1 + x**2))",
        example=">>> print(sa.cauchy_gate([-1.0, 1.0]))\n[-0.25  0.75]",
        range=("-0.31830988618379067", "inf"),
        limits=("-0.31830988618379067", "inf"),
        slope_limits=("0", "1"),
        zero_centred="'roughly'",
        monotone="True",
        saturates="left",
        cost="atan",
        used="searches over gates that are distribution functions",
    )
)

ztanh = Unary(
    Entry(
        name="ztanh",
        title="x tanh x",
        aliases=("lisht",),
        formula="x * tanh(x)",
        derivative="tanh(x) + x * (1 - tanh(x)**2)",
        example=">>> print(sa.ztanh([-1.0, 2.0]))\n[0.76159416 1.92805516]",
        range=("0", "inf"),
        limits=("inf", "inf"),
        slope_limits=("-1", "1"),
        minus_zero="0.0",
        stationary=("0",),
        cost="exp",
        used="searches over gates",
        paper=Paper(
            "Roy, Manna, Dubey & Chaudhuri",
            2019,
            "LiSHT: Non-Parametric Linearly Scaled Hyperbolic Tangent Activation Function"
            " for Neural Networks",
            arxiv="1901.05894",
        ),
    )
)

zsoftplus = Unary(
    Entry(
        name="zsoftplus",
        title="x softplus x",
        formula="x * log(1 + exp(x))",
        derivative="log(1 + exp(x)) + x / (1 + exp(-x))",
        example=">>> print(sa.zsoftplus([-1.0, 1.0]))\n[-0.31326169  1.31326169]",
        range=("-0.31634671137020605", "inf"),
        limits=("-0.0", "inf"),
        slope_limits=("0", "inf"),
        zero_centred="'roughly'",
        stationary=("-1.1445544409119055",),
        saturates="left",
        cost="exp + log1p",
        used="searches over gates",
    )
)
