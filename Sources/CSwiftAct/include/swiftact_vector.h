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

/* 1 / x to a twentieth, for a normal x up to 2^125; 0 from 2^127. Exponent and mantissa are
 * both taken off those of one, near enough. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_rough_inverse_f32x16(swiftact_f32x16 x) {
    const swiftact_u32x16 inverse = 0x7ef31000u - (swiftact_u32x16)x;
    return (swiftact_f32x16)(inverse & (swiftact_u32x16)((swiftact_i32x16)inverse > 0));
}

/* x = 2^n m, with 3/4 <= m < 3/2 but for the last bit: -n, and 4 / 2^n, which is a normal
 * number for every n. For x > 0. */
SWIFTACT_INLINE swiftact_u32x16 swiftact_below_octave(swiftact_f32x16 x) {
    return 0x3fbfffffu - (swiftact_u32x16)x;
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_minus_octave(swiftact_f32x16 x) {
    const swiftact_i32x16 n = (swiftact_i32x16)swiftact_below_octave(x) >> 23;
    return __builtin_convertvector(n, swiftact_f32x16);
}

SWIFTACT_INLINE swiftact_f32x16 swiftact_octave_scale(swiftact_f32x16 x) {
    return (swiftact_f32x16)((swiftact_below_octave(x) & 0xff800000u) + 0x40800000u);
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

/* For upper halves to be rounded to even: just under a half is added, or a half if odd. A NaN
 * stays one, for its lower half is 0: it comes from a bfloat16 or is made by an operation. As in
 * float32, one that signals does so still where nothing but comparisons was done to it. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_round_bf16x16(swiftact_f32x16 a) {
    swiftact_u32x16 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    bits += 0x7fff + ((bits >> 16) & 1);
    __builtin_memcpy(&a, &bits, sizeof bits);
    return a;
}

SWIFTACT_INLINE swiftact_u16x16 swiftact_upper_bf16x16(swiftact_f32x16 a) {
    swiftact_u32x16 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    return __builtin_convertvector(bits >> 16, swiftact_u16x16);
}

typedef uint16_t swiftact_u16x32 __attribute__((ext_vector_type(32)));

/* Those of two vectors are picked at once. */
SWIFTACT_INLINE swiftact_u16x32 swiftact_upper_bf16x32(swiftact_f32x16 a, swiftact_f32x16 b) {
    swiftact_u16x32 low, high, result;
    __builtin_memcpy(&low, &a, sizeof low);
    __builtin_memcpy(&high, &b, sizeof high);
    result.lo = low.odd;
    result.hi = high.odd;
    return result;
}

typedef uint32_t swiftact_u32x8 __attribute__((ext_vector_type(8)));

/* The same with the even elements first, then the odd ones: halves of the lanes they share, so
 * that none changes its place. */
SWIFTACT_INLINE swiftact_f32x16 swiftact_widen_apart_bf16x16(swiftact_u16x16 halves) {
    swiftact_u32x8 pairs;
    __builtin_memcpy(&pairs, &halves, sizeof pairs);
    swiftact_u32x16 bits;
    bits.lo = pairs << 16;
    bits.hi = pairs & 0xffff0000u;
    swiftact_f32x16 result;
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
}

SWIFTACT_INLINE swiftact_u16x16 swiftact_upper_apart_bf16x16(swiftact_f32x16 a) {
    swiftact_u32x16 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    const swiftact_u32x8 pairs = bits.lo >> 16 | (bits.hi & 0xffff0000u);
    swiftact_u16x16 result;
    __builtin_memcpy(&result, &pairs, sizeof result);
    return result;
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
