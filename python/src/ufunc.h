/* SPDX-License-Identifier: MIT */
#ifndef SWIFTACT_UFUNC_H
#define SWIFTACT_UFUNC_H

#include "numpy_api.h"
#include "swiftact.h"

/* A new ufunc that runs the row's loops; NULL with an error set. */
PyObject *ufunc_from_row(const swiftact_kernel *row);

/* Adds the row's bfloat16 loop to the ufunc made from that row. */
int ufunc_add_bfloat16(PyObject *ufunc, const swiftact_kernel *row, int type);

#endif
