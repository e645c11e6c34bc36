/* SPDX-License-Identifier: MIT */
#include "swiftact_internal.h"

void swiftact_run_elements(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                           const swiftact_body *body) {
    _Alignas(64) char scratch[SWIFTACT_SCRATCH_BYTES];
    body->elements(args, dimensions, steps, body, scratch);
}
