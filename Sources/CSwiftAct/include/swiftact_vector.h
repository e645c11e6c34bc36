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
static inline __attribute__((always_inline)) swiftact_f64x8 swiftact_fma_f64x8(swiftact_f64x8 a,
                                                                               swiftact_f64x8 b,
                                                                               swiftact_f64x8 c) {
    return __builtin_elementwise_fma(a, b, c);
}

typedef float swiftact_f32x8 __attribute__((ext_vector_type(8)));
typedef float swiftact_f32x16 __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) swiftact_f32x16
swiftact_fma_f32x16(swiftact_f32x16 a, swiftact_f32x16 b, swiftact_f32x16 c) {
    return __builtin_elementwise_fma(a, b, c);
}

/* Swift's `squareRoot()` of a vector takes one lane after the other, too. */
static inline __attribute__((always_inline)) swiftact_f64x8 swiftact_sqrt_f64x8(swiftact_f64x8 a) {
    return __builtin_elementwise_sqrt(a);
}

static inline __attribute__((always_inline)) swiftact_f32x16
swiftact_sqrt_f32x16(swiftact_f32x16 a) {
    return __builtin_elementwise_sqrt(a);
}

/* Stores past the cache. `target` is a multiple of 32, `size` of 32 bytes. */
static inline __attribute__((always_inline)) void swiftact_stream(void *target, const void *source,
                                                                  intptr_t size) {
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
