/* SPDX-License-Identifier: MIT
 *
 * swiftact: activation functions and their gradients. The public C contract.
 *
 * Two doors lead to the same kernels.
 *
 * 1. By name. For every function of swiftact_catalogue.h, float and double:
 *
 *        swiftact_gelu_f32(x, y, n);                 y[i]  = f(x[i])
 *        swiftact_gelu_grad_f32(x, dx, n);           dx[i] = f'(x[i])
 *        swiftact_gelu_backward_f32(dy, x, dx, n);   dx[i] = dy[i] * f'(x[i])
 *        swiftact_elu_f32(x, y, n, alpha);           parameters come last
 *
 *    and for those of its further lists
 *
 *        swiftact_elu_grad_alpha_f32(x, dalpha, n, alpha);    df(x[i])/dalpha
 *        swiftact_elu_backward_y_f32(dy, y, dx, n, alpha);    from y = f(x)
 *
 *    The last takes f'(x) from the saved output: it is fast, and as exact as y.
 *    Arrays are contiguous; the output may be one of the inputs but must not
 *    overlap one otherwise. The functions never fail and may be called from any
 *    thread. They allocate nothing, except that those of rows longer than 1024
 *    borrow at most 512 KiB, and do without where there is no memory. They may
 *    raise floating-point exception flags.
 *
 * 2. The table, for array libraries: one row per function and pass, with loops
 *    of the shape that NumPy's ufuncs have (any strides, four data types).
 */
#ifndef SWIFTACT_H
#define SWIFTACT_H

#include <stddef.h>
#include <stdint.h>

#include "swiftact_catalogue.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- By name ------------------------------------------------------------ */

#define SWIFTACT_float_NONE
#define SWIFTACT_float_ONE(a) , float a
#define SWIFTACT_float_TWO(a, b) , float a, float b
#define SWIFTACT_double_NONE
#define SWIFTACT_double_ONE(a) , double a
#define SWIFTACT_double_TWO(a, b) , double a, double b

#define SWIFTACT_DECLARE(name, Type, parameters)                                                   \
    void swiftact_##name##_f32(const float *x, float *y, size_t n SWIFTACT_float_##parameters);    \
    void swiftact_##name##_grad_f32(const float *x, float *dx,                                     \
                                    size_t n SWIFTACT_float_##parameters);                         \
    void swiftact_##name##_backward_f32(const float *dy, const float *x, float *dx,                \
                                        size_t n SWIFTACT_float_##parameters);                     \
    void swiftact_##name##_f64(const double *x, double *y, size_t n SWIFTACT_double_##parameters); \
    void swiftact_##name##_grad_f64(const double *x, double *dx,                                   \
                                    size_t n SWIFTACT_double_##parameters);                        \
    void swiftact_##name##_backward_f64(const double *dy, const double *x, double *dx,             \
                                        size_t n SWIFTACT_double_##parameters);

SWIFTACT_ACTIVATIONS(SWIFTACT_DECLARE)

#define SWIFTACT_DECLARE_LEARNABLE(name, Type, parameter)                                   \
    void swiftact_##name##_grad_##parameter##_f32(const float *x, float *slope, size_t n,   \
                                                  float parameter);                         \
    void swiftact_##name##_grad_##parameter##_f64(const double *x, double *slope, size_t n, \
                                                  double parameter);

SWIFTACT_LEARNABLE(SWIFTACT_DECLARE_LEARNABLE)

#define SWIFTACT_DECLARE_FROM_OUTPUT(name, Type, parameters)                             \
    void swiftact_##name##_backward_y_f32(const float *dy, const float *y, float *dx,    \
                                          size_t n SWIFTACT_float_##parameters);         \
    void swiftact_##name##_backward_y_f64(const double *dy, const double *y, double *dx, \
                                          size_t n SWIFTACT_double_##parameters);

SWIFTACT_FROM_OUTPUT(SWIFTACT_DECLARE_FROM_OUTPUT)

/* Gates and losses. A loss has its gradient for x, times a weight for each
 * element, in the same pass:
 *
 *     swiftact_swiglu_f32(gate, value, y, n);          y = silu(gate) * value
 *     swiftact_swiglu_backward_f32(dy, gate, value, dgate, dvalue, n);
 *     swiftact_huber_f32(x, target, loss, n, delta);
 *     swiftact_huber_grad_f32(x, target, weight, loss, dx, n, delta);   */
#define SWIFTACT_PROTOTYPE_GATE(name, real, suffix)                                               \
    void swiftact_##name##_##suffix(const real *gate, const real *value, real *y, size_t n);      \
    void swiftact_##name##_backward_##suffix(const real *dy, const real *gate, const real *value, \
                                             real *dgate, real *dvalue, size_t n);
#define SWIFTACT_DECLARE_GATE(name, Type)     \
    SWIFTACT_PROTOTYPE_GATE(name, float, f32) \
    SWIFTACT_PROTOTYPE_GATE(name, double, f64)
#define SWIFTACT_PROTOTYPE_LOSS(name, real, suffix, parameters)                                 \
    void swiftact_##name##_##suffix(const real *x, const real *target, real *loss,              \
                                    size_t n SWIFTACT_##real##_##parameters);                   \
    void swiftact_##name##_grad_##suffix(const real *x, const real *target, const real *weight, \
                                         real *loss, real *dx,                                  \
                                         size_t n SWIFTACT_##real##_##parameters);
#define SWIFTACT_DECLARE_LOSS(name, Type, parameters)     \
    SWIFTACT_PROTOTYPE_LOSS(name, float, f32, parameters) \
    SWIFTACT_PROTOTYPE_LOSS(name, double, f64, parameters)

SWIFTACT_GATES(SWIFTACT_DECLARE_GATE)
SWIFTACT_LOSSES(SWIFTACT_DECLARE_LOSS)

/* Functions of whole rows: `rows` rows of `columns` elements, one after the other.
 *
 *     swiftact_softmax_f32(x, y, rows, columns, temperature)
 *     swiftact_softmax_backward_f32(dy, x, dx, rows, columns, temperature)
 *     swiftact_logsumexp_f32(x, y, rows, columns)                     y[row]
 *     swiftact_logsumexp_backward_f32(dy, x, dx, rows, columns)       dy[row]
 *
 *     swiftact_cross_entropy_f32(x, labels, loss, rows, columns)      loss[row]
 *     swiftact_cross_entropy_grad_f32(x, labels, weights, loss, dx, rows, columns)
 *     swiftact_cross_entropy_targets_f32(x, targets, labels, label_weights, loss,
 *                                        rows, columns)
 *     swiftact_cross_entropy_targets_grad_f32(x, targets, labels, label_weights,
 *                                             weights, loss, dx, rows, columns)
 *
 * A row's gradient is multiplied by its weight; a negative label stands for none.
 * With targets, the target of the label's class is greater by the label's weight.
 * `_backward_y` takes the saved output in place of x. A negative temperature
 * turns the order of a row around: softmin is softmax at temperature -1. */
#define SWIFTACT_PROTOTYPE_VALUE(name, real) \
    void name(const real *x, real *y, size_t rows, size_t columns, real temperature);
#define SWIFTACT_PROTOTYPE_BACKWARD(name, real)                                     \
    void name(const real *dy, const real *x, real *dx, size_t rows, size_t columns, \
              real temperature);
#define SWIFTACT_PROTOTYPE_TOTAL(name, real) \
    void name(const real *x, real *y, size_t rows, size_t columns);
#define SWIFTACT_PROTOTYPE_TOTAL_BACKWARD(name, real) \
    void name(const real *dy, const real *x, real *dx, size_t rows, size_t columns);
#define SWIFTACT_PROTOTYPE_LABELLED(name, real) \
    void name(const real *x, const intptr_t *labels, real *loss, size_t rows, size_t columns);
#define SWIFTACT_PROTOTYPE_LABELLED_GRAD(name, real)                                            \
    void name(const real *x, const intptr_t *labels, const real *weights, real *loss, real *dx, \
              size_t rows, size_t columns);
#define SWIFTACT_PROTOTYPE_TARGETED(name, real)                           \
    void name(const real *x, const real *targets, const intptr_t *labels, \
              const real *label_weights, real *loss, size_t rows, size_t columns);
#define SWIFTACT_PROTOTYPE_TARGETED_GRAD(name, real)                                             \
    void name(const real *x, const real *targets, const intptr_t *labels,                        \
              const real *label_weights, const real *weights, real *loss, real *dx, size_t rows, \
              size_t columns);
#define SWIFTACT_DECLARE_ROWS(name, Type, shape)             \
    SWIFTACT_PROTOTYPE_##shape(swiftact_##name##_f32, float) \
        SWIFTACT_PROTOTYPE_##shape(swiftact_##name##_f64, double)

SWIFTACT_ROW_FUNCTIONS(SWIFTACT_DECLARE_ROWS)

/* ---- The table ---------------------------------------------------------- */

enum { SWIFTACT_FLOAT16, SWIFTACT_BFLOAT16, SWIFTACT_FLOAT32, SWIFTACT_FLOAT64, SWIFTACT_DTYPES };

/* The instruction sets a table can be compiled for, slowest first. */
enum { SWIFTACT_BASELINE, SWIFTACT_AVX2, SWIFTACT_AVX512, SWIFTACT_INSTRUCTION_SETS };

struct swiftact_body;
struct swiftact_rows;

/* args: one pointer per operand, inputs first. dimensions[0]: elements.
 * steps: bytes from one element to the next, per operand. NumPy's inner loop.
 *
 * Where the kernel has a signature, dimensions[0] counts rows and dimensions[1]
 * the elements of a row; steps has the bytes from row to row, per operand, then
 * those from element to element, per operand that has elements. */
typedef void (*swiftact_loop)(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                              const struct swiftact_body *body);

/* The same with scratch, SWIFTACT_SCRATCH_BYTES of it. Private. */
typedef void (*swiftact_scratch_loop)(char *const *args, const intptr_t *dimensions,
                                      const intptr_t *steps, const struct swiftact_body *body,
                                      void *scratch);

/* The arithmetic alone: `n` elements, a multiple of 16, contiguous operands. An input whose
 * mask is 0 rather than -1 is one element, repeated as often as a block reads at once. Private. */
typedef void (*swiftact_block)(void *const *operands, const intptr_t *masks, intptr_t n);

/* A loop and what it runs; pass the body itself as the loop's last argument. */
typedef struct swiftact_body {
    swiftact_loop loop;
    swiftact_block block;
    int32_t inputs;
    int32_t outputs;
    int32_t flags;                    /* private */
    swiftact_scratch_loop elements;   /* private; without a signature, else NULL */
    const struct swiftact_rows *rows; /* private; with a signature, else NULL */
} swiftact_body;

typedef struct swiftact_kernel {
    const char *name;      /* "gelu", "gelu_grad", "gelu_backward" ... */
    const char *signature; /* of a generalised ufunc, "(n)->(n)"; else NULL */
    int32_t inputs;        /* x, or dy and x; then the parameters */
    int32_t outputs;
    int32_t label; /* the operand of type intptr_t, where there is one; else 0 */
    swiftact_body body[SWIFTACT_DTYPES];
} swiftact_kernel;

/* Runs a body's loop on these arguments: in chunks on several threads if they
 * were asked for, past the cache if the output is far larger than it is. */
void swiftact_run(char *const *args, const intptr_t *dimensions, const intptr_t *steps,
                  const swiftact_body *body);

/* ---- Threads ------------------------------------------------------------ */

/* One, or what the environment variable SWIFTACT_NUM_THREADS says, until set.
 * The results are the same bits for any number. */
int32_t swiftact_num_threads(void);
void swiftact_set_num_threads(int32_t threads);

/* The same for calls from this thread alone; 0 to follow the number of all.
 * Returns what was set before. */
int32_t swiftact_set_num_threads_here(int32_t threads);

/* ---- This build ---------------------------------------------------------- */

/* Changes when a declaration above changes its meaning. */
int32_t swiftact_abi_version(void);

/* The best instruction set of this CPU, or the one that the environment
 * variable SWIFTACT_ISA names, when this CPU runs it. Decided once. */
int32_t swiftact_isa(void);

/* "baseline", "avx2", "avx512"; NULL out of range. */
const char *swiftact_isa_name(int32_t isa);

/* The rows for one instruction set; NULL and a count of 0 when this CPU does
 * not run it. The rows live as long as the process. */
const swiftact_kernel *swiftact_kernels(int32_t isa, int32_t *count);

#ifdef __cplusplus
}
#endif

#endif
