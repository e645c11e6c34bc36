/* SPDX-License-Identifier: MIT
 *
 * What Swift cannot say.
 */
#ifndef SWIFTACT_VECTOR_H
#define SWIFTACT_VECTOR_H

#include <stdint.h>

#ifdef __clang__

typedef double swiftact_f64x8 __attribute__((ext_vector_type(8)));
typedef int64_t swiftact_i64x8 __attribute__((ext_vector_type(8)));
typedef uint64_t swiftact_u64x8 __attribute__((ext_vector_type(8)));
typedef float swiftact_f32x8 __attribute__((ext_vector_type(8)));
typedef float swiftact_f32x16 __attribute__((ext_vector_type(16)));
typedef int32_t swiftact_i32x16 __attribute__((ext_vector_type(16)));
typedef uint32_t swiftact_u32x16 __attribute__((ext_vector_type(16)));

#define SWIFTACT_INLINE static inline __attribute__((always_inline))

/* Swift spells an operation on vectors as one on each lane, and leaves it to the optimiser
 * to find the vector again, which it does slowly, and not in every function. Here an
 * operation is one instruction from the start. `Mask` is -1 in the lanes that are chosen. */
#define SWIFTACT_ARITHMETIC(name, Vector, Mask, Bits, sign_bit)                           \
    SWIFTACT_INLINE Vector swiftact_add_##name(Vector a, Vector b) { return a + b; }      \
    SWIFTACT_INLINE Vector swiftact_subtract_##name(Vector a, Vector b) { return a - b; } \
    SWIFTACT_INLINE Vector swiftact_multiply_##name(Vector a, Vector b) { return a * b; } \
    SWIFTACT_INLINE Vector swiftact_divide_##name(Vector a, Vector b) { return a / b; }   \
    SWIFTACT_INLINE Mask swiftact_less_##name(Vector a, Vector b) { return a < b; }       \
    SWIFTACT_INLINE Mask swiftact_at_most_##name(Vector a, Vector b) { return a <= b; }   \
    SWIFTACT_INLINE Mask swiftact_equal_##name(Vector a, Vector b) { return a == b; }     \
    SWIFTACT_INLINE Vector swiftact_select_##name(Mask mask, Vector a, Vector b) {        \
        return mask ? a : b;                                                              \
    }                                                                                     \
    /* a b + c, rounded once. */                                                          \
    SWIFTACT_INLINE Vector swiftact_fma_##name(Vector a, Vector b, Vector c) {            \
        return __builtin_elementwise_fma(a, b, c);                                        \
    }                                                                                     \
    SWIFTACT_INLINE Vector swiftact_sqrt_##name(Vector a) {                               \
        return __builtin_elementwise_sqrt(a);                                             \
    }                                                                                     \
    SWIFTACT_INLINE Vector swiftact_negate_##name(Vector a) {                             \
        return (Vector)((Bits)a ^ sign_bit);                                              \
    }                                                                                     \
    SWIFTACT_INLINE Vector swiftact_magnitude_##name(Vector a) {                          \
        return (Vector)((Bits)a & ~sign_bit);                                             \
    }                                                                                     \
    /* The absolute value of a under the sign bits of b. */                               \
    SWIFTACT_INLINE Vector swiftact_with_sign_##name(Vector a, Vector b) {                \
        return (Vector)(((Bits)a & ~sign_bit) | ((Bits)b & sign_bit));                    \
    }

SWIFTACT_ARITHMETIC(f64x8, swiftact_f64x8, swiftact_i64x8, swiftact_u64x8, 0x8000000000000000u)
SWIFTACT_ARITHMETIC(f32x16, swiftact_f32x16, swiftact_i32x16, swiftact_u32x16, 0x80000000u)

SWIFTACT_INLINE swiftact_f64x8 swiftact_widen_f32x8(swiftact_f32x8 a) {
    return __builtin_convertvector(a, swiftact_f64x8);
}

SWIFTACT_INLINE swiftact_f32x8 swiftact_narrow_f64x8(swiftact_f64x8 a) {
    return __builtin_convertvector(a, swiftact_f32x8);
}

/* 2^n for a number whose last bits are those of n + 1023. */
SWIFTACT_INLINE swiftact_f64x8 swiftact_power_of_two_f64x8(swiftact_f64x8 a) {
    return (swiftact_f64x8)((swiftact_u64x8)a << 52);
}

/* 2^n for a number whose last bits are those of n + 127. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_power_of_two_f32x16(swiftact_f32x16 a) {
    return (swiftact_f32x16)((swiftact_u32x16)a << 23);
}

/* The same bits as swiftact_fma_f32x16 where the instruction set has no such operation. The
 * product is exact in doubles; their sum rounded to odd, a second rounding does no harm. */
SWIFTACT_INLINE swiftact_f32x8 swiftact_emulated_fma_f32x8(swiftact_f32x8 a, swiftact_f32x8 b,
                                                           swiftact_f32x8 c) {
#pragma clang fp contract(off)
    const swiftact_f64x8 p = swiftact_widen_f32x8(a) * swiftact_widen_f32x8(b);
    const swiftact_f64x8 q = swiftact_widen_f32x8(c);
    const swiftact_f64x8 sum = p + q, part = sum - p;
    const swiftact_f64x8 lost = (p - (sum - part)) + (q - part);
    const swiftact_i64x8 bits = (swiftact_i64x8)sum;
    /* Away from 0 where what was lost has the sign of the sum. An odd sum stays. */
    const swiftact_i64x8 step = ((bits ^ (swiftact_i64x8)lost) >> 63) | 1;
    const swiftact_i64x8 moves = ((lost < 0.0) | (lost > 0.0)) & ((bits & 1) - 1);
    return swiftact_narrow_f64x8((swiftact_f64x8)(bits + (step & moves)));
}

static __attribute__((noinline)) swiftact_f32x16 swiftact_emulated_fma_f32x16(swiftact_f32x16 a,
                                                                              swiftact_f32x16 b,
                                                                              swiftact_f32x16 c) {
    swiftact_f32x16 result;
    result.lo = swiftact_emulated_fma_f32x8(a.lo, b.lo, c.lo);
    result.hi = swiftact_emulated_fma_f32x8(a.hi, b.hi, c.hi);
    return result;
}

/* x = 2^exponent mantissa, with sqrt(1/2) <= mantissa < sqrt(2). */
SWIFTACT_INLINE swiftact_u64x8 swiftact_shifted(swiftact_f64x8 x) {
    return (swiftact_u64x8)x + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu); /* 1, sqrt(1/2) */
}

/* exponent + 1023, in the place of a double's exponent. */
SWIFTACT_INLINE swiftact_u64x8 swiftact_exponent_field(swiftact_f64x8 x) {
    return swiftact_shifted(x) & 0xfff0000000000000u;
}

SWIFTACT_INLINE swiftact_f64x8 swiftact_exponent(swiftact_f64x8 x) {
    /* The last bits of 2^52 + k are those of k. */
    const swiftact_u64x8 counted = (swiftact_shifted(x) >> 52) | 0x4330000000000000u;
    return (swiftact_f64x8)counted - 0x1.00000000003ffp52;
}

SWIFTACT_INLINE swiftact_f64x8 swiftact_mantissa(swiftact_f64x8 x) {
    return (swiftact_f64x8)((swiftact_u64x8)x - swiftact_exponent_field(x) + 0x3ff0000000000000u);
}

/* 2^-exponent */
SWIFTACT_INLINE swiftact_f64x8 swiftact_inverse_scale(swiftact_f64x8 x) {
    return (swiftact_f64x8)(0x7fe0000000000000u - swiftact_exponent_field(x));
}

typedef uint16_t swiftact_u16x16 __attribute__((ext_vector_type(16)));

/* bfloat16 is the upper half of a float. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_widen_bf16x16(swiftact_u16x16 halves) {
    const swiftact_u32x16 bits = __builtin_convertvector(halves, swiftact_u32x16) << 16;
    swiftact_f32x16 result;
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
}

/* Rounded to even: add just under a half, or a half if odd. NaN gets its quiet bit. */
SWIFTACT_INLINE swiftact_u16x16 swiftact_narrow_bf16x16(swiftact_f32x16 a) {
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
SWIFTACT_INLINE swiftact_f32x16 swiftact_widen_f16x16(swiftact_u16x16 a) {
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

SWIFTACT_INLINE swiftact_u16x16 swiftact_narrow_f16x16(swiftact_f32x16 a) {
    typedef _Float16 halves16 __attribute__((ext_vector_type(16)));
    const halves16 halves = __builtin_convertvector(a, halves16);
    swiftact_u16x16 result;
    __builtin_memcpy(&result, &halves, sizeof result);
    return result;
}
#endif

/* ---- Parts of a vector ---------------------------------------------------- */

#if defined(__AVX2__) && !defined(__AVX512F__)

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
    const uint16_t mask = (uint16_t)((count < 16 ? 1u << count : 0u) - 1);
    result = (swiftact_f32x16)__builtin_ia32_loadups512_mask(from, (vector)result, mask);
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
    __builtin_ia32_storeups512_mask(to, (vector)a, (uint16_t)((count < 16 ? 1u << count : 0u) - 1));
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
    const uint8_t mask = (uint8_t)((count < 8 ? 1u << count : 0u) - 1);
    result = (swiftact_f64x8)__builtin_ia32_loadupd512_mask(from, (vector)result, mask);
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
    __builtin_ia32_storeupd512_mask(to, (vector)a, (uint8_t)((count < 8 ? 1u << count : 0u) - 1));
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

/* ---- Memory ---------------------------------------------------------------- */

/* Asks for bytes that will be used soon, and may lie anywhere. */
SWIFTACT_INLINE void swiftact_prefetch(const void *start, intptr_t size) {
    for (intptr_t i = 0; i < size; i += 64) __builtin_prefetch((const char *)start + i);
}

/* Stores past the cache. `target` is a multiple of 32, `size` of 32 bytes. */
SWIFTACT_INLINE void swiftact_stream(void *target, const void *source, intptr_t size) {
    for (intptr_t i = 0; i < size; i += 32) {
        swiftact_f32x8 bytes;
        __builtin_memcpy(&bytes, (const char *)source + i, 32);
        __builtin_nontemporal_store(bytes, (swiftact_f32x8 *)((char *)target + i));
    }
}

/* Orders what was stored past the cache before whatever follows. */
SWIFTACT_INLINE void swiftact_stream_end(void) {
#if defined(__x86_64__)
    __builtin_ia32_sfence();
#endif
}

#endif

#endif
