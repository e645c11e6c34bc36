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

#define SWIFTACT_ACTIVATIONS(ACTIVATION)          \
    ACTIVATION(identity,   Identity,  NONE)       \
    ACTIVATION(relu,       ReLU,      NONE)       \
    ACTIVATION(leaky_relu, LeakyReLU, ONE(alpha)) \
    ACTIVATION(elu,        ELU,       ONE(alpha)) \
    ACTIVATION(sigmoid,    Sigmoid,   NONE)       \
    ACTIVATION(tanh,       Tanh,      NONE)       \
    ACTIVATION(gelu,       GELU,      NONE)       \
    ACTIVATION(silu,       SiLU,      NONE)

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
