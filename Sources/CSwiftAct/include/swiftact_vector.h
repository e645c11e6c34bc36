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

typedef uint16_t swiftact_u16x16 __attribute__((ext_vector_type(16)));
typedef uint32_t swiftact_u32x16 __attribute__((ext_vector_type(16)));

/* bfloat16 is the upper half of a float. */
static inline __attribute__((always_inline)) swiftact_f32x16
swiftact_widen_bf16x16(swiftact_u16x16 halves) {
    const swiftact_u32x16 bits = __builtin_convertvector(halves, swiftact_u32x16) << 16;
    swiftact_f32x16 result;
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
}

/* Rounded to even: add just under a half, or a half if odd. NaN gets its quiet bit. */
static inline __attribute__((always_inline)) swiftact_u16x16
swiftact_narrow_bf16x16(swiftact_f32x16 a) {
    swiftact_u32x16 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    const swiftact_u32x16 rounded = bits + 0x7fff + ((bits >> 16) & 1);
    const swiftact_u32x16 chosen = a == a ? rounded : (bits | 0x400000);
    return __builtin_convertvector(chosen >> 16, swiftact_u16x16);
}

#ifdef __F16C__

/* float16 to float and, rounded to even, back. The empty instruction hides from the
 * optimiser where the floats come from: it would carry comparisons of them back into
 * halves, where they are slow, and took -0 < 0 for true on the way. */
static inline __attribute__((always_inline)) swiftact_f32x16
swiftact_widen_f16x16(swiftact_u16x16 a) {
    typedef _Float16 halves16 __attribute__((ext_vector_type(16)));
    halves16 halves;
    __builtin_memcpy(&halves, &a, sizeof halves);
    swiftact_f32x16 result = __builtin_convertvector(halves, swiftact_f32x16);
#ifdef __AVX512F__
    __asm__("" : "+v"(result));
#else
    __asm__("" : "+x"(result.lo), "+x"(result.hi));
#endif
    return result;
}

static inline __attribute__((always_inline)) swiftact_u16x16
swiftact_narrow_f16x16(swiftact_f32x16 a) {
    typedef _Float16 halves16 __attribute__((ext_vector_type(16)));
    const halves16 halves = __builtin_convertvector(a, halves16);
    swiftact_u16x16 result;
    __builtin_memcpy(&result, &halves, sizeof result);
    return result;
}
#endif

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
