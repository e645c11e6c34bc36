/* SPDX-License-Identifier: MIT
 *
 * Sums in an order that does not depend on how the terms arrive: eight lanes in
 * turn, folded after every block into a compensated total. One sum whose terms
 * come one after the other, or many that receive a term each, row by row; the
 * bits are the same.
 */
#ifndef SWIFTACT_RUNNING_SUM_H
#define SWIFTACT_RUNNING_SUM_H

#include <stddef.h>

enum { sum_lanes = 8, sum_block = 512 };

typedef struct {
    double value;
    double lost; /* what rounding took off the value */
} compensated;

typedef struct {
    double lanes[sum_lanes];
    compensated total;
    ptrdiff_t count;
} running_sum;

void running_sum_add(running_sum *self, const double *terms, ptrdiff_t n);

/* The sum; the next term begins another. */
double running_sum_finish(running_sum *self);

typedef struct {
    double *lanes; /* one row of `width` after the other */
    compensated *totals;
    ptrdiff_t width;
    ptrdiff_t column; /* of the next term */
    ptrdiff_t row;
} row_sums;

/* -1 when out of memory. */
int row_sums_init(row_sums *self, ptrdiff_t width);
void row_sums_add(row_sums *self, const double *terms, ptrdiff_t n);
void row_sums_finish(row_sums *self, double *sums);

#endif
