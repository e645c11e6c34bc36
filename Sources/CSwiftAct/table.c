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
#define PAIR(row_name, row_inputs, row_outputs) \
    {.name = row_name, .inputs = row_inputs, .outputs = row_outputs},
#define GATE_ROWS(name, Type) PAIR(#name, 2, 1) PAIR(#name "_backward", 3, 2)
#define LOSS_ROWS(name, Type, parameters)  \
    PAIR(#name, 2 + COUNT_##parameters, 1) \
    PAIR(#name "_grad", 3 + COUNT_##parameters, 2)

/* What the operands of a row function are, by the shape that the list gives. */
#define SHAPE_VALUE .signature = "(n),()->(n)", .inputs = 2, .outputs = 1
#define SHAPE_BACKWARD .signature = "(n),(n),()->(n)", .inputs = 3, .outputs = 1
#define SHAPE_TOTAL .signature = "(n)->()", .inputs = 1, .outputs = 1
#define SHAPE_TOTAL_BACKWARD .signature = "(),(n)->(n)", .inputs = 2, .outputs = 1
#define SHAPE_LABELLED .signature = "(n),()->()", .inputs = 2, .outputs = 1, .label = 1
#define SHAPE_LABELLED_GRAD .signature = "(n),(),()->(),(n)", .inputs = 3, .outputs = 2, .label = 1
#define SHAPE_TARGETED .signature = "(n),(n),(),()->()", .inputs = 4, .outputs = 1, .label = 2
#define SHAPE_TARGETED_GRAD \
    .signature = "(n),(n),(),(),()->(),(n)", .inputs = 5, .outputs = 2, .label = 2

enum {
    X = SWIFTACT_X,
    DY = SWIFTACT_DY,
    PARAMETER = SWIFTACT_PARAMETER,
    WEIGHT = SWIFTACT_WEIGHT,
    LABEL = SWIFTACT_LABEL,
    Y = SWIFTACT_Y,
    TOTAL = SWIFTACT_TOTAL
};
static const int8_t roles_VALUE[] = {X, PARAMETER, Y};
static const int8_t roles_BACKWARD[] = {DY, X, PARAMETER, Y};
static const int8_t roles_TOTAL[] = {X, TOTAL};
static const int8_t roles_TOTAL_BACKWARD[] = {PARAMETER, X, Y};
static const int8_t roles_LABELLED[] = {X, LABEL, TOTAL};
static const int8_t roles_LABELLED_GRAD[] = {X, LABEL, WEIGHT, TOTAL, Y};
static const int8_t roles_TARGETED[] = {X, DY, LABEL, PARAMETER, TOTAL};
static const int8_t roles_TARGETED_GRAD[] = {X, DY, LABEL, PARAMETER, WEIGHT, TOTAL, Y};

#define SHAPED_ROW(row_name, Type, shape) {.name = #row_name, SHAPE_##shape},
#define SHAPED_ROLES(name, Type, shape) roles_##shape,

static const swiftact_kernel rows[] = {SWIFTACT_ACTIVATIONS(ROWS) SWIFTACT_LEARNABLE(LEARNABLE_ROW)
                                           SWIFTACT_FROM_OUTPUT(FROM_OUTPUT_ROW)
                                               SWIFTACT_GATES(GATE_ROWS) SWIFTACT_LOSSES(LOSS_ROWS)
                                                   SWIFTACT_ROW_FUNCTIONS(SHAPED_ROW)};

static const int8_t *const roles[] = {SWIFTACT_ROW_FUNCTIONS(SHAPED_ROLES)};

enum {
    ROW_COUNT = sizeof rows / sizeof *rows,
    SHAPED_COUNT = sizeof roles / sizeof *roles,
    ELEMENTWISE_COUNT = ROW_COUNT - SHAPED_COUNT
};

static swiftact_kernel tables[SWIFTACT_INSTRUCTION_SETS][ROW_COUNT];
static swiftact_rows shaped[SWIFTACT_INSTRUCTION_SETS][SHAPED_COUNT][SWIFTACT_DTYPES];

void swiftact_table_fill(int32_t isa, void (*fill)(const swiftact_code *)) {
    swiftact_block blocks[SWIFTACT_DTYPES * ELEMENTWISE_COUNT] = {NULL};
    swiftact_row_block row_blocks[2 * SHAPED_COUNT];
    swiftact_scratch_loop loops[SWIFTACT_DTYPES + 1];
    swiftact_row_loop row_loops[SWIFTACT_DTYPES];
    int32_t flags[ELEMENTWISE_COUNT];
    fill(&(swiftact_code){blocks, loops, row_blocks, row_loops, flags});
    memcpy(tables[isa], rows, sizeof rows);
    for (int32_t row = 0; row < ROW_COUNT; row++) {
        swiftact_kernel *kernel = &tables[isa][row];
        const int32_t index = row - ELEMENTWISE_COUNT;
        for (int32_t dtype = 0; dtype < SWIFTACT_DTYPES; dtype++) {
            const int32_t is_double = dtype == SWIFTACT_FLOAT64;
            swiftact_body *body = &kernel->body[dtype];
            body->inputs = kernel->inputs;
            body->outputs = kernel->outputs;
            if (index < 0) {
                const swiftact_block *of_row = &blocks[SWIFTACT_DTYPES * row];
                const int is_half = dtype < SWIFTACT_FLOAT32;
                const int converts = is_half && of_row[dtype] != NULL;
                body->loop = swiftact_run_elements;
                body->elements = loops[converts ? SWIFTACT_DTYPES : dtype];
                body->block = of_row[is_half && !converts ? SWIFTACT_FLOAT32 : dtype];
                body->flags = flags[row];
            } else {
                body->loop = swiftact_run_rows;
                body->rows = &shaped[isa][index][dtype];
                shaped[isa][index][dtype] = (swiftact_rows){
                    row_loops[dtype], row_blocks[2 * index + is_double], roles[index]};
            }
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
