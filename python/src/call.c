/* SPDX-License-Identifier: MIT */
#include "call.h"

#include <stdatomic.h>

#include "activation_base.h"
#include "direct.h"
#include "explain.h"
#include "recycle.h"

/* One call to the ufunc, being put together. */
typedef struct {
    PyObject *slots[1 + maximum_operands + maximum_keywords];
    PyObject **operands; /* slots + 1: vectorcall may write to the one before */
    Py_ssize_t positional;
    Py_ssize_t keywords;
    PyObject *keyword_names;             /* new reference or NULL */
    PyObject *given[maximum_parameters]; /* borrowed from the caller */
    PyObject *owned[maximum_parameters];
    precision precision;
} ufunc_call;

PyObject *call_before_init(PyObject *callable, PyObject *const *Py_UNUSED(args),
                           size_t Py_UNUSED(count), PyObject *Py_UNUSED(keyword_names)) {
    PyErr_Format(PyExc_TypeError, "%s.__init__() was not called", Py_TYPE(callable)->tp_name);
    return NULL;
}

static PyObject *forward(vectorcallfunc to, PyObject *ufunc, PyObject *const *args, size_t count,
                         PyObject *keyword_names) {
    PyObject *result = call_directly(ufunc, args, PyVectorcall_NARGS(count), keyword_names);
    if (result != NULL || PyErr_Occurred()) return result;
    return forward_recycling(to, ufunc, args, count, keyword_names);
}

PyObject *call_plain(PyObject *callable, PyObject *const *args, size_t count,
                     PyObject *keyword_names) {
    const activation_base *self = (activation_base *)callable;
    PyObject *result = forward(self->forward, self->ufunc, args, count, keyword_names);
    if (result == NULL) {
        const Py_ssize_t given = PyVectorcall_NARGS(count);
        explain_failure(self, args, given < self->inputs ? given : self->inputs, keyword_names);
    }
    return result;
}

/* Names in a call are nearly always the interned ones. */
static int parameter_index(const activation_base *self, PyObject *name) {
    for (int i = 0; i < self->parameter_count; i++) {
        if (name == self->parameters[i].name) return i;
    }
    for (int i = 0; i < self->parameter_count; i++) {
        if (PyUnicode_Compare(name, self->parameters[i].name) == 0) return i;
    }
    return -1;
}

/* These choose the loop themselves. */
static int chooses_loop(PyObject *name) {
    return PyUnicode_CompareWithASCIIString(name, "dtype") == 0 ||
           PyUnicode_CompareWithASCIIString(name, "signature") == 0 ||
           PyUnicode_CompareWithASCIIString(name, "sig") == 0;
}

static int take_positional(const activation_base *self, ufunc_call *call, PyObject *const *args,
                           Py_ssize_t count) {
    if (count < self->arrays || count > self->inputs + self->outputs) {
        explain_count(self, count);
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (i < self->arrays) {
            call->operands[i] = args[i];
            call->precision = precision_common(call->precision, precision_of(args[i]));
        } else if (i < self->inputs) {
            call->given[i - self->arrays] = args[i];
        } else {
            call->operands[i] = args[i];
        }
    }
    call->positional = count > self->inputs ? count : self->inputs;
    return 0;
}

/* Parameters leave the keywords; the rest is the ufunc's business. */
static int take_keywords(const activation_base *self, ufunc_call *call, PyObject *const *values,
                         PyObject *names) {
    const Py_ssize_t count = PyTuple_GET_SIZE(names);
    if (count > maximum_keywords) {
        PyErr_Format(PyExc_TypeError, "%s() got %zd keyword arguments", self->name, count);
        return -1;
    }
    PyObject *kept[maximum_keywords];
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *name = PyTuple_GET_ITEM(names, k);
        const int index = parameter_index(self, name);
        if (index < 0) {
            if (chooses_loop(name)) call->precision = precision_unknown;
            call->operands[call->positional + call->keywords] = values[k];
            kept[call->keywords++] = name;
            continue;
        }
        if (call->given[index] != NULL) {
            PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument %R", self->name,
                         name);
            return -1;
        }
        call->given[index] = values[k];
    }
    if (call->keywords == 0) return 0;
    if (call->keywords == count) {
        call->keyword_names = Py_NewRef(names);
        return 0;
    }
    call->keyword_names = PyTuple_New(call->keywords);
    if (call->keyword_names == NULL) return -1;
    for (Py_ssize_t k = 0; k < call->keywords; k++) {
        PyTuple_SET_ITEM(call->keyword_names, k, Py_NewRef(kept[k]));
    }
    return 0;
}

static int fill_parameters(activation_base *self, ufunc_call *call) {
    for (int i = 0; i < self->parameter_count; i++) {
        parameter *taken = &self->parameters[i];
        PyObject *operand;
        if (call->given[i] == NULL) {
            operand = parameter_default(taken, call->precision);
        } else {
            operand = parameter_given(taken, self->name, call->given[i], call->precision);
            call->owned[i] = operand;
        }
        if (operand == NULL) return -1;
        call->operands[self->arrays + i] = operand;
    }
    return 0;
}

static PyObject *call_general(activation_base *self, PyObject *const *args, Py_ssize_t given,
                              PyObject *keyword_names) {
    ufunc_call call;
    call.operands = call.slots + 1;
    call.keywords = 0;
    call.keyword_names = NULL;
    call.precision = precision_none;
    for (int i = 0; i < self->parameter_count; i++) {
        call.given[i] = NULL;
        call.owned[i] = NULL;
    }
    PyObject *result = NULL;
    if (take_positional(self, &call, args, given) == 0 &&
        (keyword_names == NULL || take_keywords(self, &call, args + given, keyword_names) == 0) &&
        fill_parameters(self, &call) == 0) {
        result =
            forward(self->forward, self->ufunc, call.operands,
                    (size_t)call.positional | PY_VECTORCALL_ARGUMENTS_OFFSET, call.keyword_names);
        if (result == NULL) {
            explain_failure(self, call.operands, self->inputs, call.keyword_names);
        }
    }
    for (int i = 0; i < self->parameter_count; i++) Py_XDECREF(call.owned[i]);
    Py_XDECREF(call.keyword_names);
    return result;
}

/* Exactly what NumPy computes with itself. Other types may take over the call,
 * and should then see the ufunc that has a name in the module. */
static int is_plain(PyObject *operand) {
    return PyArray_CheckExact(operand) || PyFloat_CheckExact(operand) ||
           PyLong_CheckExact(operand) || PyArray_IsScalar(operand, Generic);
}

static int leaves_out_parameters(const activation_base *self, PyObject *const *args,
                                 Py_ssize_t given, PyObject *keyword_names) {
    if (!self->bindable || given != self->arrays) return 0;
    for (Py_ssize_t i = 0; i < given; i++) {
        if (!is_plain(args[i])) return 0;
    }
    if (keyword_names == NULL) return 1;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(keyword_names); k++) {
        if (!PyArray_CheckExact(args[given + k])) return 0;
        if (parameter_index(self, PyTuple_GET_ITEM(keyword_names, k)) >= 0) return 0;
    }
    return 1;
}

static bound_ufunc *bound_of(activation_base *self) {
    bound_ufunc *bound = atomic_load_explicit(&self->bound, memory_order_acquire);
    if (bound == NULL) {
        bound_ufunc *fresh = bound_new(self->ufunc, self->parameters, self->parameter_count);
        if (fresh == NULL) return NULL;
        if (atomic_compare_exchange_strong(&self->bound, &bound, fresh)) {
            bound = fresh;
        } else {
            bound_free(fresh);
        }
    }
    return bound_update(bound, self->ufunc) < 0 ? NULL : bound;
}

PyObject *call_with_parameters(PyObject *callable, PyObject *const *args, size_t count,
                               PyObject *keyword_names) {
    activation_base *self = (activation_base *)callable;
    const Py_ssize_t given = PyVectorcall_NARGS(count);
    if (!leaves_out_parameters(self, args, given, keyword_names)) {
        return call_general(self, args, given, keyword_names);
    }
    bound_ufunc *bound = bound_of(self);
    if (bound == NULL) return NULL;
    PyObject *result = forward(bound->forward, bound->ufunc, args, count, keyword_names);
    if (result == NULL) explain_failure(self, args, self->arrays, keyword_names);
    return result;
}
