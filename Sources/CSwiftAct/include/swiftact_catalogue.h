/* SPDX-License-Identifier: MIT
 *
 * The one list of swiftact. A line here is a function everywhere: its C
 * prototypes (swiftact.h), its rows of the table (table.c), its kernels for
 * every instruction set and its exported symbols (both written at build time
 * by Sources/CatalogueTool, which reads this file), its NumPy ufuncs.
 *
 *     ACTIVATION(name, Type, PARAMETERS)
 *
 * `Type` is the Swift enum in Sources/Kernels/Activations/Type.swift, and
 * PARAMETERS is NONE, ONE(alpha) or TWO(minimum, maximum).
 */
#ifndef SWIFTACT_CATALOGUE_H
#define SWIFTACT_CATALOGUE_H

#define SWIFTACT_ACTIVATIONS(ACTIVATION)                                 \
    ACTIVATION(identity,         Identity,        NONE)                  \
    ACTIVATION(relu,             ReLU,            NONE)                  \
    ACTIVATION(relu6,            ReLU6,           NONE)                  \
    ACTIVATION(leaky_relu,       LeakyReLU,       ONE(alpha))            \
    ACTIVATION(prelu,            LeakyReLU,       ONE(alpha))            \
    ACTIVATION(squared_relu,     SquaredReLU,     NONE)                  \
    ACTIVATION(threshold,        Threshold,       TWO(threshold, value)) \
    ACTIVATION(thresholded_relu, ThresholdedReLU, ONE(alpha))            \
    ACTIVATION(elu,              ELU,             ONE(alpha))            \
    ACTIVATION(selu,             SELU,            NONE)                  \
    ACTIVATION(celu,             CELU,            ONE(alpha))            \
    ACTIVATION(softplus,         Softplus,        ONE(beta))             \
    ACTIVATION(squareplus,       Squareplus,      ONE(b))                \
    ACTIVATION(sparse_plus,      SparsePlus,      NONE)                  \
    ACTIVATION(sigmoid,          Sigmoid,         NONE)                  \
    ACTIVATION(log_sigmoid,      LogSigmoid,      NONE)                  \
    ACTIVATION(logit,            Logit,           NONE)                  \
    ACTIVATION(hard_sigmoid,     HardSigmoid,     NONE)                  \
    ACTIVATION(sparse_sigmoid,   SparseSigmoid,   NONE)                  \
    ACTIVATION(tanh,             Tanh,            NONE)                  \
    ACTIVATION(hard_tanh,        HardTanh,        TWO(minimum, maximum)) \
    ACTIVATION(softsign,         Softsign,        NONE)                  \
    ACTIVATION(tanhshrink,       TanhShrink,      NONE)                  \
    ACTIVATION(softshrink,       SoftShrink,      ONE(lambd))            \
    ACTIVATION(hardshrink,       HardShrink,      ONE(lambd))            \
    ACTIVATION(gelu,             GELU,            NONE)                  \
    ACTIVATION(gelu_tanh,        GELUTanh,        NONE)                  \
    ACTIVATION(quick_gelu,       QuickGELU,       NONE)                  \
    ACTIVATION(silu,             SiLU,            NONE)                  \
    ACTIVATION(swish,            Swish,           ONE(beta))             \
    ACTIVATION(hard_swish,       HardSwish,       NONE)                  \
    ACTIVATION(mish,             Mish,            NONE)                  \
    ACTIVATION(laplace_gate,     LaplaceGate,     NONE)                  \
    ACTIVATION(cauchy_gate,      CauchyGate,      NONE)                  \
    ACTIVATION(ztanh,            ZTanh,           NONE)                  \
    ACTIVATION(zsoftplus,        ZSoftplus,       NONE)                  \
    ACTIVATION(exp,              NaturalExp,      NONE)                  \
    ACTIVATION(expm1,            Expm1,           NONE)                  \
    ACTIVATION(log1p,            Log1p,           NONE)                  \
    ACTIVATION(erf,              ErrorFunction,   NONE)                  \
    ACTIVATION(erfc,             ErrorComplement, NONE)                  \
    ACTIVATION(ndtr,             NormalCDF,       NONE)                  \
    ACTIVATION(log_ndtr,         LogNormalCDF,    NONE)

/* Those whose parameter can be learned: `Type.parameterSlope`, df/dparameter.
 *
 *     LEARNABLE(name, Type, parameter)
 */
#define SWIFTACT_LEARNABLE(LEARNABLE)                   \
    LEARNABLE(leaky_relu,       LeakyReLU,       alpha) \
    LEARNABLE(prelu,            LeakyReLU,       alpha) \
    LEARNABLE(elu,              ELU,             alpha) \
    LEARNABLE(celu,             CELU,            alpha) \
    LEARNABLE(softplus,         Softplus,        beta)  \
    LEARNABLE(squareplus,       Squareplus,      b)     \
    LEARNABLE(swish,            Swish,           beta)

/* Those whose derivative is a function of their output: `Type.slopeFromOutput`.
 *
 *     FROM_OUTPUT(name, Type, PARAMETERS)
 */
#define SWIFTACT_FROM_OUTPUT(FROM_OUTPUT)                                 \
    FROM_OUTPUT(relu,             ReLU,            NONE)                  \
    FROM_OUTPUT(relu6,            ReLU6,           NONE)                  \
    FROM_OUTPUT(leaky_relu,       LeakyReLU,       ONE(alpha))            \
    FROM_OUTPUT(prelu,            LeakyReLU,       ONE(alpha))            \
    FROM_OUTPUT(elu,              ELU,             ONE(alpha))            \
    FROM_OUTPUT(selu,             SELU,            NONE)                  \
    FROM_OUTPUT(celu,             CELU,            ONE(alpha))            \
    FROM_OUTPUT(softplus,         Softplus,        ONE(beta))             \
    FROM_OUTPUT(sigmoid,          Sigmoid,         NONE)                  \
    FROM_OUTPUT(log_sigmoid,      LogSigmoid,      NONE)                  \
    FROM_OUTPUT(hard_sigmoid,     HardSigmoid,     NONE)                  \
    FROM_OUTPUT(tanh,             Tanh,            NONE)                  \
    FROM_OUTPUT(hard_tanh,        HardTanh,        TWO(minimum, maximum)) \
    FROM_OUTPUT(exp,              NaturalExp,      NONE)

#endif
