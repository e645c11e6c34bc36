/* SPDX-License-Identifier: MIT
 *
 * The commonest call without NumPy's machinery: contiguous arrays of one type and shape.
 */
#ifndef SWIFTACT_DIRECT_H
#define SWIFTACT_DIRECT_H

#include "numpy_api.h"

/* What the ufunc would return for these arguments, or NULL. NULL without an error means
 * that the call is of another kind, and the ufunc's to answer. */
PyObject *call_directly(PyObject *ufunc, PyObject *const *args, Py_ssize_t given,
                        PyObject *keyword_names);

#endif
