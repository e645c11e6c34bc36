/* SPDX-License-Identifier: MIT
 *
 * The CPU's floating-point exception flags, from which NumPy makes its warnings.
 *
 * Kernels evaluate both arms of every choice, so the flags they leave mean nothing:
 * put back the ones that were there. Reading the register costs a nanosecond, where
 * feclearexcept also resets the x87 unit and costs eighty.
 */
#ifndef SWIFTACT_FLOATING_POINT_H
#define SWIFTACT_FLOATING_POINT_H

#if defined(__SSE2__)
#include <xmmintrin.h>

typedef unsigned int floating_point_flags;

static inline floating_point_flags floating_point_save(void) { return _mm_getcsr(); }

static inline void floating_point_restore(floating_point_flags flags) {
    if (_mm_getcsr() != flags) _mm_setcsr(flags);
}
#else
#include <fenv.h>

typedef fexcept_t floating_point_flags;

static inline floating_point_flags floating_point_save(void) {
    fexcept_t flags;
    fegetexceptflag(&flags, FE_ALL_EXCEPT);
    return flags;
}

static inline void floating_point_restore(floating_point_flags flags) {
    fesetexceptflag(&flags, FE_ALL_EXCEPT);
}
#endif

#endif
