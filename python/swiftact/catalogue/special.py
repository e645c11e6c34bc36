# SPDX-License-Identifier: MIT
"""Elementary and error functions that NumPy lacks, or has without gradient and float16 speed."""

from ..entry import Entry
from ..kinds import Unary

exp = Unary(
    Entry(
        name="exp",
        title="Exponential",
        aliases=("exponential",),
        formula="exp(x)",
        derivative="exp(x)",
        example=">>> print(sa.exp([-1.0, 1.0]))\n[0.36787944 2.71828183]",
        range=("0", "inf"),
        limits=("0", "inf"),
        slope_limits=("0", "inf"),
        minus_zero="1",
        monotone="True",
        saturates="left",
        cost="exp",
        used="rates, attention weights",
    )
)

expm1 = Unary(
    Entry(
        name="expm1",
        title="Exponential minus one",
        formula="exp(x) - 1",
        derivative="exp(x)",
        example=">>> print(sa.expm1([-1.0, 1e-12]))\n[-6.32120559e-01  1.00000000e-12]",
        range=("-1", "inf"),
        limits=("-1", "inf"),
        slope_limits=("0", "inf"),
        zero_centred="'roughly'",
        monotone="True",
        saturates="left",
        cost="exp",
        used="building block of elu and its kin",
    )
)

log1p = Unary(
    Entry(
        name="log1p",
        title="Logarithm of one plus x",
        formula="log(1 + x)",
        derivative="1 / (1 + x)",
        example=">>> print(sa.log1p([1e-12, 1.0]))\n[1.00000000e-12 6.93147181e-01]",
        domain=("-1", "inf"),
        range=("-inf", "inf"),
        limits=("nan", "inf"),
        slope_limits=("nan", "0"),
        zero_centred="'roughly'",
        monotone="True",
        cost="log",
        used="features over many decades",
    )
)

logit = Unary(
    Entry(
        name="logit",
        title="Log-odds",
        formula="log(x / (1 - x))",
        derivative="1 / (x * (1 - x))",
        example=">>> print(sa.logit([0.25, 0.5]))\n[-1.09861229  0.        ]",
        domain=("0", "1"),
        range=("-inf", "inf"),
        limits=("nan", "nan"),
        slope_limits=("nan", "nan"),
        minus_zero="-inf",
        zero_centred="'roughly'",
        monotone="True",
        cost="log",
        used="inverse of the sigmoid",
    )
)

erf = Unary(
    Entry(
        name="erf",
        title="Error function",
        formula="erf(x)",
        derivative="2 / sqrt(pi) * exp(-x * x)",
        example=">>> print(sa.erf([-0.5, 1.0]))\n[-0.52049988  0.84270079]",
        range=("-1", "1"),
        limits=("-1", "1"),
        slope_limits=("0", "0"),
        zero_centred="True",
        monotone="True",
        saturates="both",
        cost="exp + rational",
        used="building block of gelu",
    )
)

erfc = Unary(
    Entry(
        name="erfc",
        title="Complementary error function",
        formula="1 - erf(x)",
        derivative="-2 / sqrt(pi) * exp(-x * x)",
        example=">>> print(sa.erfc([0.5, 10.0]))\n[4.79500122e-01 2.08848758e-45]",
        range=("0", "2"),
        limits=("2", "0"),
        slope_limits=("0", "0"),
        minus_zero="1",
        saturates="both",
        cost="exp + rational",
        used="tails of the normal distribution",
    )
)

ndtr = Unary(
    Entry(
        name="ndtr",
        title="Normal distribution function",
        aliases=("normal_cdf",),
        formula="0.5 * (1 + erf(x / sqrt(2)))",
        derivative="exp(-x * x / 2) / sqrt(2 * pi)",
        example=">>> print(sa.ndtr([-10.0, 1.0]))\n[7.61985302e-24 8.41344746e-01]",
        range=("0", "1"),
        limits=("0", "1"),
        slope_limits=("0", "0"),
        minus_zero="0.5",
        monotone="True",
        saturates="both",
        cost="exp + rational",
        used="probit models, gelu's gate",
    )
)

log_ndtr = Unary(
    Entry(
        name="log_ndtr",
        title="Logarithm of the normal distribution function",
        formula="log(erfc(-x / sqrt(2)) / 2)",
        derivative="sqrt(2 / pi) / erfcx(-x / sqrt(2))",
        example=">>> print(sa.log_ndtr([-40.0, 1.0]))\n[-8.04608442e+02 -1.72753779e-01]",
        range=("-inf", "0"),
        limits=("-inf", "-0.0"),
        slope_limits=("inf", "0"),
        minus_zero="-log(2)",
        monotone="True",
        saturates="right",
        cost="exp + log + rational",
        used="log-likelihoods of probit models",
    )
)
