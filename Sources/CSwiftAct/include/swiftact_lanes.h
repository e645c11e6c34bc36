/* SPDX-License-Identifier: MIT
 *
 * What Swift cannot say of rows: parts of a vector, lanes that change places, and rows
 * turned into lines.
 */
#ifndef SWIFTACT_LANES_H
#define SWIFTACT_LANES_H

#include "swiftact_vector.h"

#ifdef __clang__

/* ---- Parts of a vector ---------------------------------------------------- */

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
 * rest are like the first. store_first: those to memory, which is written no further. */
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
#elif defined(__AVX2__)
    typedef float vector __attribute__((vector_size(32)));
    const swiftact_i32x8 low = swiftact_below_i32x8(count), high = swiftact_below_i32x8(count - 8);
    __builtin_ia32_maskstoreps256((void *)to, (swiftact_mask_i32x8)low, (vector)a.lo);
    __builtin_ia32_maskstoreps256((void *)(to + 8), (swiftact_mask_i32x8)high, (vector)a.hi);
#else
    for (int i = 0; i < 16; i++) {
        if (i < count) to[i] = a[i];
    }
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
    double *to = (double *)target;
#if defined(__AVX512F__)
    typedef double vector __attribute__((vector_size(64)));
    __builtin_ia32_storeupd512_mask(to, (vector)a, (uint8_t)swiftact_first_bits(count, 8));
#elif defined(__AVX2__)
    typedef double vector __attribute__((vector_size(32)));
    const swiftact_i64x4 low = swiftact_below_i64x4(count), high = swiftact_below_i64x4(count - 4);
    __builtin_ia32_maskstorepd256((void *)to, (swiftact_mask_i64x4)low, (vector)a.lo);
    __builtin_ia32_maskstorepd256((void *)(to + 4), (swiftact_mask_i64x4)high, (vector)a.hi);
#else
    for (int i = 0; i < 8; i++) {
        if (i < count) to[i] = a[i];
    }
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

/* Rows become columns. Each turn moves the top bit of the row's number to the end of the
 * column's; log2(width) turns exchange the two. */
#define SWIFTACT_EACH(i, width) _Pragma("clang loop unroll(full)") for (int i = 0; i < (width); i++)
#define SWIFTACT_TRANSPOSE(name, Vector, width, turns, EVENS, ODDS)      \
    SWIFTACT_INLINE void swiftact_transpose_##name(Vector rows[width]) { \
        SWIFTACT_EACH(turn, turns) {                                     \
            Vector turned[width];                                        \
            SWIFTACT_EACH(i, width / 2) {                                \
                const Vector a = rows[i], b = rows[i + width / 2];       \
                turned[2 * i] = __builtin_shufflevector(a, b, EVENS);    \
                turned[2 * i + 1] = __builtin_shufflevector(a, b, ODDS); \
            }                                                            \
            SWIFTACT_EACH(i, width) rows[i] = turned[i];                 \
        }                                                                \
    }

#define SWIFTACT_ZIP_LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define SWIFTACT_ZIP_HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define SWIFTACT_ZIP_LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define SWIFTACT_ZIP_HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
SWIFTACT_TRANSPOSE(f64x8, swiftact_f64x8, 8, 3, SWIFTACT_ZIP_LOW_8, SWIFTACT_ZIP_HIGH_8)
SWIFTACT_TRANSPOSE(f32x16, swiftact_f32x16, 16, 4, SWIFTACT_ZIP_LOW_16, SWIFTACT_ZIP_HIGH_16)

/* Sixteen rows, `outer` bytes apart, and `count` lines of sixteen lanes: line j holds element
 * j of each row. A square at a time, the last of which may overlap the one before. */
#define SWIFTACT_LINES(name, Vector, Scalar, width)                                            \
    static __attribute__((noinline)) void swiftact_lines_from_rows_##name(                     \
        const void *rows, intptr_t outer, void *lines, intptr_t count) {                       \
        for (intptr_t j = 0; j < count; j += width) {                                          \
            const intptr_t start = count < width || j + width <= count ? j : count - width;    \
            for (intptr_t first = 0; first < 16; first += width) {                             \
                Vector square[width];                                                          \
                const char *row = (const char *)rows + first * outer + start * sizeof(Scalar); \
                if (count < width) {                                                           \
                    SWIFTACT_EACH(i, width)                                                    \
                    square[i] = swiftact_load_first_##name(row + i * outer, count);            \
                } else {                                                                       \
                    SWIFTACT_EACH(i, width)                                                    \
                    __builtin_memcpy(&square[i], row + i * outer, sizeof(Vector));             \
                }                                                                              \
                swiftact_transpose_##name(square);                                             \
                Scalar *line = (Scalar *)lines + start * 16 + first;                           \
                SWIFTACT_EACH(i, width)                                                        \
                if (i < count) __builtin_memcpy(line + i * 16, &square[i], sizeof(Vector));    \
            }                                                                                  \
        }                                                                                      \
    }                                                                                          \
                                                                                               \
    static __attribute__((noinline)) void swiftact_rows_from_lines_##name(                     \
        const void *lines, void *rows, intptr_t outer, intptr_t count) {                       \
        for (intptr_t j = 0; j < count; j += width) {                                          \
            const intptr_t start = count < width || j + width <= count ? j : count - width;    \
            for (intptr_t first = 0; first < 16; first += width) {                             \
                Vector square[width];                                                          \
                const Scalar *line = (const Scalar *)lines + start * 16 + first;               \
                SWIFTACT_EACH(i, width)                                                        \
                __builtin_memcpy(&square[i], line + i * 16, sizeof(Vector));                   \
                swiftact_transpose_##name(square);                                             \
                char *row = (char *)rows + first * outer + start * sizeof(Scalar);             \
                if (count < width) {                                                           \
                    SWIFTACT_EACH(i, width)                                                    \
                    swiftact_store_first_##name(row + i * outer, square[i], count);            \
                } else {                                                                       \
                    SWIFTACT_EACH(i, width)                                                    \
                    __builtin_memcpy(row + i * outer, &square[i], sizeof(Vector));             \
                }                                                                              \
            }                                                                                  \
        }                                                                                      \
    }

SWIFTACT_LINES(f64x8, swiftact_f64x8, double, 8)
SWIFTACT_LINES(f32x16, swiftact_f32x16, float, 16)

#endif

#endif
