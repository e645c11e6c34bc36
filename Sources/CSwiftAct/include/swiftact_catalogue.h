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
 *
 *     GATE(name, Type)
 *
 * is an activation of one operand times the other, with both gradients in one
 * pass; `Type` is that activation's.
 *
 *     LOSS(name, Type, PARAMETERS)
 *
 * compares a prediction with a target, element by element, with the gradient for
 * the prediction in the same pass: Sources/Kernels/Losses.
 *
 *     ROW_FUNCTION(name, Type, SHAPE)
 *
 * is one pass of a function of whole rows: `Type` is the Swift enum in
 * Sources/Kernels/Rows, and SHAPE tells the operands (swiftact.h).
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

#define SWIFTACT_GATES(GATE) \
    GATE(glu,    Sigmoid)    \
    GATE(swiglu, SiLU)       \
    GATE(geglu,  GELU)       \
    GATE(reglu,  ReLU)

#define SWIFTACT_LOSSES(LOSS)                                    \
    LOSS(bce_with_logits,       BCEWithLogits, ONE(pos_weight))  \
    LOSS(focal,                 FocalLoss,     ONE(gamma))       \
    LOSS(mse_loss,              SquaredError,  NONE)             \
    LOSS(huber,                 Huber,         ONE(delta))       \
    LOSS(smooth_l1,             SmoothL1,      ONE(beta))        \
    LOSS(log_cosh,              LogCosh,       NONE)             \
    LOSS(hinge,                 Hinge,         NONE)             \
    LOSS(kl_div,                KLDivergence,  NONE)             \
    LOSS(kl_div_log_target,     KLDivergenceOfLogs, NONE)

#define SWIFTACT_ROW_FUNCTIONS(ROW_FUNCTION)                                    \
    ROW_FUNCTION(softmax,                Softmax,                VALUE)         \
    ROW_FUNCTION(softmax_backward,       SoftmaxBackward,        BACKWARD)      \
    ROW_FUNCTION(softmax_backward_y,     SoftmaxBackwardOutput,  BACKWARD)      \
    ROW_FUNCTION(log_softmax,            LogSoftmax,             VALUE)         \
    ROW_FUNCTION(log_softmax_backward,   LogSoftmaxBackward,     BACKWARD)      \
    ROW_FUNCTION(log_softmax_backward_y, LogSoftmaxBackwardOutput, BACKWARD)    \
    ROW_FUNCTION(logsumexp,              LogSumExp,              TOTAL)         \
    ROW_FUNCTION(logsumexp_backward,     LogSumExpBackward,      TOTAL_BACKWARD) \
    ROW_FUNCTION(cross_entropy,              CrossEntropy,         LABELLED)      \
    ROW_FUNCTION(cross_entropy_grad,         CrossEntropyGradient, LABELLED_GRAD) \
    ROW_FUNCTION(cross_entropy_targets,      TargetEntropy,        TARGETED)      \
    ROW_FUNCTION(cross_entropy_targets_grad, TargetEntropyGradient, TARGETED_GRAD)

#endif
