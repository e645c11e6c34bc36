/* SPDX-License-Identifier: MIT
 *
 * Functions of whole rows: where their operands are, and scratch for a call.
 * C because a frame of the C stack is the one place that Swift cannot have
 * without its runtime and that costs no allocation.
 */
#define _POSIX_C_SOURCE 200112L
#include <stdlib.h>

#include "swiftact_internal.h"

/* Room on the heap to keep what rows need twice, for those too long for the stack: as
 * much as stays in the second-level cache. Beyond, computing it again is as fast. Rows
 * that lie across go sixteen at a time. */
static const size_t most_kept = 512 * 1024;

static size_t kept_on_heap(swiftact_strided x, size_t columns) {
    const int across = labs(x.outer) < labs(x.inner);
    const size_t vectors = across ? columns : columns / 16 + 1;
    const size_t most = most_kept / SWIFTACT_VALUE_BYTES;
    const size_t wanted = (vectors < most ? vectors : most) * SWIFTACT_VALUE_BYTES;
    return wanted > SWIFTACT_KEPT_BYTES ? wanted : 0;
}

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
    const size_t borrowed = kept_on_heap(operands[SWIFTACT_X], (size_t)dimensions[1]);
    void *heap = NULL;
    if (borrowed > 0 && posix_memalign(&heap, 64, borrowed) != 0) heap = NULL;
    swiftact_panel panel = {
        .operands = operands,
        .rows = dimensions[0],
        .n = dimensions[1],
        .kept_storage = heap != NULL ? heap : kept,
        .kept_bytes = heap != NULL ? (intptr_t)borrowed : SWIFTACT_KEPT_BYTES,
        .state = state,
        .values = values,
        .chunks = chunks,
    };
    body->rows->loop(&panel, body->rows->block);
    free(heap);
}
