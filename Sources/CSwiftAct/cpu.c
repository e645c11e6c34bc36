/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "swiftact_internal.h"

int32_t swiftact_cpu_runs(int32_t isa) {
    __builtin_cpu_init();
    switch (isa) {
        case SWIFTACT_BASELINE: return 1;
        case SWIFTACT_AVX2: return __builtin_cpu_supports("x86-64-v3") != 0;
        case SWIFTACT_AVX512: return __builtin_cpu_supports("x86-64-v4") != 0;
        default: return 0;
    }
}

intptr_t swiftact_stream_bytes(void) {
    static intptr_t bytes;
    if (bytes == 0) {
        intptr_t cache = 0;
#ifdef _SC_LEVEL3_CACHE_SIZE
        cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
#endif
        bytes = cache > 0 ? cache : (intptr_t)32 << 20;
    }
    return bytes;
}
