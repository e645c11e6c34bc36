/* SPDX-License-Identifier: MIT
 *
 * In which type will NumPy compute a call with these arrays?
 */
#ifndef SWIFTACT_PRECISION_H
#define SWIFTACT_PRECISION_H

#include "numpy_api.h"

typedef enum {
    precision_none, /* a plain Python number: fits any */
    precision_bfloat16,
    precision_half,
    precision_float,
    precision_double,
    precision_unknown, /* leave every decision to NumPy */
    precision_count = precision_unknown
} precision;

precision precision_of(PyObject *operand);
precision precision_of_type(int numpy_type);
precision precision_common(precision left, precision right);

/* `value` as a new zero-dimensional array, or as a Python float when the
 * precision is unknown; NULL with an error set. */
PyObject *precision_box(double value, precision wanted);

/* NumPy's type number of ml_dtypes.bfloat16, or NPY_NOTYPE. */
int bfloat16_type(void);
void set_bfloat16_type(int type);

#endif
