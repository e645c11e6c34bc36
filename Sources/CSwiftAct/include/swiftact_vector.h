/* SPDX-License-Identifier: MIT
 *
 * What Swift cannot say.
 */
#ifndef SWIFTACT_VECTOR_H
#define SWIFTACT_VECTOR_H

#include <stdint.h>

#ifdef __clang__

typedef double swiftact_f64x8 __attribute__((ext_vector_type(8)));

/* a b + c, rounded once. Swift's `addingProduct` works lane by lane and leaves it
 * to the optimiser to find the vector again, which it does in short functions only. */
static inline __attribute__((always_inline)) swiftact_f64x8 swiftact_fma_f64x8(
    swiftact_f64x8 a, swiftact_f64x8 b, swiftact_f64x8 c) {
    return __builtin_elementwise_fma(a, b, c);
}

/* Whether a b + c can be had from other operations: nothing near overflow, and a b
 * either 0 or large enough for its rounding error to be a double. */
static inline __attribute__((always_inline)) _Bool swiftact_fma_is_plain_f64x8(
    swiftact_f64x8 a, swiftact_f64x8 b, swiftact_f64x8 c) {
    swiftact_f64x8 p = __builtin_elementwise_abs(a * b);
    swiftact_f64x8 most = __builtin_elementwise_max(
        __builtin_elementwise_abs(a), __builtin_elementwise_abs(b));
    return __builtin_reduce_and(
        (((p > 0x1p-960) & (p < 0x1p1020)) | (a == 0) | (b == 0)) & (most < 0x1p990) &
        (__builtin_elementwise_abs(c) < 0x1p1020));
}

typedef float swiftact_f32x8 __attribute__((ext_vector_type(8)));

/* Stores past the cache. `target` is a multiple of 32, `size` of 32 bytes. */
static inline __attribute__((always_inline)) void swiftact_stream(
    void *target, const void *source, intptr_t size) {
    for (intptr_t i = 0; i < size; i += 32) {
        swiftact_f32x8 bytes;
        __builtin_memcpy(&bytes, (const char *)source + i, 32);
        __builtin_nontemporal_store(bytes, (swiftact_f32x8 *)((char *)target + i));
    }
}

/* Orders what was stored past the cache before whatever follows. */
static inline __attribute__((always_inline)) void swiftact_stream_end(void) {
#if defined(__x86_64__)
    __builtin_ia32_sfence();
#endif
}

#endif

#endif
