/* SPDX-License-Identifier: MIT */
#include "parameter_layout.h"

/* Sums side by side take 80 bytes each: only when that is little beside x. */
enum { least_share_by_rows = 128 };

/* From this length of the inner loop on, copies into a buffer cost more than its turns. */
enum { least_unbuffered = 64 };

/* The axis of an operand at an axis of the broadcast shape. */
static int own_axis(PyArrayObject *operand, int axis, int count) {
    const int own = axis - (count - PyArray_NDIM(operand));
    return own < 0 ? -1 : own;
}

static npy_intp length_along(PyArrayObject *operand, int axis, int count) {
    const int own = own_axis(operand, axis, count);
    return own < 0 ? 1 : PyArray_DIM(operand, own);
}

static npy_intp broadcast_length(PyArrayObject *const *operands, int axis, int count) {
    npy_intp length = 1;
    for (int i = 0; i < operand_count && length == 1; i++) {
        length = length_along(operands[i], axis, count);
    }
    return length;
}

static int is_shared(PyArrayObject *const *operands, int axis, int count) {
    return length_along(operands[parameter_operand], axis, count) == 1;
}

/* Whether neighbours in x's memory belong to different values. */
static int varies_innermost(PyArrayObject *const *operands, int count) {
    PyArrayObject *x = operands[x_operand];
    npy_intp smallest = NPY_MAX_INTP;
    int shared = 1;
    for (int axis = 0; axis < count; axis++) {
        if (length_along(x, axis, count) == 1) continue;
        const npy_intp stride = PyArray_STRIDE(x, own_axis(x, axis, count));
        if (Py_ABS(stride) > smallest) continue;
        smallest = Py_ABS(stride);
        shared = is_shared(operands, axis, count);
    }
    return !shared;
}

static void append(parameter_layout *self, PyArrayObject *const *operands, int count, int shared) {
    for (int axis = 0; axis < count; axis++) {
        if (is_shared(operands, axis, count) != shared) continue;
        for (int i = 0; i < operand_count; i++) {
            self->axes[i][self->count] = own_axis(operands[i], axis, count);
        }
        *(shared ? &self->share : &self->values) *= broadcast_length(operands, axis, count);
        self->count++;
    }
}

parameter_layout parameter_layout_of(PyArrayObject *const *operands) {
    int count = 0;
    for (int i = 0; i < operand_count; i++) {
        if (PyArray_NDIM(operands[i]) > count) count = PyArray_NDIM(operands[i]);
    }
    parameter_layout self = {.count = 0, .values = 1, .share = 1};
    append(&self, operands, count, 0);
    append(&self, operands, count, 1);
    self.by_rows = self.share >= least_share_by_rows && varies_innermost(operands, count);
    if (self.by_rows) {
        self.count = 0;
        self.values = self.share = 1;
        append(&self, operands, count, 1);
        append(&self, operands, count, 0);
    }
    if (count == 0) { /* an iterator with given axes has at least one */
        self.count = 1;
        for (int i = 0; i < operand_count; i++) self.axes[i][0] = -1;
    }
    return self;
}

static NpyIter *iterate(parameter_layout *self, PyArrayObject **operands, int type,
                        npy_uint32 buffered) {
    npy_uint32 flags[operand_count];
    PyArray_Descr *types[operand_count];
    int *axes[operand_count];
    for (int i = 0; i < operand_count; i++) {
        flags[i] = NPY_ITER_READONLY | (buffered ? NPY_ITER_NBO | NPY_ITER_ALIGNED : 0);
        types[i] = PyArray_DescrFromType(type);
        axes[i] = self->axes[i];
    }
    NpyIter *iterator = NpyIter_AdvancedNew(
        operand_count, operands, NPY_ITER_EXTERNAL_LOOP | NPY_ITER_ZEROSIZE_OK | buffered,
        NPY_CORDER, NPY_SAME_KIND_CASTING, flags, types, self->count, axes, NULL, 0);
    for (int i = 0; i < operand_count; i++) Py_DECREF(types[i]);
    return iterator;
}

static int is_as_wanted(PyArrayObject *operand, int type) {
    return PyArray_TYPE(operand) == type && PyArray_ISALIGNED(operand) &&
           PyArray_ISNOTSWAPPED(operand);
}

NpyIter *parameter_iterator(parameter_layout *self, PyArrayObject **operands, int type) {
    int as_wanted = 1;
    for (int i = 0; i < operand_count; i++) as_wanted &= is_as_wanted(operands[i], type);
    if (as_wanted) {
        NpyIter *iterator = iterate(self, operands, type, 0);
        if (iterator == NULL) return NULL;
        if (*NpyIter_GetInnerLoopSizePtr(iterator) >= least_unbuffered) return iterator;
        NpyIter_Deallocate(iterator);
    }
    return iterate(self, operands, type, NPY_ITER_BUFFERED);
}
