/* SPDX-License-Identifier: MIT
 *
 * The trailing operands of an activation that are usually plain numbers.
 *
 * A Python float must follow the precision of the arrays beside it, whatever
 * NumPy's version: 1.x lets it widen scalars, 2.x lets it widen integers that
 * would have become float16, and both widen bfloat16. So a number becomes a
 * zero-dimensional array of the precision that the arrays will be computed in,
 * which NumPy also takes in more quickly.
 */
#ifndef SWIFTACT_PARAMETER_H
#define SWIFTACT_PARAMETER_H

#include "precision.h"

enum { maximum_operands = 12, maximum_parameters = 6 };

typedef struct {
    PyObject *name;  /* interned */
    PyObject *value; /* the default: a Python float, or any operand */
    double lowest;   /* what a single number may be */
    double highest;
    _Atomic(PyObject *) boxed[precision_count]; /* the default, when a float */
} parameter;

/* Checks and takes in one parameter; -1 with an error set. */
int parameter_init(parameter *self, const char *function, PyObject *name, PyObject *value,
                   PyObject *bounds);
int parameter_traverse(parameter *self, visitproc visit, void *arg);
void parameter_clear(parameter *self);

/* The operand for a call in this precision, a borrowed reference. */
PyObject *parameter_default(parameter *self, precision wanted);

/* The operand for a value that the caller gave, a new reference; NULL with an
 * error set when it is a number out of bounds. */
PyObject *parameter_given(const parameter *self, const char *function, PyObject *value,
                          precision wanted);

#endif
