/* SPDX-License-Identifier: MIT
 *
 * The references in double: about 2^-44 relative, a few nanoseconds each, for
 * float32 inputs. Infinity says "ask the exact reference".
 */
#include <math.h>

#define PREFIX float64
typedef double real;

/* The vector versions in libmvec; math.h declares them only under -ffast-math,
 * which would also do away with NaN. */
#ifdef SWIFTACT_LIBMVEC
#define VECTORISED __attribute__((simd("notinbranch")))
VECTORISED double atan(double);
VECTORISED double erf(double);
VECTORISED double erfc(double);
VECTORISED double exp(double);
VECTORISED double expm1(double);
VECTORISED double log(double);
VECTORISED double log1p(double);
VECTORISED double tanh(double);
#endif

static const double pi = M_PI;
static const double not_a_number = NAN;
static const double far = -30;
enum { cauchy_terms = 13, mills_terms = 6, excess_terms = 20 };

/* Beyond these bounds no result can be told from 0, 1 or infinity in float32, and
 * vector functions are slow. Variables, for with constants gcc would compute
 * exp(limit) beforehand and then call exp with x after all. 676 is the square of
 * 26, so that Phi and its derivative stop together and gelu' keeps its sign. */
double exp_limit = 676, erfc_limit = 26, tanh_limit = 30;

static inline double bounded(double x, double limit) {
    double above = x < -limit ? -limit : x;
    return above > limit ? limit : above;
}

static inline double bounded_exp(double x) { return exp(bounded(x, exp_limit)); }
static inline double bounded_expm1(double x) { return expm1(bounded(x, exp_limit)); }
static inline double bounded_erf(double x) { return erf(bounded(x, erfc_limit)); }
static inline double bounded_erfc(double x) { return erfc(bounded(x, erfc_limit)); }
static inline double bounded_tanh(double x) { return tanh(bounded(x, tanh_limit)); }

#define exp bounded_exp
#define expm1 bounded_expm1
#define tanh bounded_tanh
#define erf bounded_erf
#define erfc bounded_erfc

static inline double cancelling_sum(double a, double b) {
    double sum = a + b;
    return fabs(sum) < 0x1p-6 * fabs(a) ? INFINITY : sum;
}

#include "reference.h"
