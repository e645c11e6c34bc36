/* SPDX-License-Identifier: MIT */
#include "saved_output.h"

#include "activation_base.h"
#include "call.h"

static Py_ssize_t index_of_y(PyObject *keyword_names) {
    if (keyword_names == NULL) return -1;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(keyword_names); k++) {
        if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keyword_names, k), "y") == 0) {
            return k;
        }
    }
    return -1;
}

/* f(dy, y=y, ...), or f(dy, x, y=y, ...) with x of no use, as from_output(dy, y, ...). */
static PyObject *call_from_output(const activation_base *self, PyObject *const *args,
                                  Py_ssize_t given, PyObject *keyword_names, Py_ssize_t y) {
    const Py_ssize_t keywords = PyTuple_GET_SIZE(keyword_names);
    if (self->from_output == NULL) {
        return PyErr_Format(PyExc_ValueError,
                            "%s() needs x: the derivative is not determined by the output y",
                            self->name);
    }
    if (given < 1 || given > 2) {
        return PyErr_Format(PyExc_TypeError,
                            "%s() with y= takes dy, or dy and x, by position, not %zd arguments",
                            self->name, given);
    }
    if (keywords > maximum_keywords) {
        return PyErr_Format(PyExc_TypeError, "%s() got %zd keyword arguments", self->name,
                            keywords);
    }
    PyObject *slots[2 + maximum_keywords];
    PyObject *names = PyTuple_New(keywords - 1);
    if (names == NULL) return NULL;
    slots[0] = args[0];
    slots[1] = args[given + y];
    for (Py_ssize_t k = 0, kept = 0; k < keywords; k++) {
        if (k == y) continue;
        slots[2 + kept] = args[given + k];
        PyTuple_SET_ITEM(names, kept++, Py_NewRef(PyTuple_GET_ITEM(keyword_names, k)));
    }
    PyObject *result = PyObject_Vectorcall(self->from_output, slots, 2, names);
    Py_DECREF(names);
    return result;
}

PyObject *call_with_saved_output(PyObject *callable, PyObject *const *args, size_t count,
                                 PyObject *keyword_names) {
    const activation_base *self = (activation_base *)callable;
    const Py_ssize_t y = index_of_y(keyword_names);
    if (y >= 0) {
        return call_from_output(self, args, PyVectorcall_NARGS(count), keyword_names, y);
    }
    return self->parameter_count == 0 ? call_plain(callable, args, count, keyword_names)
                                      : call_with_parameters(callable, args, count, keyword_names);
}
