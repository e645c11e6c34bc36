/* SPDX-License-Identifier: MIT
 *
 * The gradient for a parameter: dy * df/dparameter, summed over all elements
 * that share one value of it. Nothing of the size of x is stored.
 */
#ifndef SWIFTACT_PARAMETER_SUM_H
#define SWIFTACT_PARAMETER_SUM_H

#include "numpy_api.h"

/* (ufunc, dy, x, parameter, wide): an array of float64 in the parameter's shape.
 * `ufunc` computes df/dparameter, in float64 if `wide`, else in float32. The
 * order of summation depends on the shapes alone. */
PyObject *parameter_sum(PyObject *module, PyObject *const *args, Py_ssize_t count);

#endif
