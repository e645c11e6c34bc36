/* SPDX-License-Identifier: MIT
 *
 * What the formulas are written in. A file that includes this has defined `real`
 * and the elementary functions for it; it gets one loop over an array for each
 * formula, PREFIX_gelu_value, PREFIX_gelu_slope, ...: no list of them exists.
 */
#ifndef SWIFTACT_REFERENCE_H
#define SWIFTACT_REFERENCE_H

#define CONCATENATE_(a, b) a##_##b
#define CONCATENATE(a, b) CONCATENATE_(a, b)

#define FORMULA(name)                                                             \
    static inline real name(real x, real a, real b);                              \
    void CONCATENATE(PREFIX, name)(const double *restrict x, double a, double b,  \
                                   real *restrict y, long n) {                    \
        for (long i = 0; i < n; i++) y[i] = name(x[i], a, b);                     \
    }                                                                             \
    static inline real name(real x, real a, real b)

/* f(x), f'(x) and the derivative by the first parameter; `a` and `b` are the
 * parameters, if any. */
#define VALUE(name) FORMULA(name##_value)
#define SLOPE(name) FORMULA(name##_slope)
#define PARAMETER_SLOPE(name) FORMULA(name##_parameter_slope)

#define FACTORIAL_10 ((real)3628800)
#define FACTORIAL_20 (FACTORIAL_10 * (11L * 12 * 13 * 14 * 15 * 16 * 17 * 18) * (19L * 20))
#define FACTORIAL_30 (FACTORIAL_20 * (21L * 22 * 23 * 24 * 25 * 26 * 27 * 28) * (29L * 30))
static const real inverse_factorial[] = {
    [3] = 1 / (real)6,
    [5] = 1 / (real)120,
    [7] = 1 / (real)5040,
    [9] = 1 / (real)362880,
    [11] = 1 / (FACTORIAL_10 * 11),
    [13] = 1 / (FACTORIAL_10 * (11 * 12 * 13)),
    [15] = 1 / (FACTORIAL_10 * (11 * 12 * 13 * 14 * 15)),
    [17] = 1 / (FACTORIAL_20 / (18 * 19 * 20)),
    [19] = 1 / (FACTORIAL_20 / 20),
    [21] = 1 / (FACTORIAL_20 * 21),
    [23] = 1 / (FACTORIAL_20 * (21 * 22 * 23)),
    [25] = 1 / (FACTORIAL_20 * (21L * 22 * 23 * 24 * 25)),
    [27] = 1 / (FACTORIAL_30 / (28 * 29 * 30)),
    [29] = 1 / (FACTORIAL_30 / 30),
    [31] = 1 / (FACTORIAL_30 * 31),
    [33] = 1 / (FACTORIAL_30 * (31 * 32 * 33)),
    [35] = 1 / (FACTORIAL_30 * (31L * 32 * 33 * 34 * 35)),
};

static inline real softplus(real x) { return (x > 0 ? x : 0) + log1p(exp(-fabs(x))); }

static inline real squared_sech(real x) {
    real twice_cosh = exp(x) + exp(-x);
    return 4 / (twice_cosh * twice_cosh);
}

static inline real normal_cdf(real x) { return erfc(-x / sqrt((real)2)) / 2; }
static inline real normal_pdf(real x) { return exp(-(x * x) / 2) / sqrt(2 * pi); }

#include "formulas/gates.h"
#include "formulas/rectifiers.h"
#include "formulas/sigmoids.h"
#include "formulas/special.h"

#endif
