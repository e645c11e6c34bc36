/* SPDX-License-Identifier: MIT
 *
 * Elementary and error functions under their own names.
 */

VALUE(exp) { return exp(x); }
SLOPE(exp) { return exp(x); }

VALUE(expm1) { return expm1(x); }
SLOPE(expm1) { return exp(x); }

VALUE(log1p) { return log1p(x); }
SLOPE(log1p) { return x < -1 ? not_a_number : 1 / (1 + x); }

VALUE(erf) { return erf(x); }
SLOPE(erf) { return 2 / sqrt(pi) * exp(-(x * x)); }

VALUE(erfc) { return erfc(x); }
SLOPE(erfc) { return -2 / sqrt(pi) * exp(-(x * x)); }

VALUE(ndtr) { return normal_cdf(x); }
SLOPE(ndtr) { return normal_pdf(x); }

/* Below `far`: Phi(x) = phi(x)/|x| (1 - 1/x^2 (1 - 3/x^2 (1 - 5/x^2 ...))) */
static inline real mills_series(real x) {
    real sum = 1;
    for (int k = mills_terms; k > 0; k--) sum = 1 - (2 * k - 1) / (x * x) * sum;
    return sum;
}

VALUE(log_ndtr) {
    real tail = normal_cdf(-fabs(x)), near = x > 0 ? log1p(-tail) : log(tail);
    real series = log(mills_series(x) / (-x * sqrt(2 * pi))) - x * x / 2;
    return x < far ? series : near;
}
SLOPE(log_ndtr) {
    real near = normal_pdf(x) / normal_cdf(x);
    return x < far ? -x / mills_series(x) : near;
}
