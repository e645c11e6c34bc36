/* SPDX-License-Identifier: MIT
 *
 * The tables: their rows come from the list, their code from the Swift modules.
 * They are C because Swift has no global array without its runtime.
 */
#include <pthread.h>
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

static const swiftact_kernel rows[] = {SWIFTACT_ACTIVATIONS(ROWS)};

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

static int32_t (*chooser)(void);
static int32_t chosen;

static void choose(void) { chosen = chooser(); }

int32_t swiftact_once(int32_t (*choose_isa)(void)) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    chooser = choose_isa;
    pthread_once(&once, choose);
    return chosen;
}
