/* SPDX-License-Identifier: MIT
 *
 * From a row of the table to a NumPy ufunc. The types of its loops follow from
 * the row; nothing here knows what a row computes.
 */
#include "ufunc.h"

#include "floating_point.h"

_Static_assert(sizeof(npy_intp) == sizeof(intptr_t), "loops count in npy_intp");

/* NumPy's types in the order of its own loops, so that integers promote as
 * they do for np.exp: the first type that holds them exactly. */
static const struct {
    int dtype;
    char numpy_type;
} native[native_count] = {
    {SWIFTACT_FLOAT16, NPY_HALF},
    {SWIFTACT_FLOAT32, NPY_FLOAT},
    {SWIFTACT_FLOAT64, NPY_DOUBLE},
};

/* What a ufunc borrows for as long as it lives, which is to the end of the
 * process: NumPy offers no place to release it. */
typedef struct {
    PyUFuncGenericFunction loops[native_count];
    void *data[native_count];
    char types[];
} loop_table;

void ufunc_run_loop(char **args, const npy_intp *dimensions, const npy_intp *steps, void *data) {
    const swiftact_body *body = data;
    const floating_point_flags flags = floating_point_save();
    swiftact_run(args, (const intptr_t *)dimensions, (const intptr_t *)steps, body);
    floating_point_restore(flags);
}

PyObject *ufunc_from_row(const swiftact_kernel *row) {
    const int operands = row->inputs + row->outputs;
    loop_table *table = PyMem_Malloc(sizeof *table + (size_t)(native_count * operands));
    if (table == NULL) return PyErr_NoMemory();
    int count = 0;
    for (int i = 0; i < native_count; i++) {
        const swiftact_body *body = &row->body[native[i].dtype];
        if (body->loop == NULL) continue;
        table->loops[count] = ufunc_run_loop;
        table->data[count] = (void *)body;
        memset(table->types + count * operands, native[i].numpy_type, (size_t)operands);
        if (row->label != 0) table->types[count * operands + row->label] = NPY_INTP;
        count++;
    }
    PyObject *ufunc = PyUFunc_FromFuncAndDataAndSignature(
        table->loops, table->data, table->types, count, row->inputs, row->outputs, PyUFunc_None,
        row->name, NULL, 0, row->signature);
    if (ufunc == NULL) PyMem_Free(table);
    return ufunc;
}

int ufunc_add_bfloat16(PyObject *ufunc, const swiftact_kernel *row, int type) {
    const swiftact_body *body = &row->body[SWIFTACT_BFLOAT16];
    if (body->loop == NULL) return 0;
    int types[NPY_MAXARGS];
    for (int i = 0; i < row->inputs + row->outputs; i++) types[i] = type;
    if (row->label != 0) types[row->label] = NPY_INTP;
    return PyUFunc_RegisterLoopForType((PyUFuncObject *)ufunc, type, ufunc_run_loop, types,
                                       (void *)body);
}

const swiftact_body *ufunc_body(PyObject *object, int dtype) {
    const PyUFuncObject *ufunc = (PyUFuncObject *)object;
    if (ufunc->ntypes == 0 || ufunc->functions[0] != ufunc_run_loop) return NULL;
    for (int i = 0; i < native_count; i++) {
        if (native[i].numpy_type != ufunc->types[0]) continue;
        const swiftact_body *first = ufunc->data[0];
        return first - native[i].dtype + dtype; /* both in one row of the table */
    }
    return NULL;
}
