/* SPDX-License-Identifier: MIT */
#include "parameter_sum.h"

#include "floating_point.h"
#include "parameter_layout.h"
#include "running_sum.h"
#include "ufunc.h"

enum { piece = 512 };

/* What goes through the iterator in one piece after the other. */
typedef struct {
    const swiftact_body *body;
    NpyIter *iterator;
    NpyIter_IterNextFunc *next;
    int wide;
    parameter_layout layout;
    row_sums rows;
    running_sum one;
    double *totals; /* the parameter's, in C order */
} summation;

static void multiply(double *terms, const char *dy, npy_intp step, const void *slope, npy_intp n,
                     int wide) {
    if (wide) {
        for (npy_intp i = 0; i < n; i++) {
            terms[i] = *(const double *)(dy + i * step) * ((const double *)slope)[i];
        }
    } else if (step == sizeof(float)) {
        for (npy_intp i = 0; i < n; i++) {
            terms[i] = (double)((const float *)dy)[i] * ((const float *)slope)[i];
        }
    } else {
        for (npy_intp i = 0; i < n; i++) {
            terms[i] = (double)*(const float *)(dy + i * step) * ((const float *)slope)[i];
        }
    }
}

static void take(summation *self, const double *terms, npy_intp n) {
    if (self->layout.by_rows) {
        row_sums_add(&self->rows, terms, n);
        return;
    }
    const npy_intp share = self->layout.share;
    if (share == 1) {
        memcpy(self->totals, terms, (size_t)n * sizeof *terms);
        self->totals += n;
        return;
    }
    while (n > 0) {
        const npy_intp left = share - self->one.count, taken = n < left ? n : left;
        running_sum_add(&self->one, terms, taken);
        terms += taken;
        n -= taken;
        if (self->one.count == share) *self->totals++ = running_sum_finish(&self->one);
    }
}

static void add_all(summation *self) {
    char **data = NpyIter_GetDataPtrArray(self->iterator);
    const npy_intp *steps = NpyIter_GetInnerStrideArray(self->iterator);
    const npy_intp *length = NpyIter_GetInnerLoopSizePtr(self->iterator);
    const intptr_t size = self->wide ? sizeof(double) : sizeof(float);
    double slope[piece], terms[piece];
    do {
        const intptr_t strides[] = {steps[x_operand], steps[parameter_operand], size};
        for (intptr_t done = 0, n; done < *length; done += n) {
            n = *length - done < piece ? *length - done : piece;
            char *operands[] = {data[x_operand] + done * strides[0],
                                data[parameter_operand] + done * strides[1], (char *)slope};
            self->body->loop(operands, &n, strides, self->body);
            const npy_intp step = steps[dy_operand];
            multiply(terms, data[dy_operand] + done * step, step, slope, n, self->wide);
            take(self, terms, n);
        }
    } while (self->next(self->iterator));
    if (self->layout.by_rows) row_sums_finish(&self->rows, self->totals);
}

static int run(summation *self) {
    self->next = NpyIter_GetIterNext(self->iterator, NULL);
    if (self->next == NULL) return -1;
    if (NpyIter_GetIterSize(self->iterator) == 0) return 0;
    if (self->layout.by_rows && row_sums_init(&self->rows, self->layout.values) < 0) {
        PyErr_NoMemory();
        return -1;
    }
    const floating_point_flags flags = floating_point_save();
    NPY_BEGIN_THREADS_DEF;
    if (!NpyIter_IterationNeedsAPI(self->iterator)) NPY_BEGIN_THREADS;
    add_all(self);
    NPY_END_THREADS;
    floating_point_restore(flags);
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *sum_of(const swiftact_body *body, PyArrayObject **operands, int wide) {
    PyArrayObject *parameter = operands[parameter_operand];
    PyObject *totals =
        PyArray_ZEROS(PyArray_NDIM(parameter), PyArray_DIMS(parameter), NPY_DOUBLE, 0);
    if (totals == NULL) return NULL;
    summation self = {.body = body, .wide = wide, .layout = parameter_layout_of(operands)};
    self.totals = PyArray_DATA((PyArrayObject *)totals);
    self.iterator = parameter_iterator(&self.layout, operands, wide ? NPY_DOUBLE : NPY_FLOAT);
    if (self.iterator == NULL || run(&self) < 0) Py_CLEAR(totals);
    if (self.iterator != NULL) NpyIter_Deallocate(self.iterator);
    return totals;
}

PyObject *parameter_sum(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count) {
    if (count != 5 || !PyObject_TypeCheck(args[0], &PyUFunc_Type)) {
        PyErr_SetString(PyExc_TypeError, "expected a ufunc, dy, x, the parameter, and a bool");
        return NULL;
    }
    const int wide = PyObject_IsTrue(args[4]);
    if (wide < 0) return NULL;
    const swiftact_body *body = ufunc_body(args[0], wide ? SWIFTACT_FLOAT64 : SWIFTACT_FLOAT32);
    if (body == NULL || body->inputs != 2 || body->outputs != 1) {
        return PyErr_Format(PyExc_TypeError, "%R is no derivative for a parameter", args[0]);
    }
    PyArrayObject *operands[operand_count] = {NULL, NULL, NULL};
    PyObject *result = NULL;
    for (int i = 0; i < operand_count; i++) {
        operands[i] = (PyArrayObject *)PyArray_FromAny(args[1 + i], NULL, 0, 0, 0, NULL);
        if (operands[i] == NULL) goto done;
    }
    result = sum_of(body, operands, wide);
done:
    for (int i = 0; i < operand_count; i++) Py_XDECREF(operands[i]);
    return result;
}
