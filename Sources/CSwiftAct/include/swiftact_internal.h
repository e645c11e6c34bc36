/* SPDX-License-Identifier: MIT
 *
 * Between the modules of swiftact; not part of the contract.
 */
#ifndef SWIFTACT_INTERNAL_H
#define SWIFTACT_INTERNAL_H

#include "swiftact.h"

/* Written at build time, one for each instruction set. `blocks`: float32 and
 * float64 of each row in turn; `loops`: one per data type. */
void swiftact_fill_baseline(swiftact_block *blocks, swiftact_loop *loops);
void swiftact_fill_avx2(swiftact_block *blocks, swiftact_loop *loops);
void swiftact_fill_avx512(swiftact_block *blocks, swiftact_loop *loops);

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
void swiftact_table_fill(int32_t isa, void (*fill)(swiftact_block *, swiftact_loop *));

#endif
