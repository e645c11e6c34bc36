# SPDX-License-Identifier: MIT
"""Every approximation in Sources/Kernels/Math, and the fit that its coefficients come from.

    python python/coefficients/derive.py              derive all, print Swift literals and bounds
    python python/coefficients/derive.py log_wide     only this one

A name ending in `_wide` serves float32 (an error of 2^-30 vanishes in the rounding to
float32), one in `_f64` float64. In the Swift sources the name stands in the line above
the coefficients; tests/test_coefficients.py measures what stands there against `PROBLEMS`.
"""

from __future__ import annotations

import sys

from mpmath import atan, atanh, erf, erfc, exp, expm1, fsum, ldexp, log, mpf, pi, sqrt, tanh
from remez import Fit, Problem, fit

# Rounding in the reduction steps just outside the nominal interval.
SLACK = 1 + 1e-9
TINY = ldexp(mpf(1), -100)
FAR = mpf(1000)
# 5e-6 short of infinity in `spread`.
TO_INFINITY = 1 - 1e-6


def exponential_tail(r: mpf) -> mpf:
    """q in e^r = 1 + r + r² q(r)."""
    return (expm1(r) - r) / r**2 if abs(r) > TINY else mpf(1) / 2


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


def scaled_normal_tail_excess(a: mpf) -> mpf:
    """d in R(a) = (1 + d(a)) / (2 + 9/4 a), for which |d| < 0.12."""
    return scaled_normal_tail(a) * (2 + mpf(9) / 4 * a) - 1


def spread(u: mpf) -> mpf:
    """[-1, 1) to [0, ∞)."""
    return 5 * (1 + u) / (1 - u)


def erf_tail(z: mpf) -> mpf:
    """p in erf(x) = x + x p(x²)."""
    return erf(sqrt(z)) / sqrt(z) - 1 if z > TINY else 2 / sqrt(pi) - 1


def deficit_tail(z: mpf) -> mpf:
    """p in x - tanh(x) = x³ / (3 + z p(z)), z = x²; 6/5 at 0, and nearly constant."""
    if z < TINY:
        return mpf(6) / 5
    x = sqrt(z)
    return x / (x - tanh(x)) - 3 / z


def deficit_weight(z: mpf) -> mpf:
    return z / (3 + z * deficit_tail(z))


# s = f/(2 + f) for sqrt(1/2) <= 1 + f <= sqrt(2), squared; and for 0 <= f <= 1.
REDUCED = float((sqrt(mpf(2)) - 1) ** 4) * SLACK
UNIT = SLACK / 9
HALF_LN2 = float(log(2) / 2) * SLACK


def logarithm(high: float, degree: int) -> Problem:
    return Problem(logarithm_tail, logarithm_weight, 0.0, high, degree)


def arctangent(degree: int) -> Problem:
    return Problem(arctangent_tail, arctangent_weight, 0.0, 4 / 9 * SLACK, degree)


def erf_near_zero(degree: int) -> Problem:
    return Problem(erf_tail, lambda z: 1 / (1 + erf_tail(z)), 0.0, 1.0, degree)


def deficit(high: float, degree: int) -> Problem:
    return Problem(deficit_tail, deficit_weight, 0.0, high, degree)


PROBLEMS = {
    "exp_wide": Problem(
        exponential_tail, lambda r: r**2 / exp(r), -HALF_LN2, HALF_LN2, degree=4
    ),
    "expm1_wide": Problem(exponential_tail, expm1_weight, -HALF_LN2, HALF_LN2, degree=5),
    "expm1_f64": Problem(exponential_tail, expm1_weight, -HALF_LN2, HALF_LN2, degree=9),
    "logarithm_wide": logarithm(REDUCED, 2),
    "logarithm_f64": logarithm(REDUCED, 6),
    "logarithm_unit_wide": logarithm(UNIT, 4),
    "logarithm_unit_f64": logarithm(UNIT, 9),
    "arctangent_wide": arctangent(6),
    "arctangent_f64": arctangent(14),
    "normal_tail_wide": Problem(
        scaled_normal_tail,
        lambda a: 1 / scaled_normal_tail(a),
        -1,
        TO_INFINITY,
        degree=5,
        denominator_degree=6,
        spread=spread,
    ),
    "normal_tail_f64": Problem(
        scaled_normal_tail_excess,
        lambda a: mpf(1),
        -1,
        TO_INFINITY,
        degree=11,
        denominator_degree=11,
        spread=spread,
    ),
    "erf_wide": erf_near_zero(6),
    "erf_f64": erf_near_zero(11),
    "deficit_wide": deficit(0.75**2, 3),
    "deficit_f64": deficit(2.0**2, 11),
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
    for name in names or list(PROBLEMS):
        result = fit(PROBLEMS[name])
        print(f"{swift(name, result)}\nlargest error 2^{result.bits:.2f}\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
