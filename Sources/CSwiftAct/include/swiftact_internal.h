/* SPDX-License-Identifier: MIT
 *
 * Between the modules of swiftact; not part of the contract.
 */
#ifndef SWIFTACT_INTERNAL_H
#define SWIFTACT_INTERNAL_H

#include "swiftact.h"

/* ---- Functions of whole rows: softmax and its family -------------------- */

/* What an operand is to a row function. */
enum {
    SWIFTACT_X,         /* a row; of this one the maximum is taken */
    SWIFTACT_DY,        /* a row beside it */
    SWIFTACT_PARAMETER, /* one number for each row */
    SWIFTACT_WEIGHT,    /* another */
    SWIFTACT_LABEL,     /* one intptr_t for each row */
    SWIFTACT_Y,         /* a row, written */
    SWIFTACT_TOTAL,     /* one number for each row, written */
    SWIFTACT_ROLES
};

/* `base` is NULL when there is no such operand. */
typedef struct swiftact_strided {
    char *base;
    intptr_t outer; /* bytes from row to row */
    intptr_t inner; /* bytes from element to element */
} swiftact_strided;

/* What a row function does in turn. KEEP does once more what SUMS did, for the
 * vectors in reach, where a row is too long to keep all of it. */
enum {
    SWIFTACT_PEAK = 1,
    SWIFTACT_SUMS = 2,
    SWIFTACT_MAP = 4,
    SWIFTACT_ALL = 7,
    SWIFTACT_KEEP = 8
};

/* Sizes of the scratch below on the stack, in bytes. */
enum {
    SWIFTACT_KEPT_BYTES = 65536,
    SWIFTACT_CHUNK_BYTES = 16384,
    SWIFTACT_STATE_BYTES = 16384,
    SWIFTACT_VALUE_BYTES = 128 /* a vector of sixteen doubles, or floats */
};

/* One row, a vector holding sixteen elements of it, or sixteen rows side by side, a
 * vector holding one element of each; as much of them as is in reach at a time. */
typedef struct swiftact_panel {
    /* The call. */
    const swiftact_strided *operands; /* by role */
    intptr_t rows;
    intptr_t n;

    /* The vectors in reach, and the bytes from one to the next. */
    const void *x;
    const void *dy;
    void *y;
    intptr_t x_step;
    intptr_t dy_step;
    intptr_t y_step;
    intptr_t start; /* vectors before these */
    intptr_t vectors;
    intptr_t tail; /* elements after them, of a single row, that fill no vector */

    /* Rows, or sixteens of them, of which the same is in reach; the bytes from one to the
     * next, and for what every other one keeps, 0 if there is not room for two. */
    intptr_t together;
    intptr_t x_row;
    intptr_t dy_row;
    intptr_t y_row;
    intptr_t kept_row;

    /* What the call after this one will read and write, sixteen rows after sixteen, in an order
     * that no processor guesses; the bytes of it for each vector in reach. NULL where it will. */
    const char *ahead_x;
    const char *ahead_dy;
    const char *ahead_y;
    intptr_t ahead_step;

    int32_t across; /* sixteen rows */
    int32_t stages;
    int32_t is_first;
    int32_t is_last;

    /* Scratch. */
    char *kept;         /* SWIFTACT_VALUE_BYTES for each vector in reach */
    intptr_t kept_step; /* 0 where nobody will read them, for no loop to ask */
    char *state;        /* the maximum, the sums */
    char *values;       /* by role: one number for each row, SWIFTACT_VALUE_BYTES each */
    char *chunks;       /* x, dy, y: SWIFTACT_CHUNK_BYTES each */
    char *kept_storage;
    intptr_t kept_bytes;
} swiftact_panel;

/* The arithmetic alone, on the vectors in reach. */
typedef void (*swiftact_row_block)(swiftact_panel *panel);

/* Brings rows of any layout into reach. */
typedef void (*swiftact_row_loop)(swiftact_panel *panel, swiftact_row_block block);

typedef struct swiftact_rows {
    swiftact_row_loop loop;
    swiftact_row_block block;
    const int8_t *roles; /* of each operand */
} swiftact_rows;

/* The loop of every row function: gives its row loop scratch on the stack. */
void swiftact_run_rows(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                       const swiftact_body *body);

/* ---- Functions of elements ------------------------------------------------ */

/* Enough that what a piece costs besides its elements does not count; and as a frame
 * of the C stack, because Swift allocates anything beyond 1 KiB. */
enum { SWIFTACT_SCRATCH_BYTES = 8192 };

/* The loop of every other function: gives its own loop scratch on the stack. */
void swiftact_run_elements(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                           const swiftact_body *body);

/* ---- The tables --------------------------------------------------------- */

/* What an instruction set contributes, for each row of the table in turn. */
typedef struct swiftact_code {
    swiftact_block *blocks;         /* one per data type; without, a half has that of float32 */
    swiftact_scratch_loop *loops;   /* one per data type, and one for blocks of halves */
    swiftact_row_block *row_blocks; /* float32, float64 */
    swiftact_row_loop *row_loops;   /* one per data type */
    int32_t *flags;
} swiftact_code;

/* Written at build time, one for each instruction set. */
void swiftact_fill_baseline(const swiftact_code *code);
void swiftact_fill_avx2(const swiftact_code *code);
void swiftact_fill_avx512(const swiftact_code *code);

/* Flags of a body: its arithmetic costs less than memory does; its loop stores
 * past the cache. */
enum { SWIFTACT_CHEAP = 1, SWIFTACT_STREAM = 2 };

/* The size of an output from which storing past the cache is faster. */
intptr_t swiftact_stream_bytes(void);

/* Whether this CPU, and its operating system, run an instruction set. */
int32_t swiftact_cpu_runs(int32_t isa);

/* Calls `choose` the first time, from one thread; its answer ever after. */
int32_t swiftact_once(int32_t (*choose)(void));

/* The table of an instruction set; `fill` gives it its code. */
const swiftact_kernel *swiftact_table(int32_t isa, int32_t *count);
void swiftact_table_fill(int32_t isa, void (*fill)(const swiftact_code *));

#endif
