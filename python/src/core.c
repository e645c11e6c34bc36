/* SPDX-License-Identifier: MIT
 *
 * swiftact._core: one NumPy ufunc for every row of the table in swiftact.h.
 * No mathematics here, and no names of activations.
 */
#define SWIFTACT_IMPORTS_NUMPY
#include "activation_base.h"
#include "parameter_sum.h"
#include "recycle.h"
#include "ufunc.h"

/* Python 3.13 has them; before, the GIL does the same. */
#ifndef Py_BEGIN_CRITICAL_SECTION
#define Py_BEGIN_CRITICAL_SECTION(object) {
#define Py_END_CRITICAL_SECTION() }
#endif

typedef struct {
    PyObject *tables[SWIFTACT_INSTRUCTION_SETS]; /* dict[str, ufunc] or NULL */
} core_state;

static PyObject *build_table(int isa) {
    int32_t count;
    const swiftact_kernel *rows = swiftact_kernels(isa, &count);
    const int bfloat16 = bfloat16_type();
    PyObject *table = PyDict_New();
    for (int32_t i = 0; i < count && table != NULL; i++) {
        PyObject *ufunc = ufunc_from_row(&rows[i]);
        if (ufunc == NULL || PyDict_SetItemString(table, rows[i].name, ufunc) < 0 ||
            (bfloat16 != NPY_NOTYPE && ufunc_add_bfloat16(ufunc, &rows[i], bfloat16) < 0)) {
            Py_CLEAR(table);
        }
        Py_XDECREF(ufunc);
    }
    return table;
}

/* Borrowed; the caller holds the module's critical section. Only one
 * instruction set is needed at import. */
static PyObject *table_of(PyObject *module, int isa) {
    core_state *state = PyModule_GetState(module);
    if (state->tables[isa] == NULL) state->tables[isa] = build_table(isa);
    return state->tables[isa];
}

static PyObject *core_kernels(PyObject *module, PyObject *argument) {
    if (!PyUnicode_Check(argument)) {
        return PyErr_Format(PyExc_TypeError, "an instruction set's name is a str, not %R",
                            argument);
    }
    for (int isa = 0; isa < SWIFTACT_INSTRUCTION_SETS; isa++) {
        const char *name = swiftact_isa_name(isa);
        if (PyUnicode_CompareWithASCIIString(argument, name) != 0) continue;
        PyObject *table;
        Py_BEGIN_CRITICAL_SECTION(module);
        table = table_of(module, isa);
        Py_END_CRITICAL_SECTION();
        return table == NULL ? NULL : PyDict_Copy(table);
    }
    return PyErr_Format(PyExc_ValueError, "unknown instruction set %R", argument);
}

static int add_bfloat16(PyObject *table, int isa, int type) {
    int32_t count;
    const swiftact_kernel *rows = swiftact_kernels(isa, &count);
    for (int32_t i = 0; i < count; i++) {
        PyObject *ufunc = PyDict_GetItemString(table, rows[i].name);
        if (ufunc_add_bfloat16(ufunc, &rows[i], type) < 0) return -1;
    }
    return 0;
}

static PyObject *core_register_bfloat16(PyObject *module, PyObject *argument) {
    core_state *state = PyModule_GetState(module);
    PyArray_Descr *descriptor;
    if (!PyArray_DescrConverter(argument, &descriptor)) return NULL;
    const int type = descriptor->type_num;
    Py_DECREF(descriptor);
    if (type < NPY_USERDEF) {
        return PyErr_Format(PyExc_TypeError, "expected ml_dtypes.bfloat16, not %R", argument);
    }
    int status = 0;
    Py_BEGIN_CRITICAL_SECTION(module);
    for (int isa = 0; isa < SWIFTACT_INSTRUCTION_SETS; isa++) {
        PyObject *table = state->tables[isa];
        if (table == NULL || type == bfloat16_type()) continue;
        if (add_bfloat16(table, isa, type) < 0) status = -1;
    }
    if (status == 0) set_bfloat16_type(type);
    Py_END_CRITICAL_SECTION();
    if (status < 0) return NULL;
    Py_RETURN_NONE;
}

static PyObject *core_num_threads(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    return PyLong_FromLong(swiftact_num_threads());
}

/* -1 with an error set. */
static int threads_from(PyObject *argument, int lowest) {
    const long threads = PyLong_AsLong(argument);
    if (threads == -1 && PyErr_Occurred()) return -1;
    if (threads < lowest || threads > INT32_MAX) {
        PyErr_Format(PyExc_ValueError, "the number of threads must be at least %d, not %R", lowest,
                     argument);
        return -1;
    }
    return (int)threads;
}

static PyObject *core_set_num_threads(PyObject *Py_UNUSED(module), PyObject *argument) {
    const int threads = threads_from(argument, 1);
    if (threads < 0) return NULL;
    swiftact_set_num_threads(threads);
    Py_RETURN_NONE;
}

static PyObject *core_set_num_threads_here(PyObject *Py_UNUSED(module), PyObject *argument) {
    const int threads = threads_from(argument, 0);
    if (threads < 0) return NULL;
    return PyLong_FromLong(swiftact_set_num_threads_here(threads));
}

static PyObject *core_recycle_limit(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(none)) {
    return PyLong_FromSize_t(recycle_limit());
}

static PyObject *core_set_recycle_limit(PyObject *Py_UNUSED(module), PyObject *argument) {
    const size_t bytes = PyLong_AsSize_t(argument);
    if (bytes == (size_t)-1 && PyErr_Occurred()) return NULL;
    recycle_set_limit(bytes);
    Py_RETURN_NONE;
}

static int add_isas(PyObject *module) {
    PyObject *names = PyList_New(0);
    if (names == NULL) return -1;
    for (int isa = 0; isa < SWIFTACT_INSTRUCTION_SETS; isa++) {
        int32_t count;
        if (swiftact_kernels(isa, &count) == NULL) continue;
        PyObject *name = PyUnicode_FromString(swiftact_isa_name(isa));
        const int status = name == NULL ? -1 : PyList_Append(names, name);
        Py_XDECREF(name);
        if (status < 0) {
            Py_DECREF(names);
            return -1;
        }
    }
    PyObject *isas = PyList_AsTuple(names);
    Py_DECREF(names);
    const int status = PyModule_AddObjectRef(module, "isas", isas);
    Py_XDECREF(isas);
    if (status < 0) return -1;
    return PyModule_AddStringConstant(module, "isa", swiftact_isa_name(swiftact_isa()));
}

static int add_ufuncs(PyObject *module) {
    PyObject *table = table_of(module, swiftact_isa());
    return table == NULL ? -1 : PyDict_Update(PyModule_GetDict(module), table);
}

static int add_activation_base(PyObject *module) {
    PyObject *type = activation_base_type(module);
    const int status = PyModule_AddObjectRef(module, "ActivationBase", type);
    Py_XDECREF(type);
    return status;
}

static int execute(PyObject *module) {
    if (PyArray_ImportNumPyAPI() < 0) return -1;
    if (PyUFunc_ImportUFuncAPI() < 0) return -1;
    if (recycle_init() < 0) return -1;
    if (add_isas(module) < 0) return -1;
    if (add_ufuncs(module) < 0) return -1;
    return add_activation_base(module);
}

static int traverse_core(PyObject *module, visitproc visit, void *arg) {
    core_state *state = PyModule_GetState(module);
    for (int i = 0; i < SWIFTACT_INSTRUCTION_SETS; i++) {
        Py_VISIT(state->tables[i]);
    }
    return 0;
}

static int clear_core(PyObject *module) {
    core_state *state = PyModule_GetState(module);
    for (int i = 0; i < SWIFTACT_INSTRUCTION_SETS; i++) {
        Py_CLEAR(state->tables[i]);
    }
    return 0;
}

static PyMethodDef methods[] = {
    {"kernels", core_kernels, METH_O,
     "kernels(isa, /)\n--\n\nThe ufuncs compiled for one instruction set, by "
     "name; none when this CPU\ndoes not run it."},
    {"register_bfloat16", core_register_bfloat16, METH_O,
     "register_bfloat16(dtype, /)\n--\n\nAdd bfloat16 loops to every ufunc. "
     "`dtype` is ml_dtypes.bfloat16."},
    {"parameter_sum", (PyCFunction)(void (*)(void))parameter_sum, METH_FASTCALL,
     "parameter_sum(ufunc, dy, x, parameter, wide, /)\n--\n\nThe sum of dy * ufunc(x, parameter) "
     "over the elements that share one value of\n`parameter`, in its shape, as float64."},
    {"num_threads", core_num_threads, METH_NOARGS,
     "num_threads()\n--\n\nOn how many threads a large call from this thread runs."},
    {"set_num_threads", core_set_num_threads, METH_O,
     "set_num_threads(threads, /)\n--\n\nFor calls from all threads."},
    {"set_num_threads_here", core_set_num_threads_here, METH_O,
     "set_num_threads_here(threads, /)\n--\n\nFor calls from this thread; 0 to follow the number "
     "of all. Returns what was\nset before."},
    {"recycle_limit", core_recycle_limit, METH_NOARGS,
     "recycle_limit()\n--\n\nBytes of freed results that are kept for the next ones."},
    {"set_recycle_limit", core_set_recycle_limit, METH_O,
     "set_recycle_limit(bytes, /)\n--\n\nKeep at most so many; 0 keeps none."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, execute},
#ifdef Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
#ifdef Py_MOD_GIL_NOT_USED
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "swiftact._core",
    .m_doc = "NumPy ufuncs over the kernels in Swift.",
    .m_size = sizeof(core_state),
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = traverse_core,
    .m_clear = clear_core,
};

PyMODINIT_FUNC PyInit__core(void) { return PyModuleDef_Init(&definition); }
