/* SPDX-License-Identifier: MIT
 *
 * Functions of whole rows: where their operands are, and scratch for a call.
 * C because a frame of the C stack is the one place that Swift cannot have
 * without its runtime and that costs no allocation.
 */
#include "swiftact_internal.h"

void swiftact_run_rows(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                       const swiftact_body *body) {
    _Alignas(64) char kept[SWIFTACT_KEPT_BYTES];
    _Alignas(64) char state[SWIFTACT_STATE_BYTES];
    _Alignas(64) char values[SWIFTACT_ROLES * SWIFTACT_VALUE_BYTES];
    _Alignas(64) char chunks[3 * SWIFTACT_CHUNK_BYTES];
    swiftact_strided operands[SWIFTACT_ROLES] = {{0}};
    const int32_t count = body->inputs + body->outputs;
    const intptr_t *inner = steps + count;
    for (int32_t i = 0; i < count; i++) {
        const int8_t role = body->rows->roles[i];
        const int is_row = role == SWIFTACT_X || role == SWIFTACT_DY || role == SWIFTACT_Y;
        operands[role] = (swiftact_strided){args[i], steps[i], is_row ? *inner++ : 0};
    }
    swiftact_panel panel = {
        .operands = operands,
        .rows = dimensions[0],
        .n = dimensions[1],
        .kept_storage = kept,
        .state = state,
        .values = values,
        .chunks = chunks,
    };
    body->rows->loop(&panel, body->rows->block);
}
