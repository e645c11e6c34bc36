/* SPDX-License-Identifier: MIT */
#include "precision.h"

#include <math.h>
#include <stdatomic.h>

static _Atomic int bfloat16 = NPY_NOTYPE;

int bfloat16_type(void) { return atomic_load_explicit(&bfloat16, memory_order_relaxed); }

void set_bfloat16_type(int type) { atomic_store(&bfloat16, type); }

/* Integers as NumPy promotes them to the first float type that holds them. */
precision precision_of_type(int type) {
    switch (type) {
        case NPY_FLOAT: return precision_float;
        case NPY_DOUBLE: return precision_double;
        case NPY_BOOL:
        case NPY_BYTE:
        case NPY_UBYTE:
        case NPY_HALF: return precision_half;
        case NPY_SHORT:
        case NPY_USHORT: return precision_float;
        case NPY_INT:
        case NPY_UINT:
        case NPY_LONG:
        case NPY_ULONG:
        case NPY_LONGLONG:
        case NPY_ULONGLONG: return precision_double;
        default: break;
    }
    if (type >= NPY_USERDEF && type == bfloat16_type()) {
        return precision_bfloat16;
    }
    return precision_unknown;
}

precision precision_of(PyObject *operand) {
    if (PyArray_Check(operand)) {
        return precision_of_type(PyArray_TYPE((PyArrayObject *)operand));
    }
    if (PyFloat_CheckExact(operand) || PyLong_CheckExact(operand)) {
        return precision_none;
    }
    if (PyArray_CheckScalar(operand)) {
        PyArray_Descr *descriptor = PyArray_DescrFromScalar(operand);
        if (descriptor == NULL) {
            PyErr_Clear();
            return precision_unknown;
        }
        const int type = descriptor->type_num;
        Py_DECREF(descriptor);
        return precision_of_type(type);
    }
    return precision_unknown;
}

precision precision_common(precision left, precision right) {
    const precision low = left < right ? left : right;
    const precision high = left < right ? right : left;
    /* Neither half type holds the other. */
    if (low == precision_bfloat16 && high == precision_half) {
        return precision_float;
    }
    return high;
}

/* The value as `wanted` holds it. Too large a number becomes infinite without
 * the warning that NumPy's own conversion gives. */
static int store(PyArrayObject *array, double value, precision wanted) {
    static const double half_overflow = 65520.0;
    void *data = PyArray_DATA(array);
    if (wanted == precision_float) {
        *(float *)data = (float)value;
        return 0;
    }
    if (wanted == precision_double || wanted == precision_none) {
        *(double *)data = value;
        return 0;
    }
    if (wanted == precision_half && fabs(value) >= half_overflow) {
        value = copysign(INFINITY, value);
    }
    PyObject *number = PyFloat_FromDouble(value);
    if (number == NULL) return -1;
    const int status = PyArray_SETITEM(array, data, number);
    Py_DECREF(number);
    return status;
}

PyObject *precision_box(double value, precision wanted) {
    static const int native[] = {
        [precision_none] = NPY_DOUBLE,
        [precision_half] = NPY_HALF,
        [precision_float] = NPY_FLOAT,
        [precision_double] = NPY_DOUBLE,
    };
    if (wanted == precision_unknown) return PyFloat_FromDouble(value);
    const int type = wanted == precision_bfloat16 ? bfloat16_type() : native[wanted];
    PyArrayObject *array = (PyArrayObject *)PyArray_SimpleNew(0, NULL, type);
    if (array == NULL || store(array, value, wanted) < 0) {
        Py_XDECREF(array);
        return NULL;
    }
    return (PyObject *)array;
}
