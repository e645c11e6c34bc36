/* SPDX-License-Identifier: MIT
 *
 * Errors against the exact reference, one element at a time.
 */
#ifndef SWIFTACT_EXACT_H
#define SWIFTACT_EXACT_H

/* A loop of float128.c: y[i] = f(x[i]; a, b) */
typedef void (*exact_loop)(const double *x, double a, double b, __float128 *y, long n);

/* Bits of the significand, and the exponents of the smallest normal number and
 * of the first power of two beyond the largest: 24, -126, 128 for float32.
 * `rounds_slope`: dy f'(x) is the product of dy and a rounded f'(x), as there is
 * no wider type. Where f' is subnormal, its last place times dy is the ulp. */
typedef struct {
    int precision, lowest, highest, rounds_slope;
} number_format;

typedef struct {
    exact_loop loop;
    double a, b;
    int root_count;
    double roots[2]; /* of the function; next to them errors are measured by ulp(1/4) */
} exact_function;

/* The neighbourhood of a root, as a share of the root. */
#define NEAR_A_ROOT 0.5

typedef struct {
    double ulp;        /* |got - true| / ulp(true); next to roots / ulp(max(|true|, |dy|/4)) */
    double plain;      /* |got - true| / ulp(true) */
    double quick;      /* |quick - true| / |true|, 0 where there is no quick */
    int nan_mismatch;  /* exactly one of got, true is NaN */
    int sign_mismatch; /* got has the wrong sign, even if 0, away from roots; true is not 0 */
} exact_error;

exact_error exact_error_of(const exact_function *function, number_format format, double x,
                           double dy, double got, const double *quick);

#endif
