/* SPDX-License-Identifier: MIT
 *
 * float32 results against the quick reference, vectorised. The exact reference
 * decides whatever the quick one cannot: new maxima, errors next to a bound that
 * is counted, results that cancel, and one result in every eighth block as a check.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "exact.h"

enum { BLOCK = 4096, WORST = 5, CHECKED = 8 /* one block in */ };

/* Errors of the quick reference stay below this, in ulp of float32. */
#define SLACK 4e-6

static const number_format float32 = {24, -126, 128, 0};

typedef struct {
    double ulp, plain;
    float x, dy, got;
} input;

typedef struct {
    double sum;      /* of errors: their mean times the inputs */
    double plain;    /* the largest |got - true| / ulp(true) */
    double quick;    /* the largest relative error of the quick reference that was seen */
    int64_t inputs, above_half, above_one, above_two, nan_mismatches, sign_mismatches;
    int32_t worst_count;
    input worst[WORST]; /* the largest errors that differ, largest first */
    input mismatch;     /* the last of them */
} statistics;

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The second argument where either is NaN: one instruction each. */
static inline double smaller(double a, double b) { return a < b ? a : b; }
static inline double larger(double a, double b) { return a > b ? a : b; }

static inline double clamp(double y) { return larger(-0x1p128, smaller(0x1p128, y)); }

/* ulp(y) of float32, for |y| <= 2^128 */
static inline double spacing(double y) {
    double binade = from_bits(bits_of(y) & 0x7ff0000000000000);
    return smaller(0x1p127, larger(0x1p-126, binade)) * 0x1p-23;
}

/* 1 / y of a power of two: the exponents add up to that of 1, twice the bias. */
static inline double inverse(double y) { return from_bits(0x7fe0000000000000 - bits_of(y)); }

/* `size` > 0 under the sign of a b */
static inline double with_sign_of_product(double size, double a, double b) {
    return from_bits(bits_of(size) | ((bits_of(a) ^ bits_of(b)) & 0x8000000000000000));
}

/* Errors by the quick reference. Where it has no say, NaN. */
static void quick_errors(const exact_function *function, const float *restrict x,
                         const float *restrict dy, const double *restrict quick,
                         const float *restrict got, double *restrict ulp,
                         double *restrict plain, long n) {
    double left = function->root_count > 0 ? function->roots[0] : NAN;
    double right = function->root_count > 1 ? function->roots[1] : NAN;
    double left_reach = NEAR_A_ROOT * fabs(left), right_reach = NEAR_A_ROOT * fabs(right);
    for (long i = 0; i < n; i++) {
        double input = x[i], upstream = dy[i], observed = got[i];
        double y = upstream * quick[i], truth = input != input ? input : y;
        double step = spacing(clamp(y)), quarter = spacing(upstream / 4);
        double near_left = fabs(input - left) < left_reach ? quarter : 0;
        double near_right = fabs(input - right) < right_reach ? quarter : 0;
        double mixed = larger(step, larger(near_left, near_right));
        double distance = fabs(clamp(observed) - clamp(truth));
        double same_sign = with_sign_of_product(1, observed, y) > 0 ? distance : NAN;
        double decided = y == 0 ? distance : same_sign;
        double finite = fabs(y) > 0x1p1000 ? NAN : decided;
        double both = truth != truth ? observed : 0;
        distance = both != both ? 0 : finite;
        plain[i] = distance * inverse(step);
        ulp[i] = distance * inverse(mixed);
    }
}

static int is_near_a_bound(double error) {
    return (fabs(error - 1) < SLACK) | (fabs(error - 2) < SLACK);
}

static double smallest_kept(const statistics *s) {
    return s->worst_count < WORST ? SLACK : s->worst[WORST - 1].ulp;
}

/* Equal errors repeat, octave after octave: one of each is enough. */
static int is_known(const statistics *s, double error) {
    for (int i = 0; i < s->worst_count; i++)
        if (fabs(s->worst[i].ulp - error) <= SLACK) return 1;
    return 0;
}

static void keep(statistics *s, input new) {
    int at = s->worst_count;
    while (at > 0 && s->worst[at - 1].ulp < new.ulp) at--;
    if (at == WORST || is_known(s, new.ulp)) return;
    int end = s->worst_count < WORST ? s->worst_count++ : WORST - 1;
    memmove(&s->worst[at + 1], &s->worst[at], (end - at) * sizeof new);
    s->worst[at] = new;
}

/* What the exact reference says of one result; returns its error. */
static double confirm(statistics *s, const exact_function *function, float x, float dy, float got,
                      double quick) {
    double y = dy * quick;
    exact_error error = exact_error_of(function, float32, x, dy, got, isfinite(y) ? &y : 0);
    input here = {error.ulp, error.plain, x, dy, got};
    if (error.quick > s->quick) s->quick = error.quick;
    if (error.nan_mismatch || error.sign_mismatch) s->mismatch = here;
    s->nan_mismatches += error.nan_mismatch;
    s->sign_mismatches += error.sign_mismatch;
    if (error.plain > s->plain && !error.nan_mismatch) s->plain = error.plain;
    if (error.ulp > smallest_kept(s)) keep(s, here);
    return error.ulp;
}

/* Numbers of inputs, as doubles like the errors: a loop over one type vectorises. */
typedef struct {
    double sum, above_half, above_one, above_two, doubts;
} tally;

/* Doubts: errors above those kept, next to a bound, or NaN. */
static tally count(const double *ulp, const double *plain, double kept, double plain_kept, long n) {
    double sum = 0, above_half = 0, above_one = 0, above_two = 0, doubts = 0;
#pragma omp simd reduction(+ : sum, above_half, above_one, above_two, doubts)
    for (long i = 0; i < n; i++) {
        double error = ulp[i] < 0x1p64 ? ulp[i] : 0x1p64;
        double to_bound = smaller(fabs(error - 1), fabs(error - 2));
        sum += error;
        above_half += error > 0.5 + SLACK ? 1.0 : 0.0;  // ties are many, and no error
        above_one += error > 1 ? 1.0 : 0.0;
        above_two += error > 2 ? 1.0 : 0.0;
        doubts += error > kept ? 1.0 : 0.0;
        doubts += plain[i] <= plain_kept ? 0.0 : 1.0;
        doubts += to_bound < SLACK ? 1.0 : 0.0;
    }
    return (tally){sum, above_half, above_one, above_two, doubts};
}

static void compare_block(statistics *s, const exact_function *function, const float *x,
                          const float *dy, const double *quick, const float *got, long n) {
    static _Thread_local double ulp[BLOCK], plain[BLOCK];
    quick_errors(function, x, dy, quick, got, ulp, plain, n);
    double kept = smallest_kept(s), plain_kept = larger(SLACK, s->plain * (1 + SLACK));
    if (s->inputs / BLOCK % CHECKED == 0) {
        long i = (s->inputs / BLOCK * 2654435761u) % n;
        ulp[i] = confirm(s, function, x[i], dy[i], got[i], quick[i]);
    }
    tally found = count(ulp, plain, kept, plain_kept, n);
    if (found.doubts > 0) {
        for (long i = 0; i < n; i++) {
            int new = !(ulp[i] <= kept) && !is_known(s, ulp[i]);
            if (new || !(plain[i] <= plain_kept) || is_near_a_bound(ulp[i]))
                ulp[i] = confirm(s, function, x[i], dy[i], got[i], quick[i]);
        }
        found = count(ulp, plain, kept, plain_kept, n);
    }
    s->inputs += n;
    s->sum += found.sum;
    s->above_half += found.above_half;
    s->above_one += found.above_one;
    s->above_two += found.above_two;
}

void compare(statistics *s, const exact_function *function, const float *x, const float *dy,
             const double *quick, const float *got, long n) {
    for (long i = 0; i < n; i += BLOCK)
        compare_block(s, function, x + i, dy + i, quick + i, got + i,
                      n - i < BLOCK ? n - i : BLOCK);
}

/* Gradients to multiply with: ±[1/16, 16), one for each bit pattern of x. */
void upstream(const float *x, float *dy, long n) {
    for (long i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        bits *= 2654435761u;
        bits = (bits & 0x80000000) | (123 + (bits & 7)) << 23 | (bits >> 8 & 0x7fffff);
        memcpy(&dy[i], &bits, sizeof bits);
    }
}
