/* SPDX-License-Identifier: MIT
 *
 * The tables: their rows come from the list, their code from the Swift modules.
 * They are C because Swift has no global array without its runtime.
 */
#include <sched.h>
#include <stdatomic.h>
#include <string.h>

#include "swiftact_internal.h"

enum { COUNT_NONE = 0 };
#define COUNT_ONE(a) 1
#define COUNT_TWO(a, b) 2

#define ROW(row_name, row_inputs) {.name = row_name, .inputs = row_inputs, .outputs = 1},
#define ROWS(name, Type, parameters)           \
    ROW(#name, 1 + COUNT_##parameters)         \
    ROW(#name "_grad", 1 + COUNT_##parameters) \
    ROW(#name "_backward", 2 + COUNT_##parameters)

#define LEARNABLE_ROW(name, Type, parameter) ROW(#name "_grad_" #parameter, 2)
#define FROM_OUTPUT_ROW(name, Type, parameters) ROW(#name "_backward_y", 2 + COUNT_##parameters)

static const swiftact_kernel rows[] = {
    SWIFTACT_ACTIVATIONS(ROWS)
    SWIFTACT_LEARNABLE(LEARNABLE_ROW)
    SWIFTACT_FROM_OUTPUT(FROM_OUTPUT_ROW)
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

static swiftact_kernel tables[SWIFTACT_INSTRUCTION_SETS][ROW_COUNT];

void swiftact_table_fill(int32_t isa, void (*fill)(swiftact_block *, swiftact_loop *)) {
    swiftact_block blocks[2 * ROW_COUNT];
    swiftact_loop loops[SWIFTACT_DTYPES];
    fill(blocks, loops);
    memcpy(tables[isa], rows, sizeof rows);
    for (int32_t row = 0; row < ROW_COUNT; row++) {
        swiftact_kernel *kernel = &tables[isa][row];
        for (int32_t dtype = 0; dtype < SWIFTACT_DTYPES; dtype++) {
            kernel->body[dtype] = (swiftact_body){
                .loop = loops[dtype],
                .block = blocks[2 * row + (dtype == SWIFTACT_FLOAT64)],
                .inputs = kernel->inputs,
                .outputs = kernel->outputs,
            };
        }
    }
}

const swiftact_kernel *swiftact_table(int32_t isa, int32_t *count) {
    *count = ROW_COUNT;
    return tables[isa];
}

/* An atomic rather than pthread_once, whose symbol has changed libraries and
 * versions: the extension module stays loadable on an older C library. */
int32_t swiftact_once(int32_t (*choose_isa)(void)) {
    enum { FRESH, CHOOSING, CHOSEN };
    static _Atomic int state = FRESH;
    static int32_t chosen;
    int expected = FRESH;
    if (atomic_load_explicit(&state, memory_order_acquire) == CHOSEN) return chosen;
    if (atomic_compare_exchange_strong(&state, &expected, CHOOSING)) {
        chosen = choose_isa();
        atomic_store(&state, CHOSEN);
    }
    while (atomic_load(&state) != CHOSEN) sched_yield();
    return chosen;
}
