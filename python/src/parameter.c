/* SPDX-License-Identifier: MIT */
#include "parameter.h"

#include <math.h>
#include <stdatomic.h>

static int is_number(PyObject *object) {
    return PyFloat_Check(object) || PyLong_Check(object) || PyArray_IsScalar(object, Floating) ||
           PyArray_IsScalar(object, Integer);
}

/* Comparisons are false for NaN, which therefore never passes. */
static int check_bounds(const parameter *self, const char *function, double value) {
    if (value >= self->lowest && value <= self->highest) return 0;
    PyObject *lowest = PyFloat_FromDouble(self->lowest);
    PyObject *highest = PyFloat_FromDouble(self->highest);
    PyObject *got = PyFloat_FromDouble(value);
    if (lowest != NULL && highest != NULL && got != NULL) {
        PyErr_Format(PyExc_ValueError, "%s(): %U must be in [%R, %R], not %R", function, self->name,
                     lowest, highest, got);
    }
    Py_XDECREF(lowest);
    Py_XDECREF(highest);
    Py_XDECREF(got);
    return -1;
}

static int read_bounds(parameter *self, PyObject *bounds) {
    self->lowest = -INFINITY;
    self->highest = INFINITY;
    if (bounds == NULL) return 0;
    return PyArg_ParseTuple(bounds, "dd;bounds must be (lowest, highest)", &self->lowest,
                            &self->highest)
               ? 0
               : -1;
}

int parameter_init(parameter *self, const char *function, PyObject *name, PyObject *value,
                   PyObject *bounds) {
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "%s(): a parameter's name must be str", function);
        return -1;
    }
    self->name = Py_NewRef(name);
    PyUnicode_InternInPlace(&self->name);
    if (read_bounds(self, bounds) < 0) return -1;
    if (!is_number(value)) {
        self->value = Py_NewRef(value);
        return 0;
    }
    self->value = PyNumber_Float(value);
    if (self->value == NULL) return -1;
    return check_bounds(self, function, PyFloat_AS_DOUBLE(self->value));
}

int parameter_traverse(parameter *self, visitproc visit, void *arg) {
    Py_VISIT(self->name);
    Py_VISIT(self->value);
    return 0;
}

void parameter_clear(parameter *self) {
    Py_CLEAR(self->name);
    Py_CLEAR(self->value);
    for (int i = 0; i < precision_count; i++) {
        Py_XDECREF(atomic_exchange(&self->boxed[i], NULL));
    }
}

/* Made at the first call that needs it: bfloat16 may not exist before, and most
 * programs use one precision. Of two threads, the second drops its copy. */
static PyObject *box_default(parameter *self, precision wanted) {
    PyObject *fresh = precision_box(PyFloat_AS_DOUBLE(self->value), wanted);
    if (fresh == NULL) return NULL;
    PyArray_CLEARFLAGS((PyArrayObject *)fresh, NPY_ARRAY_WRITEABLE);
    PyObject *first = NULL;
    if (atomic_compare_exchange_strong(&self->boxed[wanted], &first, fresh)) {
        return fresh;
    }
    Py_DECREF(fresh);
    return first;
}

PyObject *parameter_default(parameter *self, precision wanted) {
    if (wanted == precision_unknown || !PyFloat_CheckExact(self->value)) {
        return self->value;
    }
    PyObject *boxed = atomic_load_explicit(&self->boxed[wanted], memory_order_acquire);
    return boxed != NULL ? boxed : box_default(self, wanted);
}

PyObject *parameter_given(const parameter *self, const char *function, PyObject *value,
                          precision wanted) {
    if (!is_number(value)) return Py_NewRef(value);
    PyObject *number = PyNumber_Float(value);
    if (number == NULL) return NULL;
    const double given = PyFloat_AS_DOUBLE(number);
    Py_DECREF(number);
    if (check_bounds(self, function, given) < 0) return NULL;
    /* NumPy's scalars have a precision of their own, which NumPy respects. */
    if (!PyFloat_CheckExact(value) && !PyLong_CheckExact(value)) {
        return Py_NewRef(value);
    }
    return precision_box(given, wanted);
}
