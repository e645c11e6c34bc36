/* SPDX-License-Identifier: MIT
 *
 * Which elements of dy and x share a value of the parameter, and in which order
 * to visit them.
 */
#ifndef SWIFTACT_PARAMETER_LAYOUT_H
#define SWIFTACT_PARAMETER_LAYOUT_H

#include "numpy_api.h"

enum { dy_operand, x_operand, parameter_operand, operand_count };

typedef struct {
    int axes[operand_count][NPY_MAXDIMS]; /* of each operand, outermost first; -1: repeats */
    int count;
    int by_rows;     /* the axes along which the parameter varies come last, not first */
    npy_intp values; /* of the parameter */
    npy_intp share;  /* elements for each of them */
} parameter_layout;

parameter_layout parameter_layout_of(PyArrayObject *const *operands);

/* In C order of those axes, in this type; NULL with an error set. */
NpyIter *parameter_iterator(parameter_layout *self, PyArrayObject **operands, int type);

#endif
