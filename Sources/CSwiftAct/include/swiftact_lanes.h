/* SPDX-License-Identifier: MIT
 *
 * What Swift cannot say of rows: parts of a vector, and lanes that change places.
 */
#ifndef SWIFTACT_LANES_H
#define SWIFTACT_LANES_H

#include "swiftact_vector.h"

#ifdef __clang__

/* ---- Parts of a vector ---------------------------------------------------- */

typedef float swiftact_f32x4 __attribute__((ext_vector_type(4)));
typedef double swiftact_f64x4 __attribute__((ext_vector_type(4)));

#if defined(__AVX512F__)

/* A bit for each of the first `count` of `width` lanes. */
SWIFTACT_INLINE uint16_t swiftact_first_bits(intptr_t count, int width) {
    return (uint16_t)((count < width ? 1u << count : 1u << width) - 1);
}
#elif defined(__AVX2__)

/* All bits in the first `count` lanes. */
typedef int32_t swiftact_i32x8 __attribute__((ext_vector_type(8)));
typedef int32_t swiftact_mask_i32x8 __attribute__((vector_size(32)));
SWIFTACT_INLINE swiftact_i32x8 swiftact_below_i32x8(intptr_t count) {
    const swiftact_i32x8 lanes = {0, 1, 2, 3, 4, 5, 6, 7};
    return lanes < (swiftact_i32x8)(int32_t)count;
}

typedef int64_t swiftact_i64x4 __attribute__((ext_vector_type(4)));
typedef long long swiftact_mask_i64x4 __attribute__((vector_size(32)));
SWIFTACT_INLINE swiftact_i64x4 swiftact_below_i64x4(intptr_t count) {
    const swiftact_i64x4 lanes = {0, 1, 2, 3};
    return lanes < (swiftact_i64x4)count;
}
#endif

/* load_first: the first `count` lanes, 1 and up, from memory, which is read no further; the
 * rest are like the first. store_first: those to memory, which is written no further; by
 * halves without AVX-512, for masked stores of AVX2 are slow on some processors. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_load_first_f32x16(const void *source, intptr_t count) {
    const float *from = (const float *)source;
    swiftact_f32x16 result = *from;
#if defined(__AVX512F__)
    typedef float vector __attribute__((vector_size(64)));
    result = (swiftact_f32x16)__builtin_ia32_loadups512_mask(from, (vector)result,
                                                             swiftact_first_bits(count, 16));
#elif defined(__AVX2__)
    const swiftact_i32x8 low = swiftact_below_i32x8(count), high = swiftact_below_i32x8(count - 8);
    result.lo = low ? __builtin_ia32_maskloadps256((const void *)from, (swiftact_mask_i32x8)low)
                    : result.lo;
    result.hi =
        high ? __builtin_ia32_maskloadps256((const void *)(from + 8), (swiftact_mask_i32x8)high)
             : result.hi;
#else
    for (int i = 1; i < 16; i++) {
        if (i < count) result[i] = from[i];
    }
#endif
    return result;
}

SWIFTACT_INLINE void swiftact_store_first_f32x16(void *target, swiftact_f32x16 a, intptr_t count) {
    float *to = (float *)target;
#if defined(__AVX512F__)
    typedef float vector __attribute__((vector_size(64)));
    __builtin_ia32_storeups512_mask(to, (vector)a, swiftact_first_bits(count, 16));
#else
    if (count >= 16) {
        __builtin_memcpy(to, &a, sizeof a);
        return;
    }
    swiftact_f32x8 eight = a.lo;
    if (count & 8) {
        __builtin_memcpy(to, &eight, sizeof eight);
        to += 8;
        eight = a.hi;
    }
    swiftact_f32x4 four = eight.lo;
    if (count & 4) {
        __builtin_memcpy(to, &four, sizeof four);
        to += 4;
        four = eight.hi;
    }
    if (count & 2) {
        to[0] = four[0];
        to[1] = four[1];
        to += 2;
        four.lo = four.hi;
    }
    if (count & 1) to[0] = four[0];
#endif
}

SWIFTACT_INLINE swiftact_f64x8 swiftact_load_first_f64x8(const void *source, intptr_t count) {
    const double *from = (const double *)source;
    swiftact_f64x8 result = *from;
#if defined(__AVX512F__)
    typedef double vector __attribute__((vector_size(64)));
    result = (swiftact_f64x8)__builtin_ia32_loadupd512_mask(from, (vector)result,
                                                            (uint8_t)swiftact_first_bits(count, 8));
#elif defined(__AVX2__)
    const swiftact_i64x4 low = swiftact_below_i64x4(count), high = swiftact_below_i64x4(count - 4);
    result.lo = low ? __builtin_ia32_maskloadpd256((const void *)from, (swiftact_mask_i64x4)low)
                    : result.lo;
    result.hi =
        high ? __builtin_ia32_maskloadpd256((const void *)(from + 4), (swiftact_mask_i64x4)high)
             : result.hi;
#else
    for (int i = 1; i < 8; i++) {
        if (i < count) result[i] = from[i];
    }
#endif
    return result;
}

SWIFTACT_INLINE void swiftact_store_first_f64x8(void *target, swiftact_f64x8 a, intptr_t count) {
#if defined(__AVX512F__)
    typedef double vector __attribute__((vector_size(64)));
    __builtin_ia32_storeupd512_mask((double *)target, (vector)a,
                                    (uint8_t)swiftact_first_bits(count, 8));
#else
    /* The same bytes. */
    swiftact_store_first_f32x16(target, (swiftact_f32x16)a, 2 * count);
#endif
}

SWIFTACT_INLINE int32_t swiftact_everywhere_f32x16(swiftact_i32x16 mask) {
    return __builtin_reduce_and(mask);
}

SWIFTACT_INLINE int64_t swiftact_everywhere_f64x8(swiftact_i64x8 mask) {
    return __builtin_reduce_and(mask);
}

/* ---- Lanes that change places ---------------------------------------------- */

/* Each lane beside the one 4, 2 or 1 (8) further on, and that beside it. */
SWIFTACT_INLINE swiftact_f64x8 swiftact_swap_4_f64x8(swiftact_f64x8 a) {
    return __builtin_shufflevector(a, a, 4, 5, 6, 7, 0, 1, 2, 3);
}

SWIFTACT_INLINE swiftact_f64x8 swiftact_swap_2_f64x8(swiftact_f64x8 a) {
    return __builtin_shufflevector(a, a, 2, 3, 0, 1, 6, 7, 4, 5);
}

SWIFTACT_INLINE swiftact_f64x8 swiftact_swap_1_f64x8(swiftact_f64x8 a) {
    return __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6);
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_swap_8_f32x16(swiftact_f32x16 a) {
    return __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_swap_4_f32x16(swiftact_f32x16 a) {
    return __builtin_shufflevector(a, a, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_swap_2_f32x16(swiftact_f32x16 a) {
    return __builtin_shufflevector(a, a, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_swap_1_f32x16(swiftact_f32x16 a) {
    return __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
}

#endif

#endif
