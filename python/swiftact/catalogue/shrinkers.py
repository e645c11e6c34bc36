# SPDX-License-Identifier: MIT
"""Functions that pull small inputs to zero."""

from ..entry import Entry, Kink, Paper, Parameter
from ..kinds import Lambd, Unary

softshrink = Lambd(
    Entry(
        name="softshrink",
        title="Soft shrinkage",
        params={"lambd": Parameter(0.5, "how far to shrink", lowest=0.0)},
        formula="where(x > lambd, x - lambd, where(x < -lambd, x + lambd, 0))",
        derivative="where(abs(x) > lambd, 1, 0)",
        example=">>> print(sa.softshrink([-2.0, 0.25, 1.0]))\n[-1.5  0.   0.5]",
        range=("-inf", "inf"),
        limits=("-inf", "inf"),
        slope_limits=("1", "1"),
        zero_centred="True",
        minus_zero="0.0",
        monotone="True",
        kinks=(Kink("-lambd", "0"), Kink("lambd", "0")),
        dead_zone=(("-lambd", "lambd"),),
        cost="two comparisons",
        used="sparse coding",
        paper=Paper("Donoho", 1995, "De-noising by soft-thresholding"),
    )
)

hardshrink = Lambd(
    Entry(
        name="hardshrink",
        title="Hard shrinkage",
        params={"lambd": Parameter(0.5, "what is no larger becomes zero", lowest=0.0)},
        formula="where(abs(x) > lambd, x, 0)",
        derivative="where(abs(x) > lambd, 1, 0)",
        example=">>> print(sa.hardshrink([-2.0, 0.25, 1.0]))\n[-2.  0.  1.]",
        range=("-inf", "inf"),
        limits=("-inf", "inf"),
        slope_limits=("1", "1"),
        zero_centred="True",
        minus_zero="0.0",
        monotone="True",
        kinks=(Kink("-lambd", "0"), Kink("lambd", "0")),
        dead_zone=(("-lambd", "lambd"),),
        cost="one comparison",
        used="sparse coding",
        paper=Paper("Donoho & Johnstone", 1994, "Ideal spatial adaptation by wavelet shrinkage"),
    )
)

tanhshrink = Unary(
    Entry(
        name="tanhshrink",
        title="Hyperbolic tangent shrinkage",
        formula="x - tanh(x)",
        derivative="tanh(x)**2",
        example=">>> print(sa.tanhshrink([1e-4, 2.0]))\n[3.33333332e-13 1.03597242e+00]",
        range=("-inf", "inf"),
        limits=("-inf", "inf"),
        slope_limits=("1", "1"),
        zero_centred="True",
        monotone="True",
        cost="exp",
        used="sparse coding",
    )
)
