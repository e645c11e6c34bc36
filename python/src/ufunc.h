/* SPDX-License-Identifier: MIT */
#ifndef SWIFTACT_UFUNC_H
#define SWIFTACT_UFUNC_H

#include "numpy_api.h"
#include "swiftact.h"

enum { native_count = 3 }; /* NumPy's own types among SWIFTACT_DTYPES */

/* A new ufunc that runs the row's loops; NULL with an error set. */
PyObject *ufunc_from_row(const swiftact_kernel *row);

/* Adds the row's bfloat16 loop to the ufunc made from that row. */
int ufunc_add_bfloat16(PyObject *ufunc, const swiftact_kernel *row, int type);

/* The body that a ufunc of ours runs for a data type; NULL for another's ufunc. */
const swiftact_body *ufunc_body(PyObject *ufunc, int dtype);

/* Runs a body's loop, which is `data`, and leaves the CPU's FP flags alone. */
void ufunc_run_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data);

#endif
