/* SPDX-License-Identifier: MIT
 *
 * Runs a loop's elements in chunks, on as many threads as were asked for.
 *
 * The pool is a counter of chunks and workers that sleep on a futex. A caller
 * that finds it busy does its work alone, so nothing ever waits for another
 * caller. A child after fork() has no workers and starts its own.
 */
#define _GNU_SOURCE
#include "swiftact_internal.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#endif

#if defined(__GLIBC__) && defined(__x86_64__)
/* The version every glibc since 2.2.5 has, wherever the function lives now. */
__asm__(".symver pthread_create, pthread_create@GLIBC_2.2.5");
#endif

enum {
    most_threads = 256,
    most_operands = 8,
    /* Below, two threads are no faster than one; a chunk costs a few microseconds. */
    parallel_elements = 1 << 15,
    chunk_elements = 1 << 13,
    /* How long an idle worker watches for the next call before it sleeps. */
    spins = 4000,
};

static atomic_int default_threads;
static _Thread_local int32_t threads_here;

static int32_t clamp(int32_t threads) {
    return threads < 1 ? 1 : threads > most_threads ? most_threads : threads;
}

int32_t swiftact_num_threads(void) {
    if (threads_here > 0) return threads_here;
    int32_t threads = atomic_load_explicit(&default_threads, memory_order_relaxed);
    if (threads == 0) {
        const char *wanted = getenv("SWIFTACT_NUM_THREADS");
        threads = clamp(wanted == NULL ? 1 : atoi(wanted));
        atomic_store_explicit(&default_threads, threads, memory_order_relaxed);
    }
    return threads;
}

void swiftact_set_num_threads(int32_t threads) { atomic_store(&default_threads, clamp(threads)); }

int32_t swiftact_set_num_threads_here(int32_t threads) {
    const int32_t before = threads_here;
    threads_here = threads <= 0 ? 0 : clamp(threads);
    return before;
}

/* ---- The pool ------------------------------------------------------------ */

typedef struct {
    unsigned seen; /* the last call that it knows of */
    pid_t id;
    atomic_int sleeps;
} worker;

typedef struct {
    char *const *args;
    const intptr_t *steps;
    const swiftact_body *body;
    intptr_t n; /* elements, or rows of `columns` elements */
    intptr_t columns;
    intptr_t chunk;
} work;

static struct {
    atomic_flag busy;
    atomic_uint call; /* the number of the call; workers sleep on it */
    atomic_int sleeping;
    atomic_int wanted;    /* workers that may still join this call */
    atomic_int working;   /* workers that have joined and not left */
    atomic_intptr_t next; /* the first element that nobody has taken */
    int32_t started;
    worker workers[most_threads];
    work work;
} pool = {.busy = ATOMIC_FLAG_INIT};

static void futex_wait(atomic_uint *word, unsigned value) {
#if defined(__linux__)
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
#else
    sched_yield();
#endif
}

static void futex_wake(atomic_uint *word) {
#if defined(__linux__)
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, most_threads, NULL, NULL, 0);
#endif
}

static pid_t thread_id(void) {
#if defined(__linux__)
    return (pid_t)syscall(SYS_gettid);
#else
    return 0;
#endif
}

static inline void pause_cpu(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

static void run_chunk(const work *job, intptr_t first, intptr_t count) {
    const swiftact_body *body = job->body;
    char *args[most_operands];
    const intptr_t dimensions[] = {count, job->columns};
    for (int32_t i = 0; i < body->inputs + body->outputs; i++) {
        args[i] = job->args[i] + first * job->steps[i];
    }
    body->loop(args, dimensions, job->steps, body);
}

static void take_chunks(void) {
    const work *job = &pool.work;
    for (;;) {
        const intptr_t first = atomic_fetch_add(&pool.next, job->chunk);
        const intptr_t left = job->n - first;
        if (left <= 0) return;
        run_chunk(job, first, left < job->chunk ? left : job->chunk);
    }
}

static void *serve(void *argument) {
    worker *self = argument;
    unsigned seen = self->seen;
    self->id = thread_id();
    for (;;) {
        for (int spin = 0; spin < spins && atomic_load(&pool.call) == seen; spin++) pause_cpu();
        while (atomic_load(&pool.call) == seen) {
            atomic_store(&self->sleeps, 1);
            atomic_fetch_add(&pool.sleeping, 1);
            futex_wait(&pool.call, seen);
            atomic_fetch_sub(&pool.sleeping, 1);
            atomic_store(&self->sleeps, 0);
        }
        seen = atomic_load(&pool.call);
        /* Join before looking: the caller waits for `working` after closing `wanted`. */
        atomic_fetch_add(&pool.working, 1);
        if (atomic_fetch_sub(&pool.wanted, 1) > 0) take_chunks();
        atomic_fetch_sub(&pool.working, 1);
    }
    return NULL;
}

static void forget_workers(void) {
    atomic_flag_clear(&pool.busy);
    atomic_store(&pool.sleeping, 0);
    atomic_store(&pool.wanted, 0);
    atomic_store(&pool.working, 0);
    pool.started = 0;
}

static void start_workers(int32_t count) {
    static int watching_fork;
    if (!watching_fork) watching_fork = pthread_atfork(NULL, NULL, forget_workers) == 0;
    pthread_attr_t detached;
    sigset_t all, before;
    pthread_t thread;
    if (pthread_attr_init(&detached) != 0) return;
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before); /* signals are for the program's own threads */
    while (pool.started < count) {
        worker *next = &pool.workers[pool.started];
        next->seen = atomic_load(&pool.call);
        atomic_store(&next->sleeps, 0);
        if (pthread_create(&thread, &detached, serve, next) != 0) break;
        pool.started++;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&detached);
}

/* Linux likes to wake a thread on the processor of whoever wakes it, where it would wait for
 * the caller to be done. Sleepers are kept off that processor until they are awake. */
static void wake_elsewhere(void) {
#if defined(__linux__)
    const int here = sched_getcpu();
    char kept_off[most_threads] = {0};
    cpu_set_t processors;
    const size_t size = sizeof processors;
    for (int32_t i = 0; here >= 0 && i < pool.started; i++) {
        const worker *each = &pool.workers[i];
        if (!atomic_load(&each->sleeps) || sched_getaffinity(each->id, size, &processors) != 0 ||
            !CPU_ISSET(here, &processors) || CPU_COUNT(&processors) < 2) {
            continue;
        }
        CPU_CLR(here, &processors);
        kept_off[i] = sched_setaffinity(each->id, size, &processors) == 0;
    }
    futex_wake(&pool.call);
    for (int32_t i = 0; i < pool.started; i++) {
        const pid_t id = pool.workers[i].id;
        if (!kept_off[i] || sched_getaffinity(id, size, &processors) != 0) continue;
        CPU_SET(here, &processors);
        sched_setaffinity(id, size, &processors);
    }
#else
    futex_wake(&pool.call);
#endif
}

/* Whether the pool did it; it is somebody else's if not. */
static int run_on_pool(const work *job, int32_t helpers) {
    if (atomic_flag_test_and_set(&pool.busy)) return 0;
    if (pool.started < helpers) start_workers(helpers);
    pool.work = *job;
    atomic_store(&pool.next, 0);
    atomic_store(&pool.wanted, helpers);
    atomic_fetch_add(&pool.call, 1);
    if (atomic_load(&pool.sleeping) > 0) wake_elsewhere();
    take_chunks();
    atomic_store(&pool.wanted, 0);
    for (int spin = 0; atomic_load(&pool.working) > 0; spin++) {
        if (spin < spins) {
            pause_cpu();
        } else {
            sched_yield();
        }
    }
    atomic_flag_clear(&pool.busy);
    return 1;
}

/* ---- Running a body -------------------------------------------------------- */

typedef struct {
    uintptr_t first, last;
} range;

static range bytes_of(const char *start, intptr_t step, intptr_t n) {
    const uintptr_t at = (uintptr_t)start;
    const intptr_t span = step * (n - 1);
    return span < 0 ? (range){at + (uintptr_t)span, at + 7} : (range){at, at + (uintptr_t)span + 7};
}

/* Whether no output is also an input, other than element by element where
 * `in_place` allows it, and every element has an output of its own. */
static int outputs_are_apart(char *const *args, const intptr_t *steps, const swiftact_body *body,
                             intptr_t n, int in_place) {
    for (int32_t output = body->inputs; output < body->inputs + body->outputs; output++) {
        if (steps[output] == 0) return 0;
        const range written = bytes_of(args[output], steps[output], n);
        for (int32_t input = 0; input < body->inputs; input++) {
            const range read = bytes_of(args[input], steps[input], n);
            const int identical = args[input] == args[output] && steps[input] == steps[output];
            const int apart = read.last < written.first || written.last < read.first;
            if (!apart && !(in_place && identical)) return 0;
        }
    }
    return 1;
}

static int rows_are_apart(const intptr_t *steps, const swiftact_body *body) {
    for (int32_t output = body->inputs; output < body->inputs + body->outputs; output++) {
        if (steps[output] == 0) return 0;
    }
    return 1;
}

/* Rows are split between rows, by sixteens: as many as kernels take at a time. */
static void run_rows(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                     const swiftact_body *body) {
    const intptr_t n = dimensions[0], columns = dimensions[1];
    const int32_t threads = swiftact_num_threads();
    if (threads > 1 && n > 1 && columns > 0 && n >= parallel_elements / columns &&
        rows_are_apart(steps, body)) {
        const intptr_t chunk = chunk_elements / columns & ~(intptr_t)15;
        const intptr_t least = n >= 16 * (intptr_t)threads ? 16 : 1;
        const work job = {args, steps, body, n, columns, chunk < least ? least : chunk};
        if (run_on_pool(&job, threads - 1)) return;
    }
    body->loop(args, dimensions, steps, body);
}

void swiftact_run(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                  const swiftact_body *body) {
    const intptr_t n = dimensions[0];
    if (body->rows != NULL) {
        run_rows(args, dimensions, steps, body);
        return;
    }
    if (n < parallel_elements) {
        body->loop(args, dimensions, steps, body);
        return;
    }
    const int32_t threads = swiftact_num_threads();
    swiftact_body past_cache = *body;
    const intptr_t written = n * steps[body->inputs];
    if ((body->flags & SWIFTACT_CHEAP) != 0 && written >= swiftact_stream_bytes() &&
        outputs_are_apart(args, steps, body, n, 0)) {
        past_cache.flags |= SWIFTACT_STREAM;
    }
    if (threads > 1 && outputs_are_apart(args, steps, body, n, 1)) {
        const work job = {args, steps, &past_cache, n, 0, chunk_elements};
        if (run_on_pool(&job, threads - 1)) return;
    }
    body->loop(args, dimensions, steps, &past_cache);
}
