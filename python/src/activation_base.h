/* SPDX-License-Identifier: MIT
 *
 * A callable that forwards to a ufunc and fills in the parameters that the
 * caller left out. swiftact.Activation is its Python subclass.
 */
#ifndef SWIFTACT_ACTIVATION_BASE_H
#define SWIFTACT_ACTIVATION_BASE_H

#include "bound.h"
#include "parameter.h"

typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    vectorcallfunc forward; /* the ufunc's own */
    PyObject *ufunc;
    PyObject *from_output; /* takes the call when it gives y=; or NULL */
    const char *name;      /* the ufunc's, which keeps it alive */
    int inputs;
    int outputs;
    int arrays; /* the inputs that are no parameters */
    int parameter_count;
    int bindable; /* every default is a number, and the ufunc is ours */
    _Atomic(bound_ufunc *) bound;
    parameter parameters[maximum_parameters];
} activation_base;

/* A new reference to the type, for this module. */
PyObject *activation_base_type(PyObject *module);

#endif
