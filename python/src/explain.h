/* SPDX-License-Identifier: MIT */
#ifndef SWIFTACT_EXPLAIN_H
#define SWIFTACT_EXPLAIN_H

#include "activation_base.h"

/* A call failed. Where NumPy's error leaves the reader guessing, replaces it:
 * an unknown keyword, an operand that is no real number. `operands` are the
 * `count` inputs that NumPy saw. */
void explain_failure(const activation_base *self, PyObject *const *operands, Py_ssize_t count,
                     PyObject *keyword_names);

/* Too few or too many positional arguments. */
void explain_count(const activation_base *self, Py_ssize_t given);

#endif
