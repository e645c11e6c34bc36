/* SPDX-License-Identifier: MIT */
#include "exact.h"

#include <quadmath.h>

/* f(x). NaN stays NaN. At infinity a huge x stands for x where the formula has no limit. */
static __float128 truth(const exact_function *function, double x) {
    __float128 y = x;
    if (isnanq(x)) return y;
    function->loop(&x, function->a, function->b, &y, 1);
    if (isinfq(x) && isnanq(y)) {
        x = x < 0 ? -0x1p1000 : 0x1p1000;
        function->loop(&x, function->a, function->b, &y, 1);
    }
    return y;
}

static __float128 clamp(__float128 y, __float128 limit) {
    return y > limit ? limit : (y < -limit ? -limit : y);
}

static __float128 spacing(__float128 y, number_format format) {
    int exponent = y == 0 ? format.lowest : ilogbq(y);
    if (exponent < format.lowest) exponent = format.lowest;
    if (exponent >= format.highest) exponent = format.highest - 1;
    return ldexpq(1, exponent - format.precision + 1);
}

static int near_a_root(const exact_function *function, double x) {
    for (int i = 0; i < function->root_count; i++)
        if (fabsq(x - function->roots[i]) < NEAR_A_ROOT * fabsq(function->roots[i])) return 1;
    return 0;
}

exact_error exact_error_of(const exact_function *function, number_format format, double x,
                           double dy, double got, const double *quick) {
    exact_error error = {0};
    __float128 slope = truth(function, x), y = dy * slope;
    error.nan_mismatch = isnanq(y) != isnanq(got);
    if (isnanq(y) || isnanq(got)) {
        error.ulp = error.plain = error.nan_mismatch ? (double)HUGE_VALQ : 0;
        return error;
    }
    int near_root = near_a_root(function, x);
    int has_digits = fabsq(y) > FLT128_MIN / FLT128_EPSILON;
    error.sign_mismatch = !near_root && has_digits && signbitq(y) != signbitq(got);
    if (quick && fabsq(y) > 0x1p-160 && fabsq(y) < 0x1p140) error.quick = fabsq((*quick - y) / y);
    /* dy f' may be infinite as soon as f' is. */
    __float128 limit = ldexpq(1, format.highest);
    int overflows = fabsq(slope) >= limit - ldexpq(1, format.highest - format.precision - 1);
    if (overflows && isinfq(got) && !error.sign_mismatch) return error;
    /* Infinity stands for the first power of two that the format lacks. */
    y = clamp(y, limit);
    __float128 distance = fabsq(clamp(got, limit) - y), step = spacing(y, format);
    error.plain = distance / step;
    if (near_root) {
        __float128 quarter = spacing(fabsq((__float128)dy) / 4, format);
        if (quarter > step) step = quarter;
    }
    __float128 lost = fabsq(dy) * ldexpq(1, format.lowest - format.precision + 1);
    if (format.rounds_slope && fabsq(slope) < ldexpq(1, format.lowest) && lost > step) step = lost;
    error.ulp = distance / step;
    return error;
}

void exact_errors(const exact_function *function, const number_format *format, const double *x,
                  const double *dy, const double *got, exact_error *errors, long n) {
    for (long i = 0; i < n; i++)
        errors[i] = exact_error_of(function, *format, x[i], dy ? dy[i] : 1, got[i], 0);
}

/* y = (high + low) 2^exponent, 106 bits of it: for comparison with other arithmetic. */
void exact_values(const exact_function *function, const double *x, double *high, double *low,
                  int *exponent, long n) {
    for (long i = 0; i < n; i++) {
        __float128 y = frexpq(truth(function, x[i]), &exponent[i]);
        high[i] = y;
        low[i] = y - high[i];
    }
}
