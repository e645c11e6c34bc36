/* SPDX-License-Identifier: MIT
 *
 * Python.h and NumPy's headers, the same way in every file. core.c defines
 * SWIFTACT_IMPORTS_NUMPY and thereby owns the two imported function tables.
 */
#ifndef SWIFTACT_NUMPY_API_H
#define SWIFTACT_NUMPY_API_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Built against NumPy 2, the extension runs on NumPy 1.23 and later. */
#define NPY_TARGET_VERSION NPY_1_23_API_VERSION
#define NPY_NO_DEPRECATED_API NPY_1_23_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL swiftact_array_api
#define PY_UFUNC_UNIQUE_SYMBOL swiftact_ufunc_api
#ifndef SWIFTACT_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#define NO_IMPORT_UFUNC
#endif
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <numpy/ufuncobject.h>

#endif
