/* SPDX-License-Identifier: MIT */
#include "running_sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `step`: from one lane to the next. The lanes begin again at 0. */
static void fold(double *lanes, ptrdiff_t step, compensated *total) {
    double lane[sum_lanes];
    for (int i = 0; i < sum_lanes; i++) {
        lane[i] = lanes[i * step];
        lanes[i * step] = 0;
    }
    const double block =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    const double sum = total->value + block;
    const double kept = sum - total->value;
    total->lost += (total->value - (sum - kept)) + (block - kept);
    total->value = sum;
}

static double rounded(const compensated *total) {
    return isfinite(total->value) ? total->value + total->lost : total->value;
}

/* Whole turns over the lanes; the fixed length of the inner loop makes them vectors. */
static void add_turns(double *restrict lanes, const double *restrict terms, ptrdiff_t turns) {
    double sums[sum_lanes];
    for (int i = 0; i < sum_lanes; i++) sums[i] = lanes[i];
    for (ptrdiff_t turn = 0; turn < turns; turn++, terms += sum_lanes) {
        for (int i = 0; i < sum_lanes; i++) sums[i] += terms[i];
    }
    for (int i = 0; i < sum_lanes; i++) lanes[i] = sums[i];
}

void running_sum_add(running_sum *self, const double *terms, ptrdiff_t n) {
    const double *end = terms + n;
    while (terms < end) {
        const ptrdiff_t lane = self->count % sum_lanes;
        const ptrdiff_t left = sum_block - self->count % sum_block;
        const ptrdiff_t turns = (end - terms < left ? end - terms : left) / sum_lanes;
        if (lane == 0 && turns > 0) {
            add_turns(self->lanes, terms, turns);
            terms += turns * sum_lanes;
            self->count += turns * sum_lanes;
        } else {
            self->lanes[lane] += *terms++;
            self->count++;
        }
        if (self->count % sum_block == 0) fold(self->lanes, 1, &self->total);
    }
}

double running_sum_finish(running_sum *self) {
    fold(self->lanes, 1, &self->total);
    const double sum = rounded(&self->total);
    *self = (running_sum){.count = 0};
    return sum;
}

int row_sums_init(row_sums *self, ptrdiff_t width) {
    const size_t lanes = (size_t)width * sum_lanes * sizeof(double);
    char *memory = calloc(1, lanes + (size_t)width * sizeof(compensated));
    if (memory == NULL) return -1;
    *self = (row_sums){(double *)memory, (compensated *)(memory + lanes), width, 0, 0};
    return 0;
}

static void fold_all(row_sums *self) {
    for (ptrdiff_t k = 0; k < self->width; k++) {
        fold(self->lanes + k, self->width, &self->totals[k]);
    }
}

void row_sums_add(row_sums *self, const double *terms, ptrdiff_t n) {
    while (n > 0) {
        double *lanes = self->lanes + self->row % sum_lanes * self->width + self->column;
        const ptrdiff_t left = self->width - self->column, taken = n < left ? n : left;
        for (ptrdiff_t i = 0; i < taken; i++) lanes[i] += terms[i];
        terms += taken;
        n -= taken;
        self->column += taken;
        if (self->column < self->width) return;
        self->column = 0;
        self->row++;
        if (self->row % sum_block == 0) fold_all(self);
    }
}

void row_sums_finish(row_sums *self, double *sums) {
    fold_all(self);
    for (ptrdiff_t k = 0; k < self->width; k++) sums[k] = rounded(&self->totals[k]);
    free(self->lanes);
}
