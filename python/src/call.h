/* SPDX-License-Identifier: MIT
 *
 * The vectorcall functions of an activation.
 */
#ifndef SWIFTACT_CALL_H
#define SWIFTACT_CALL_H

#include "numpy_api.h"

enum { maximum_keywords = 24 };

/* For a ufunc without parameters: nothing to fill in. */
PyObject *call_plain(PyObject *callable, PyObject *const *args, size_t count,
                     PyObject *keyword_names);

PyObject *call_with_parameters(PyObject *callable, PyObject *const *args, size_t count,
                               PyObject *keyword_names);

PyObject *call_before_init(PyObject *callable, PyObject *const *args, size_t count,
                           PyObject *keyword_names);

#endif
