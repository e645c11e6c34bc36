/* SPDX-License-Identifier: MIT
 *
 * A ufunc of the arrays alone, whose loops supply the default parameters.
 *
 * Most calls give no parameter. NumPy is quicker with one operand less, and has
 * its quickest path, for scalars, only for ufuncs of one input.
 */
#ifndef SWIFTACT_BOUND_H
#define SWIFTACT_BOUND_H

#include "parameter.h"

typedef struct {
    PyObject *ufunc;
    vectorcallfunc forward;
} bound_ufunc;

/* NULL with an error set. `ufunc` is elementwise and one of ours; the parameters
 * have numbers as defaults, and outlive the result. */
bound_ufunc *bound_new(PyObject *ufunc, parameter *parameters, int count);
void bound_free(bound_ufunc *self);

/* Gives it the bfloat16 loop of `ufunc` when that type has appeared since. */
int bound_update(bound_ufunc *self, PyObject *ufunc);

/* What its loops are, and the data of the one for bfloat16, once that type has appeared. */
void bound_run_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data);
void *bound_bfloat16_data(const PyUFuncObject *ufunc);

#endif
