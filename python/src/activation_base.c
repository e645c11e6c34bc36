/* SPDX-License-Identifier: MIT */
#include "activation_base.h"

#include <stdatomic.h>
#include <structmember.h>

#include "call.h"
#include "saved_output.h"
#include "ufunc.h"

static PyObject *new_activation(PyTypeObject *type, PyObject *Py_UNUSED(args),
                                PyObject *Py_UNUSED(keywords)) {
    activation_base *self = (activation_base *)type->tp_alloc(type, 0);
    if (self != NULL) self->vectorcall = call_before_init;
    return (PyObject *)self;
}

static int take_ufunc(activation_base *self, PyObject *object) {
    const PyUFuncObject *ufunc = (PyUFuncObject *)object;
    if (ufunc->nin + ufunc->nout > maximum_operands) {
        PyErr_Format(PyExc_ValueError, "%s() has more than %d operands", ufunc->name,
                     maximum_operands);
        return -1;
    }
    self->forward = PyVectorcall_Function(object);
    if (self->forward == NULL) {
        PyErr_SetString(PyExc_TypeError, "this NumPy has no vectorcall ufuncs");
        return -1;
    }
    self->name = ufunc->name;
    self->inputs = ufunc->nin;
    self->outputs = ufunc->nout;
    self->ufunc = Py_NewRef(object);
    return 0;
}

static int take_parameters(activation_base *self, PyObject *defaults, PyObject *names,
                           PyObject *bounds) {
    const Py_ssize_t count = PyTuple_GET_SIZE(defaults);
    const int bounded = PyTuple_GET_SIZE(bounds) != 0;
    if (PyTuple_GET_SIZE(names) != count || (bounded && PyTuple_GET_SIZE(bounds) != count) ||
        count > maximum_parameters || count >= self->inputs) {
        PyErr_Format(PyExc_ValueError, "%s(): defaults, names and bounds disagree", self->name);
        return -1;
    }
    self->arrays = self->inputs - (int)count;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (parameter_init(&self->parameters[i], self->name, PyTuple_GET_ITEM(names, i),
                           PyTuple_GET_ITEM(defaults, i),
                           bounded ? PyTuple_GET_ITEM(bounds, i) : NULL) < 0) {
            return -1;
        }
        self->parameter_count++;
    }
    return 0;
}

static int is_bindable(const activation_base *self) {
    if (((PyUFuncObject *)self->ufunc)->core_enabled) return 0;
    if (ufunc_body(self->ufunc, SWIFTACT_FLOAT32) == NULL) return 0;
    for (int i = 0; i < self->parameter_count; i++) {
        if (!PyFloat_CheckExact(self->parameters[i].value)) return 0;
    }
    return 1;
}

/* Python 3.12 lets subclasses written in Python keep the flag; before, they
 * inherit the slot alone and every call would build a tuple and a dict. A
 * subclass with a __call__ of its own has another tp_call and stays as is. */
static void inherit_vectorcall(PyTypeObject *type) {
#if PY_VERSION_HEX < 0x030C0000
    if (type->tp_call == PyVectorcall_Call) {
        type->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
    }
#else
    (void)type;
#endif
}

static int init_activation(PyObject *object, PyObject *args, PyObject *keywords) {
    static char *accepted[] = {"ufunc", "defaults", "names", "bounds", "from_output", NULL};
    activation_base *self = (activation_base *)object;
    PyObject *ufunc, *defaults = NULL, *names = NULL, *bounds = NULL, *from_output = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!|O!O!O!O:ActivationBase", accepted,
                                     &PyUFunc_Type, &ufunc, &PyTuple_Type, &defaults, &PyTuple_Type,
                                     &names, &PyTuple_Type, &bounds, &from_output)) {
        return -1;
    }
    if (self->ufunc != NULL) {
        PyErr_SetString(PyExc_TypeError, "an activation is initialised once");
        return -1;
    }
    PyObject *none = PyTuple_New(0);
    if (none == NULL) return -1;
    int status = take_ufunc(self, ufunc);
    if (status == 0) {
        status = take_parameters(self, defaults ? defaults : none, names ? names : none,
                                 bounds ? bounds : none);
    }
    Py_DECREF(none);
    if (status < 0) return -1;
    self->bindable = is_bindable(self);
    inherit_vectorcall(Py_TYPE(object));
    self->vectorcall = self->parameter_count == 0 ? call_plain : call_with_parameters;
    const int is_gradient = self->arrays == 2 && !((PyUFuncObject *)ufunc)->core_enabled;
    if (is_gradient) self->vectorcall = call_with_saved_output;
    if (from_output != Py_None) self->from_output = Py_NewRef(from_output);
    return 0;
}

static int traverse_activation(PyObject *object, visitproc visit, void *arg) {
    activation_base *self = (activation_base *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->ufunc);
    Py_VISIT(self->from_output);
    for (int i = 0; i < maximum_parameters; i++) {
        const int status = parameter_traverse(&self->parameters[i], visit, arg);
        if (status != 0) return status;
    }
    return 0;
}

static int clear_activation(PyObject *object) {
    activation_base *self = (activation_base *)object;
    self->vectorcall = call_before_init;
    bound_free(atomic_exchange(&self->bound, NULL));
    Py_CLEAR(self->ufunc);
    Py_CLEAR(self->from_output);
    for (int i = 0; i < maximum_parameters; i++) {
        parameter_clear(&self->parameters[i]);
    }
    return 0;
}

static void dealloc_activation(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    clear_activation(object);
    type->tp_free(object);
    Py_DECREF(type);
}

PyDoc_STRVAR(activation_doc,
             "ActivationBase(ufunc, defaults=(), names=(), bounds=(), from_output=None)\n--\n\n"
             "Forwards calls to `ufunc`, whose last inputs are parameters: those that a\n"
             "call gives neither by position nor by name take their default. A plain\n"
             "number follows the precision of the arrays and must lie within its\n"
             "bounds, a pair (lowest, highest); everything else passes through. A call\n"
             "f(dy, y=y) goes to `from_output(dy, y)`.");

static PyMemberDef members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(activation_base, vectorcall), READONLY, NULL},
    {"ufunc", T_OBJECT_EX, offsetof(activation_base, ufunc), READONLY,
     "The NumPy ufunc that does the work."},
    {"from_output", T_OBJECT, offsetof(activation_base, from_output), READONLY,
     "What takes calls that give y=, or None."},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, (void *)activation_doc},
    {Py_tp_new, new_activation},
    {Py_tp_init, init_activation},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_traverse, traverse_activation},
    {Py_tp_clear, clear_activation},
    {Py_tp_dealloc, dealloc_activation},
    {Py_tp_members, members},
    {0, NULL},
};

static PyType_Spec spec = {
    .name = "swiftact._core.ActivationBase",
    .basicsize = sizeof(activation_base),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
             Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

PyObject *activation_base_type(PyObject *module) {
    return PyType_FromModuleAndSpec(module, &spec, NULL);
}
