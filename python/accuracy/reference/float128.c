/* SPDX-License-Identifier: MIT
 *
 * The references in binary128: at least 2^-90 relative, a microsecond each.
 */
#include <quadmath.h>

#define PREFIX float128
typedef __float128 real;

static const real pi = M_PIq;
#define not_a_number ((real)__builtin_nan(""))
static const double far = -120;
enum { cauchy_terms = 30, mills_terms = 12, excess_terms = 34 };

#define atan atanq
#define erf erfq
#define erfc erfcq
#define exp expq
#define expm1 expm1q
#define fabs fabsq
#define log logq
#define log1p log1pq
#define sqrt sqrtq
#define tanh tanhq

static inline real cancelling_sum(real a, real b) { return a + b; }

#include "reference.h"
