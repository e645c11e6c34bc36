/* SPDX-License-Identifier: MIT */
#ifndef SWIFTACT_RECYCLE_H
#define SWIFTACT_RECYCLE_H

#include "numpy_api.h"

/* Calls `forward`. Where its result will be large, the memory for it is taken
 * from a result of an earlier call that has been freed since, if there is one. */
PyObject *forward_recycling(vectorcallfunc forward, PyObject *ufunc, PyObject *const *args,
                            size_t count, PyObject *keyword_names);

/* How many bytes of freed results are kept at most; 0 frees them all. */
size_t recycle_limit(void);
void recycle_set_limit(size_t bytes);

int recycle_init(void);

#endif
