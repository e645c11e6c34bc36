/* SPDX-License-Identifier: MIT */
#include "swiftact_internal.h"

int32_t swiftact_cpu_runs(int32_t isa) {
    __builtin_cpu_init();
    switch (isa) {
        case SWIFTACT_BASELINE:
            return 1;
        case SWIFTACT_AVX2:
            return __builtin_cpu_supports("x86-64-v3") != 0;
        case SWIFTACT_AVX512:
            return __builtin_cpu_supports("x86-64-v4") != 0;
        default:
            return 0;
    }
}
