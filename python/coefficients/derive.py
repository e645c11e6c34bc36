# SPDX-License-Identifier: MIT
"""Every approximation in Sources/Kernels/Math, and the fit that its coefficients come from.

    python python/coefficients/derive.py                   derive all, print Swift literals
    python python/coefficients/derive.py logarithm_wide    only this one

A name ending in `_wide` serves float32 (an error of 2^-30 vanishes in the rounding to
float32), one in `_f64` float64, one in `_float` the formulas in float lanes, with
coefficients that are floats. In the Swift sources the name stands in the line above
the coefficients; tests/test_coefficients.py holds these to the bounds below.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from mpmath import (
    atan,
    atanh,
    cosh,
    erf,
    erfc,
    exp,
    expm1,
    fsum,
    ldexp,
    log,
    log1p,
    mpf,
    pi,
    sqrt,
    tanh,
)

from remez import GRID_POINTS, Fit, Function, Problem, fit

TINY = ldexp(mpf(1), -100)
FAR = mpf(1000)
# 5e-6 short of infinity in `spread`.
TO_INFINITY = 1 - 1e-6


def exponential_tail(r: mpf) -> mpf:
    """q in e^r = 1 + r + r² q(r)."""
    return (expm1(r) - r) / r**2 if abs(r) > TINY else mpf(1) / 2


def exp_weight(r: mpf) -> mpf:
    return r**2 / exp(r)


def expm1_weight(r: mpf) -> mpf:
    """Makes the error relative to e^r - 1, which bounds it relative to e^r too."""
    return r**2 / expm1(r) if r != 0 else mpf(0)


def logarithm_tail(z: mpf) -> mpf:
    """p in log((1 + s)/(1 - s)) = 2 atanh(s) = 2 s + s z p(z), z = s²."""
    return (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z if z > TINY else mpf(2) / 3


def logarithm_weight(z: mpf) -> mpf:
    return z * sqrt(z) / (2 * atanh(sqrt(z))) if z > 0 else mpf(0)


def arctangent_tail(z: mpf) -> mpf:
    """p in atan(t) = t - t z/3 + t z² p(z), z = t²."""
    if z < TINY:
        return mpf(1) / 5
    return (atan(sqrt(z)) / sqrt(z) - 1 + z / 3) / z**2


def arctangent_weight(z: mpf) -> mpf:
    """Makes the error relative to atan(t) - t/(1 + t²), the harder of its two uses."""
    return z / (z * arctangent_tail(z) - mpf(1) / 3 + 1 / (1 + z))


def scaled_normal_tail(a: mpf) -> mpf:
    """R(a) = Φ(-a) e^(a²/2)."""
    if a < FAR:
        return erfc(a / sqrt(mpf(2))) * exp(a * a / 2) / 2
    terms = 20  # of the asymptotic series, the next is below 2^-200
    series = [mpf(1)]
    for k in range(terms):
        series.append(-series[-1] * (2 * k + 1) / a**2)
    return fsum(series) / (a * sqrt(2 * pi))


def normal_tail_weight(a: mpf) -> mpf:
    return 1 / scaled_normal_tail(a)


def normal_tail_excess(a: mpf) -> mpf:
    """d in R(a) = (1 + d(a)) / (2 + 9/4 a), for which |d| < 0.12."""
    return scaled_normal_tail(a) * (2 + mpf(9) / 4 * a) - 1


def spread(u: mpf) -> mpf:
    """[-1, 1) to [0, ∞)."""
    return 5 * (1 + u) / (1 - u)


def erf_tail(z: mpf) -> mpf:
    """p in erf(x) = x + x p(x²)."""
    return erf(sqrt(z)) / sqrt(z) - 1 if z > TINY else 2 / sqrt(pi) - 1


def erf_weight(z: mpf) -> mpf:
    return 1 / (1 + erf_tail(z))


def deficit_tail(z: mpf) -> mpf:
    """p in x - tanh(x) = x³ / (3 + z p(z)), z = x²; 6/5 at 0, and nearly constant."""
    if z < TINY:
        return mpf(6) / 5
    x = sqrt(z)
    return x / (x - tanh(x)) - 3 / z


def deficit_weight(z: mpf) -> mpf:
    return z / (3 + z * deficit_tail(z))


def log_cosh_tail(z: mpf) -> mpf:
    """p in log(cosh(x)) = x²/2 + x⁴ p(x²)."""
    return (log(cosh(sqrt(z))) / z - mpf(1) / 2) / z if z > TINY else mpf(-1) / 12


def log_cosh_weight(z: mpf) -> mpf:
    return z / (mpf(1) / 2 + z * log_cosh_tail(z))


# The third coefficient, which is a float: the last ones are no better for being fitted with it.
CUBIC = 0.02083340659737587


def log1p_quarter_tail(f: mpf) -> mpf:
    """p in 4 log(1 + f/4) = f - f²/8 + CUBIC f³ + f⁴ p(f)."""
    return (4 * log1p(f / 4) - f + f**2 / 8 - CUBIC * f**3) / f**4 if f != 0 else mpf(0)


def log1p_quarter_weight(f: mpf) -> mpf:
    return f**4 / (4 * log1p(f / 4)) if f != 0 else mpf(0)


def quarter_tail(f: mpf) -> mpf:
    """p in 4 log(1 + f/4) = f + f² p(f)."""
    return (4 * log1p(f / 4) - f) / f**2 if abs(f) > TINY else mpf(-1) / 8


def quarter_weight(f: mpf) -> mpf:
    """Makes the error absolute, that of log(1 + f/4)."""
    return f**2 / 4


def log_complement_tail(m: mpf) -> mpf:
    """p in -log(1 - m) = m + m² p(m)."""
    return (-log1p(-m) - m) / m**2 if m > TINY else mpf(1) / 2


def log_complement_weight(m: mpf) -> mpf:
    """Makes the error relative to the logit of m."""
    return m**2 / log((1 - m) / m) if m > 0 else mpf(0)


def log1p_tail(z: mpf) -> mpf:
    """p in log(1 + z) = z + z² p(z)."""
    return (log1p(z) - z) / z**2 if z > TINY else mpf(-1) / 2


def log1p_weight(z: mpf) -> mpf:
    return z**2 / log1p(z) if z > 0 else mpf(0)


def softplus_even_part(z: mpf) -> mpf:
    """p in log(1 + e^x) = log(2) + x/2 + z p(z), z = x²."""
    return log(cosh(sqrt(z) / 2)) / z if z > TINY else mpf(1) / 8


def softplus_weight(z: mpf) -> mpf:
    """Makes the error relative to log(1 + e^-|x|), the smaller of the two."""
    return z / log1p(exp(-sqrt(z)))


def erfc_root(b: mpf) -> mpf:
    """The square root of erfc(b + 7/8)."""
    return sqrt(erfc(b + mpf(7) / 8))


def erfc_root_weight(b: mpf) -> mpf:
    """Makes the error that of the square."""
    return 2 * erfc_root(b)


def normal_tail_share(a: mpf) -> mpf:
    """d in R(a) = (1 + d(a)) / (1.84375 + 2.21875 a)."""
    return scaled_normal_tail(a) * (mpf("1.84375") + mpf("2.21875") * a) - 1


def normal_tail_share_weight(a: mpf) -> mpf:
    return 1 / (1 + normal_tail_share(a))


def complement_share(a: mpf) -> mpf:
    """d in erfc(a) e^a² = (1 + d(a)) / (0.9375 + 1.5625 a)."""
    return erfc(a) * exp(a * a) * (mpf("0.9375") + mpf("1.5625") * a) - 1


def complement_share_weight(a: mpf) -> mpf:
    return 1 / (1 + complement_share(a))


def hyperbolic_tail(z: mpf) -> mpf:
    """p in tanh(x) = x + x z p(z), z = x²."""
    return (tanh(sqrt(z)) / sqrt(z) - 1) / z if z > TINY else mpf(-1) / 3


def hyperbolic_weight(z: mpf) -> mpf:
    return z * sqrt(z) / tanh(sqrt(z)) if z > 0 else mpf(0)


def spread_to(high: str) -> Function:
    """[-1, 1] to [0, high], nearly as `spread` does at first."""

    def spread_to_high(u: mpf) -> mpf:
        v = (1 + u) / 2
        return mpf(high) * v / (mpf("7.5") - mpf("6.5") * v)

    return spread_to_high


@dataclass(frozen=True)
class Approximation:
    """A problem, and the error that its coefficients keep: 2**bits."""

    problem: Problem
    bits: float
    grid_points: int = GRID_POINTS


# Rounding in the reduction steps ends just outside the nominal interval.
SLACK = 1 + 1e-9
HALF_LN2 = float(log(2) / 2) * SLACK
# z = s² with s = f/(2 + f), for sqrt(1/2) <= 1 + f <= sqrt(2), and for 0 <= f <= 1.
REDUCED = float((sqrt(mpf(2)) - 1) ** 4) * SLACK
UNIT = SLACK / 9


def exponential(weight: Function, degree: int, bits: float) -> Approximation:
    return Approximation(Problem(exponential_tail, weight, -HALF_LN2, HALF_LN2, degree), bits)


def logarithm(high: float, degree: int, bits: float) -> Approximation:
    return Approximation(Problem(logarithm_tail, logarithm_weight, 0.0, high, degree), bits)


def arctangent(degree: int, bits: float) -> Approximation:
    high = 4 / 9 * SLACK
    return Approximation(Problem(arctangent_tail, arctangent_weight, 0.0, high, degree), bits)


def normal_tail(
    function: Function, weight: Function, degree: int, denominator_degree: int, bits: float
) -> Approximation:
    return Approximation(
        Problem(function, weight, -1.0, TO_INFINITY, degree, denominator_degree, (), spread),
        bits,
    )


def erf_near_zero(degree: int, bits: float) -> Approximation:
    return Approximation(Problem(erf_tail, erf_weight, 0.0, 1.0, degree), bits)


def deficit(high: float, degree: int, bits: float) -> Approximation:
    return Approximation(Problem(deficit_tail, deficit_weight, 0.0, high, degree), bits)


def log_cosh(degree: int, bits: float) -> Approximation:
    return Approximation(Problem(log_cosh_tail, log_cosh_weight, 0.0, 1.0, degree), bits)


# Where one form of log(1 + e^x) takes over from the other.
SOFTPLUS_EDGE = 1.04


def softplus_far() -> Approximation:
    fixed = ((0, -0.4999992549419403), (1, 0.33329129219055176), (2, -0.24920053780078888))
    high = float(exp(-SOFTPLUS_EDGE)) * SLACK
    return Approximation(
        Problem(log1p_tail, log1p_weight, 0.0, high, 5, fixed=fixed, single=True), -27.5
    )


def softplus_near() -> Approximation:
    high = SOFTPLUS_EDGE**2 * SLACK
    fixed = ((0, 0.125),)
    return Approximation(
        Problem(softplus_even_part, softplus_weight, 0.0, high, 4, fixed=fixed, single=True), -30.3
    )


def erf_in_floats() -> Approximation:
    # 2/√π - 1 as a float: fitted, it would be the next one, which is worse.
    fixed = ((0, 0.12837916612625122),)
    return Approximation(
        Problem(erf_tail, erf_weight, 0.0, 0.85**2, 5, fixed=fixed, single=True), -27.1
    )


def tail_in_floats(
    share: Function, weight: Function, high: str, bits: float, grid_points: int
) -> Approximation:
    # The roundings of the coefficients fall well with this many points.
    return Approximation(
        Problem(share, weight, -1.0, 1.0, 5, 5, spread=spread_to(high), single=True),
        bits,
        grid_points,
    )


APPROXIMATIONS = {
    "exp_wide": exponential(exp_weight, 4, -28.2),
    "expm1_wide": exponential(expm1_weight, 5, -31.9),
    "expm1_f64": exponential(expm1_weight, 9, -55.1),
    "logarithm_wide": logarithm(REDUCED, 2, -30.2),
    "logarithm_f64": logarithm(REDUCED, 6, -59.4),
    "logarithm_unit_wide": logarithm(UNIT, 4, -33.0),
    "logarithm_unit_f64": logarithm(UNIT, 9, -59.3),
    "arctangent_wide": arctangent(6, -29.8),
    "arctangent_f64": arctangent(14, -58.3),
    "normal_tail_wide": normal_tail(scaled_normal_tail, normal_tail_weight, 5, 6, -29.8),
    "normal_tail_f64": normal_tail(normal_tail_excess, lambda a: mpf(1), 11, 11, -56.1),
    "erf_wide": erf_near_zero(6, -29.6),
    "erf_f64": erf_near_zero(11, -56.0),
    "deficit_wide": deficit(0.75**2, 3, -35.4),
    "deficit_f64": deficit(2.0**2, 11, -58.3),
    "log_cosh_wide": log_cosh(6, -30.7),
    "log_cosh_f64": log_cosh(13, -56.5),
    "log1p_float": Approximation(
        Problem(log1p_quarter_tail, log1p_quarter_weight, -1.0, 2.0 * SLACK, 6, single=True), -27.2
    ),
    "logarithm_float": Approximation(
        Problem(quarter_tail, quarter_weight, -1.0, 2.0 * SLACK, 7, single=True), -27.3
    ),
    "log_complement_float": Approximation(
        Problem(log_complement_tail, log_complement_weight, 0.0, 0.25, 4, single=True), -28.6
    ),
    "atanh_float": Approximation(
        Problem(logarithm_tail, logarithm_weight, 0.0, 0.25, 5, single=True), -29.4
    ),
    "softplus_far_float": softplus_far(),
    "softplus_near_float": softplus_near(),
    "erf_float": erf_in_floats(),
    "erfc_root_float": Approximation(
        Problem(erfc_root, erfc_root_weight, 0.84 - 0.875, 3.95 - 0.875, 11, single=True), -28.4
    ),
    "normal_tail_float": tail_in_floats(
        normal_tail_share, normal_tail_share_weight, "14.35", -27.4, 140
    ),
    "erfc_float": tail_in_floats(complement_share, complement_share_weight, "10.15", -27.0, 160),
    "expm1_negative_float": Approximation(
        Problem(exponential_tail, expm1_weight, -0.75, 0.0, 5, single=True), -31.2
    ),
    "tanh_float": Approximation(
        Problem(hyperbolic_tail, hyperbolic_weight, 0.0, 1.0, 6, single=True), -27.6
    ),
}


def swift(name: str, result: Fit) -> str:
    """The coefficients as they stand in the Swift sources, lowest power first."""
    parts = [("", result.numerator)]
    if len(result.denominator) > 1:
        parts = [(".numerator", result.numerator), (".denominator", result.denominator)]
    lines = []
    for suffix, coefficients in parts:
        lines.append(f"// {name}{suffix}")
        lines += [f"{float(c)!r}," for c in coefficients]
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Derive the named approximations, or all."""
    for name in names or list(APPROXIMATIONS):
        result = fit(APPROXIMATIONS[name].problem, APPROXIMATIONS[name].grid_points)
        print(f"{swift(name, result)}\nlargest error 2^{result.bits:.2f}\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
