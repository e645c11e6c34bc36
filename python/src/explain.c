/* SPDX-License-Identifier: MIT
 *
 * Error messages that name the function, the argument and what was expected.
 */
#include "explain.h"

static const char *const elementwise_keywords[] = {
    "out", "where", "casting", "order", "dtype", "subok", "signature", NULL,
};
static const char *const generalised_keywords[] = {
    "out", "axis", "axes", "keepdims", "casting", "order", "dtype", "subok", "signature", NULL,
};
/* Accepted by some versions of NumPy, and not worth advertising. */
static const char *const other_keywords[] = {
    "sig",
    "extobj",
    NULL,
};

static int contains(const char *const *keywords, PyObject *name) {
    for (; *keywords != NULL; keywords++) {
        if (PyUnicode_CompareWithASCIIString(name, *keywords) == 0) return 1;
    }
    return 0;
}

static const char *const *keywords_of(const activation_base *self) {
    return ((PyUFuncObject *)self->ufunc)->core_enabled ? generalised_keywords
                                                        : elementwise_keywords;
}

/* "elu() got an unexpected keyword argument 'alhpa'; parameters: alpha; ufunc
 * keywords: out, where, ..." */
static void explain_keyword(const activation_base *self, PyObject *name) {
    PyObject *text =
        PyUnicode_FromFormat("%s() got an unexpected keyword argument %R; parameters: %s",
                             self->name, name, self->parameter_count == 0 ? "none" : "");
    for (int i = 0; i < self->parameter_count && text != NULL; i++) {
        Py_SETREF(text,
                  PyUnicode_FromFormat("%U%s%U", text, i ? ", " : "", self->parameters[i].name));
    }
    const char *separator = "; ufunc keywords: ";
    for (const char *const *keyword = keywords_of(self); *keyword != NULL && text != NULL;
         keyword++) {
        Py_SETREF(text, PyUnicode_FromFormat("%U%s%s", text, separator, *keyword));
        separator = ", ";
    }
    if (text == NULL) return;
    PyErr_SetObject(PyExc_TypeError, text);
    Py_DECREF(text);
}

static PyObject *unknown_keyword(const activation_base *self, PyObject *keyword_names) {
    if (keyword_names == NULL) return NULL;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(keyword_names); k++) {
        PyObject *name = PyTuple_GET_ITEM(keyword_names, k);
        if (!contains(keywords_of(self), name) && !contains(other_keywords, name)) {
            return name;
        }
    }
    return NULL;
}

/* The operand's type when no loop takes it, a new reference; else NULL. */
static PyObject *unsuitable_type(PyObject *operand) {
    if (!PyArray_Check(operand) && PyObject_HasAttrString(operand, "__array_ufunc__") &&
        !PyArray_CheckScalar(operand)) {
        return NULL;
    }
    PyObject *array = PyArray_FromAny(operand, NULL, 0, 0, 0, NULL);
    if (array == NULL) {
        PyErr_Clear();
        return NULL;
    }
    PyArray_Descr *descriptor = PyArray_DESCR((PyArrayObject *)array);
    PyObject *type = NULL;
    if (precision_of_type(descriptor->type_num) == precision_unknown) {
        type = Py_NewRef((PyObject *)descriptor);
    }
    Py_DECREF(array);
    return type;
}

static void explain_type(const activation_base *self, Py_ssize_t operand, PyObject *type) {
    if (operand < self->arrays) {
        PyErr_Format(PyExc_TypeError,
                     "%s() takes real numbers of up to 64 bits; argument %zd "
                     "has dtype %S",
                     self->name, operand + 1, type);
    } else {
        PyErr_Format(PyExc_TypeError,
                     "%s() takes real numbers of up to 64 bits; %U has dtype "
                     "%S",
                     self->name, self->parameters[operand - self->arrays].name, type);
    }
}

/* NumPy's own message, behind the function's name where it does not say it. */
static void name_function(const activation_base *self) {
    PyObject *kind, *value, *traceback;
    PyErr_Fetch(&kind, &value, &traceback);
    PyErr_NormalizeException(&kind, &value, &traceback);
    PyObject *message = NULL;
    if (kind == PyExc_TypeError || kind == PyExc_ValueError) message = PyObject_Str(value);
    const char *text = message == NULL ? NULL : PyUnicode_AsUTF8(message);
    if (text == NULL || strstr(text, self->name) != NULL) {
        PyErr_Restore(kind, value, traceback);
    } else {
        PyErr_Format(kind, "%s(): %U", self->name, message);
        Py_XDECREF(kind);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    Py_XDECREF(message);
}

void explain_failure(const activation_base *self, PyObject *const *operands, Py_ssize_t count,
                     PyObject *keyword_names) {
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
        name_function(self);
        return;
    }
    PyObject *keyword = unknown_keyword(self, keyword_names);
    if (keyword != NULL) {
        PyErr_Clear();
        explain_keyword(self, keyword);
        return;
    }
    PyObject *kind, *value, *traceback;
    PyErr_Fetch(&kind, &value, &traceback);
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *type = unsuitable_type(operands[i]);
        if (type == NULL) continue;
        explain_type(self, i, type);
        Py_DECREF(type);
        Py_XDECREF(kind);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
        return;
    }
    PyErr_Restore(kind, value, traceback);
    name_function(self);
}

void explain_count(const activation_base *self, Py_ssize_t given) {
    PyErr_Format(PyExc_TypeError, "%s() takes %d to %d positional arguments, not %zd", self->name,
                 self->arrays, self->inputs + self->outputs, given);
}
