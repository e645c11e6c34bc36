/* SPDX-License-Identifier: MIT
 *
 * `backward(dy, y=y)`: where the derivative is a function of the output, the
 * output that the forward pass left serves instead of its input.
 */
#ifndef SWIFTACT_SAVED_OUTPUT_H
#define SWIFTACT_SAVED_OUTPUT_H

#include "numpy_api.h"

/* The vectorcall function of a product of two arrays, dy and x. */
PyObject *call_with_saved_output(PyObject *callable, PyObject *const *args, size_t count,
                                 PyObject *keyword_names);

#endif
