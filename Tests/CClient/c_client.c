/* SPDX-License-Identifier: MIT
 *
 * What a C program does: calls functions by name, walks the table.
 */
#include "c_client.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <swiftact.h>

static int failures;

static void expect(const char *what, double got, double expected) {
    if (fabs(got - expected) <= 1e-6 * fabs(expected)) return;
    printf("%s: got %.9g, expected %.9g\n", what, got, expected);
    failures++;
}

static void by_name(void) {
    float x[] = {-2, -1, 0, 1, 2};
    const float dy[] = {3, 3, 3, 3, 3};
    float y[5];
    swiftact_sigmoid_f32(x, y, 5);
    expect("sigmoid(-2)", y[0], 1 / (1 + exp(2)));
    swiftact_elu_f32(x, y, 5, 0.5f);
    expect("elu(-1, 0.5)", y[1], 0.5 * expm1(-1));
    swiftact_tanh_backward_f32(dy, x, y, 5);
    expect("3 tanh'(1)", y[3], 3 / (cosh(1) * cosh(1)));
    swiftact_leaky_relu_f32(x, x, 5, 0.25f);
    expect("leaky_relu(-2) in place", x[0], -0.5);

    const double far = 40;
    double slope;
    swiftact_sigmoid_grad_f64(&far, &slope, 1);
    expect("sigmoid'(40)", slope, exp(-40));
    swiftact_sigmoid_grad_f64(&far, &slope, 0);
}

static void by_table(void) {
    int32_t count;
    const swiftact_kernel *kernels = swiftact_kernels(swiftact_isa(), &count);
    for (int32_t row = 0; row < count; row++) {
        if (strcmp(kernels[row].name, "tanh") != 0) continue;
        const swiftact_body *body = &kernels[row].body[SWIFTACT_FLOAT64];
        double x[] = {1, -9, 2, -9}, y[2];
        char *const args[] = {(char *)x, (char *)y};
        const intptr_t n = 2, steps[] = {2 * sizeof *x, sizeof *y};
        body->loop(args, &n, steps, body);
        expect("tanh(1) by stride", y[0], tanh(1));
        expect("tanh(2) by stride", y[1], tanh(2));
        return;
    }
    expect("rows named tanh", 0, 1);
}

int c_client_failures(void) {
    failures = 0;
    by_name();
    by_table();
    expect("ABI version", swiftact_abi_version(), 1);
    return failures;
}
