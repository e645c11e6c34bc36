/* SPDX-License-Identifier: MIT
 *
 * A fresh array of many megabytes costs more in page faults than an activation
 * does: the C library gives such memory back at once and gets it anew, empty,
 * every time. So the memory of large results is kept when they are freed, up to
 * a limit, and handed to the next. NumPy lets whoever allocates an array name its
 * allocator; the array remembers it, and is as writable and resizable as any.
 */
#include "recycle.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

enum { most_kept = 16 };

static const size_t smallest = (size_t)4 << 20; /* below, the C library does the same */
static const size_t grain = (size_t)1 << 20;
static const size_t default_limit = (size_t)256 << 20;

static struct {
    atomic_flag lock;
    size_t limit;
    size_t held;
    int count;
    struct {
        void *memory;
        size_t size;
    } kept[most_kept]; /* the oldest first */
} store = {.lock = ATOMIC_FLAG_INIT};

static void lock(void) {
    while (atomic_flag_test_and_set_explicit(&store.lock, memory_order_acquire)) continue;
}

static void unlock(void) { atomic_flag_clear_explicit(&store.lock, memory_order_release); }

/* What is really allocated for `size` bytes: sizes nearly the same can be swapped. */
static size_t rounded(size_t size) {
    return size < smallest ? size : (size + grain - 1) & ~(grain - 1);
}

static void remove_kept(int index) {
    store.held -= store.kept[index].size;
    store.count--;
    memmove(&store.kept[index], &store.kept[index + 1],
            (size_t)(store.count - index) * sizeof *store.kept);
}

static void *take(size_t size) {
    void *memory = NULL;
    lock();
    for (int i = store.count - 1; i >= 0; i--) {
        if (store.kept[i].size != size) continue;
        memory = store.kept[i].memory;
        remove_kept(i);
        break;
    }
    unlock();
    return memory;
}

static void free_down_to(size_t held, int count) {
    void *oldest = NULL;
    do {
        lock();
        oldest = NULL;
        if (store.count > 0 && (store.held > held || store.count > count)) {
            oldest = store.kept[0].memory;
            remove_kept(0);
        }
        unlock();
        free(oldest);
    } while (oldest != NULL);
}

static int keep(void *memory, size_t size) {
    if (size > store.limit) return 0;
    free_down_to(store.limit - size, most_kept - 1);
    lock();
    const int fits = store.count < most_kept && store.held + size <= store.limit;
    if (fits) {
        store.kept[store.count].memory = memory;
        store.kept[store.count++].size = size;
        store.held += size;
    }
    unlock();
    return fits;
}

/* ---- NumPy's allocator ---------------------------------------------------- */

/* As NumPy does: fewer page faults where the system has huge pages to give. */
static void *on_huge_pages(void *memory, size_t size) {
#ifdef MADV_HUGEPAGE
    const uintptr_t page = 4096, first = ((uintptr_t)memory + page - 1) & ~(page - 1);
    if (memory != NULL) madvise((void *)first, size - page, MADV_HUGEPAGE);
#else
    (void)size;
#endif
    return memory;
}

static void *recycling_malloc(void *Py_UNUSED(context), size_t size) {
    if (size < smallest) return malloc(size);
    void *memory = take(rounded(size));
    return memory != NULL ? memory : on_huge_pages(malloc(rounded(size)), rounded(size));
}

static void *recycling_calloc(void *Py_UNUSED(context), size_t count, size_t size) {
    return calloc(1, rounded(count * size));
}

static void *recycling_realloc(void *Py_UNUSED(context), void *memory, size_t size) {
    return realloc(memory, rounded(size));
}

static void recycling_free(void *Py_UNUSED(context), void *memory, size_t size) {
    if (memory != NULL && size >= smallest && keep(memory, rounded(size))) return;
    free(memory);
}

static PyDataMem_Handler handler = {
    "swiftact",
    1,
    {NULL, recycling_malloc, recycling_calloc, recycling_realloc, recycling_free},
};

static PyObject *handler_capsule;

int recycle_init(void) {
    const char *limit = getenv("SWIFTACT_RECYCLE_BYTES");
    store.limit = limit == NULL ? default_limit : (size_t)strtoull(limit, NULL, 10);
    if (handler_capsule == NULL) handler_capsule = PyCapsule_New(&handler, "mem_handler", NULL);
    return handler_capsule == NULL ? -1 : 0;
}

size_t recycle_limit(void) { return store.limit; }

void recycle_set_limit(size_t bytes) {
    store.limit = bytes;
    free_down_to(bytes, most_kept);
}

PyObject *forward_recycling(vectorcallfunc forward, PyObject *ufunc, PyObject *const *args,
                            size_t count, PyObject *keyword_names) {
    if (PyVectorcall_NARGS(count) == 0 || !PyArray_CheckExact(args[0]) || store.limit == 0 ||
        (size_t)PyArray_NBYTES((PyArrayObject *)args[0]) < smallest) {
        return forward(ufunc, args, count, keyword_names);
    }
    PyObject *before = PyDataMem_SetHandler(handler_capsule);
    if (before == NULL) return NULL;
    PyObject *result = forward(ufunc, args, count, keyword_names);
    PyObject *error_type, *error, *traceback;
    PyErr_Fetch(&error_type, &error, &traceback);
    PyObject *ours = PyDataMem_SetHandler(before);
    Py_DECREF(before);
    if (ours == NULL) {
        Py_CLEAR(result);
        Py_XDECREF(error_type);
        Py_XDECREF(error);
        Py_XDECREF(traceback);
        return NULL;
    }
    Py_DECREF(ours);
    PyErr_Restore(error_type, error, traceback);
    return result;
}
