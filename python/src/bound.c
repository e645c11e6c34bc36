/* SPDX-License-Identifier: MIT */
#include "bound.h"

#include <stdatomic.h>

#include "ufunc.h"

typedef struct {
    const swiftact_body *body;
    int arrays;
    int parameters;
    int outputs;
    npy_uint64 values[maximum_parameters]; /* as elements of the loop's type */
} bound_loop;

/* What the ufunc borrows lies behind it, and goes when it goes. */
typedef struct {
    bound_ufunc shared;
    _Atomic int bfloat16;
    PyUFuncGenericFunction loops[native_count];
    void *data[native_count];
    char types[native_count * maximum_operands];
    bound_loop native_loops[native_count];
    bound_loop bfloat16_loop;
    parameter *parameters; /* of the activation, which owns this */
} storage;

void bound_run_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
    bound_loop *bound = data;
    char *all_args[maximum_operands];
    npy_intp all_steps[maximum_operands];
    int operand = 0;
    for (int i = 0; i < bound->arrays; i++, operand++) {
        all_args[operand] = args[i];
        all_steps[operand] = steps[i];
    }
    for (int i = 0; i < bound->parameters; i++, operand++) {
        all_args[operand] = (char *)&bound->values[i];
        all_steps[operand] = 0;
    }
    for (int i = bound->arrays; i < bound->arrays + bound->outputs; i++, operand++) {
        all_args[operand] = args[i];
        all_steps[operand] = steps[i];
    }
    ufunc_run_loop(all_args, dimensions, all_steps, (void *)bound->body);
}

static int fill_loop(bound_loop *loop, const swiftact_body *body, parameter *parameters, int count,
                     precision wanted) {
    loop->body = body;
    loop->arrays = body->inputs - count;
    loop->parameters = count;
    loop->outputs = body->outputs;
    for (int i = 0; i < count; i++) {
        PyArrayObject *boxed = (PyArrayObject *)parameter_default(&parameters[i], wanted);
        if (boxed == NULL) return -1;
        memcpy(&loop->values[i], PyArray_DATA(boxed), (size_t)PyArray_ITEMSIZE(boxed));
    }
    return 0;
}

bound_ufunc *bound_new(PyObject *object, parameter *parameters, int count) {
    const PyUFuncObject *ufunc = (PyUFuncObject *)object;
    const int arrays = ufunc->nin - count;
    const int operands = arrays + ufunc->nout;
    storage *self = PyMem_Calloc(1, sizeof *self);
    if (self == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    self->bfloat16 = NPY_NOTYPE;
    self->parameters = parameters;
    for (int i = 0; i < ufunc->ntypes; i++) {
        const char type = ufunc->types[i * ufunc->nargs];
        if (fill_loop(&self->native_loops[i], ufunc->data[i], parameters, count,
                      precision_of_type(type)) < 0) {
            PyMem_Free(self);
            return NULL;
        }
        self->loops[i] = bound_run_loop;
        self->data[i] = &self->native_loops[i];
        memset(self->types + i * operands, type, (size_t)operands);
    }
    self->shared.ufunc =
        PyUFunc_FromFuncAndData(self->loops, self->data, self->types, ufunc->ntypes, arrays,
                                ufunc->nout, PyUFunc_None, ufunc->name, NULL, 0);
    if (self->shared.ufunc == NULL) {
        PyMem_Free(self);
        return NULL;
    }
    self->shared.forward = PyVectorcall_Function(self->shared.ufunc);
    return &self->shared;
}

int bound_update(bound_ufunc *bound, PyObject *object) {
    storage *self = (storage *)bound;
    const int type = bfloat16_type();
    if (atomic_load_explicit(&self->bfloat16, memory_order_relaxed) == type) return 0;
    const swiftact_body *body = ufunc_body(object, SWIFTACT_BFLOAT16);
    PyUFuncObject *ufunc = (PyUFuncObject *)self->shared.ufunc;
    const int parameters = ((PyUFuncObject *)object)->nin - ufunc->nin;
    int types[maximum_operands];
    for (int i = 0; i < ufunc->nargs; i++) types[i] = type;
    if (body->loop != NULL && (fill_loop(&self->bfloat16_loop, body, self->parameters, parameters,
                                         precision_bfloat16) < 0 ||
                               PyUFunc_RegisterLoopForType(ufunc, type, bound_run_loop, types,
                                                           &self->bfloat16_loop) < 0)) {
        return -1;
    }
    atomic_store(&self->bfloat16, type);
    return 0;
}

void *bound_bfloat16_data(const PyUFuncObject *ufunc) {
    storage *self = (storage *)((char *)ufunc->data[0] - offsetof(storage, native_loops));
    return &self->bfloat16_loop;
}

void bound_free(bound_ufunc *bound) {
    if (bound == NULL) return;
    /* Someone else may have got hold of the ufunc, from an error perhaps. */
    const int last = Py_REFCNT(bound->ufunc) == 1;
    Py_DECREF(bound->ufunc);
    if (last) PyMem_Free(bound);
}
