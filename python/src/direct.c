/* SPDX-License-Identifier: MIT
 *
 * A ufunc finds its loop by a search over types, looks for overrides, plans casts,
 * broadcasting and overlap, and reads its error state: 150 ns, more than a kernel takes
 * for some hundred elements. None of it is needed for exact arrays of one type and shape
 * that lie in order. Whatever is not so plain is left to the ufunc.
 */
#include "direct.h"

#include "bound.h"
#include "parameter.h"
#include "ufunc.h"

/* A larger result is worth a look at memory used before: recycle.c. */
enum { largest_fresh = 1 << 18 };

static int is_ours(const PyUFuncObject *ufunc) {
    return !ufunc->core_enabled && ufunc->nout == 1 && ufunc->ntypes > 0 &&
           (ufunc->functions[0] == ufunc_run_loop || ufunc->functions[0] == bound_run_loop);
}

/* What the loop of a type needs, or NULL. NumPy keeps the loop of a type that was
 * registered in a place of its own. */
static void *loop_data(PyUFuncObject *ufunc, int type) {
    for (int i = 0; i < ufunc->ntypes; i++) {
        if (ufunc->types[i * ufunc->nargs] == type) return ufunc->data[i];
    }
    if (type != bfloat16_type()) return NULL;
    if (ufunc->functions[0] == bound_run_loop) return bound_bfloat16_data(ufunc);
    const swiftact_body *body = ufunc_body((PyObject *)ufunc, SWIFTACT_BFLOAT16);
    return body->loop == NULL ? NULL : (void *)body;
}

static int same_shape(PyArrayObject *a, PyArrayObject *b) {
    return PyArray_NDIM(a) == PyArray_NDIM(b) &&
           PyArray_CompareLists(PyArray_DIMS(a), PyArray_DIMS(b), PyArray_NDIM(a));
}

/* Element by element in the same place, or nowhere. */
static int may_write(PyArrayObject *out, PyArrayObject *in) {
    const char *a = PyArray_BYTES(out), *b = PyArray_BYTES(in);
    const npy_intp a_size = PyArray_NBYTES(out), b_size = PyArray_NBYTES(in);
    return (a == b && a_size == b_size) || a + a_size <= b || b + b_size <= a;
}

/* The array that has the call's shape; every other one has it too, or is one number. */
static PyArrayObject *common_shape(PyObject *const *args, int count) {
    PyArrayObject *shaped = NULL;
    for (int i = 0; i < count; i++) {
        if (!PyArray_CheckExact(args[i])) return NULL;
        PyArrayObject *array = (PyArrayObject *)args[i];
        if (!PyArray_ISCARRAY_RO(array)) return NULL;
        if (PyArray_NDIM(array) == 0) continue;
        if (shaped == NULL) {
            shaped = array;
        } else if (!same_shape(array, shaped)) {
            return NULL;
        }
    }
    return shaped;
}

static int is_out(PyObject *keyword_names) {
    return PyTuple_GET_SIZE(keyword_names) == 1 &&
           PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keyword_names, 0), "out") == 0;
}

PyObject *call_directly(PyObject *object, PyObject *const *args, Py_ssize_t given,
                        PyObject *keyword_names) {
    PyUFuncObject *ufunc = (PyUFuncObject *)object;
    if (given != ufunc->nin || !is_ours(ufunc)) return NULL;
    PyArrayObject *shaped = common_shape(args, ufunc->nin);
    if (shaped == NULL) return NULL;
    const int type = PyArray_TYPE(shaped);
    void *data = loop_data(ufunc, type);
    if (data == NULL) return NULL;
    for (int i = 0; i < ufunc->nin; i++) {
        if (PyArray_TYPE((PyArrayObject *)args[i]) != type) return NULL;
    }

    PyArrayObject *out;
    if (keyword_names == NULL) {
        if (PyArray_NBYTES(shaped) > largest_fresh) return NULL;
        out = (PyArrayObject *)PyArray_SimpleNew(PyArray_NDIM(shaped), PyArray_DIMS(shaped), type);
        if (out == NULL) return NULL;
    } else {
        if (!is_out(keyword_names) || !PyArray_CheckExact(args[given])) return NULL;
        out = (PyArrayObject *)args[given];
        if (PyArray_TYPE(out) != type || !PyArray_ISCARRAY(out) || !same_shape(out, shaped)) {
            return NULL;
        }
        for (int i = 0; i < ufunc->nin; i++) {
            if (!may_write(out, (PyArrayObject *)args[i])) return NULL;
        }
        if (PyArray_FailUnlessWriteable(out, "output array") < 0) return NULL;
        Py_INCREF(out);
    }

    char *operands[maximum_operands];
    npy_intp steps[maximum_operands];
    const npy_intp n = PyArray_SIZE(shaped), size = PyArray_ITEMSIZE(shaped);
    for (int i = 0; i < ufunc->nin; i++) {
        operands[i] = PyArray_BYTES((PyArrayObject *)args[i]);
        steps[i] = PyArray_NDIM((PyArrayObject *)args[i]) == 0 ? 0 : size;
    }
    operands[ufunc->nin] = PyArray_BYTES(out);
    steps[ufunc->nin] = size;
    NPY_BEGIN_THREADS_DEF;
    NPY_BEGIN_THREADS_THRESHOLDED(n);
    ufunc->functions[0](operands, &n, steps, data);
    NPY_END_THREADS;
    return (PyObject *)out;
}
