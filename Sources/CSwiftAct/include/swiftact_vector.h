/* SPDX-License-Identifier: MIT
 *
 * The one vector operation that Swift cannot say: its `addingProduct` works lane
 * by lane and leaves it to the optimiser to find the vector again, which it does
 * in short functions only.
 */
#ifndef SWIFTACT_VECTOR_H
#define SWIFTACT_VECTOR_H

#ifdef __clang__

typedef double swiftact_f64x8 __attribute__((ext_vector_type(8)));

/* a b + c, rounded once. */
static inline __attribute__((always_inline)) swiftact_f64x8 swiftact_fma_f64x8(
    swiftact_f64x8 a, swiftact_f64x8 b, swiftact_f64x8 c) {
    return __builtin_elementwise_fma(a, b, c);
}

#endif

#endif
