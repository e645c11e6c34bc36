/* SPDX-License-Identifier: MIT
 *
 * The identity, the piecewise functions, and those of one exponential on the left.
 */

VALUE(identity) { return x; }
SLOPE(identity) { return 1; }

VALUE(relu) { return x > 0 ? x : 0; }
SLOPE(relu) { return x > 0 ? 1 : 0; }

VALUE(leaky_relu) { return x > 0 ? x : a * x; }
SLOPE(leaky_relu) { return x > 0 ? 1 : a; }
PARAMETER_SLOPE(leaky_relu) { return x > 0 ? 0 : x; }

VALUE(prelu) { return x > 0 ? x : a * x; }
SLOPE(prelu) { return x > 0 ? 1 : a; }
PARAMETER_SLOPE(prelu) { return x > 0 ? 0 : x; }

VALUE(relu6) { return x > 0 ? (x < 6 ? x : 6) : 0; }
SLOPE(relu6) { return x > 0 && x < 6 ? 1 : 0; }

VALUE(squared_relu) { return x > 0 ? x * x : 0; }
SLOPE(squared_relu) { return x > 0 ? 2 * x : 0; }

VALUE(elu) { return x > 0 ? x : a * expm1(x); }
SLOPE(elu) { return x > 0 ? 1 : a * exp(x); }
PARAMETER_SLOPE(elu) { return x > 0 ? 0 : expm1(x); }

static const double selu_scale = 1.0507009873554805, selu_alpha = 1.6732632423543772;
VALUE(selu) { return selu_scale * (x > 0 ? x : selu_alpha * expm1(x)); }
SLOPE(selu) { return x > 0 ? selu_scale : selu_scale * (selu_alpha * exp(x)); }

VALUE(celu) { return x > 0 ? x : a * expm1(x / a); }
SLOPE(celu) { return x > 0 ? 1 : exp(x / a); }

/* e^u (1 - u) - 1, where it cancels as -e^u (e^-u - 1 + u), a series of one sign. */
PARAMETER_SLOPE(celu) {
    real u = x / a, sum = 0;
    for (int k = excess_terms; k > 2; k--) sum = -u * ((real)1 / k) * (1 + sum);
    real series = -exp(u) * (u * u / 2 * (1 + sum));
    return x > 0 ? 0 : (u > -1 ? series : expm1(u) - u * exp(u));
}

VALUE(softshrink) { return x > a ? x - a : (x < -a ? x + a : 0); }
SLOPE(softshrink) { return x > a || x < -a ? 1 : 0; }

VALUE(hardshrink) { return x > a || x < -a ? x : 0; }
SLOPE(hardshrink) { return x > a || x < -a ? 1 : 0; }

VALUE(threshold) { return x > a ? x : b; }
SLOPE(threshold) { return x > a ? 1 : 0; }

VALUE(thresholded_relu) { return x > a ? x : 0; }
SLOPE(thresholded_relu) { return x > a ? 1 : 0; }

VALUE(hard_tanh) { return x < a ? a : (x > b ? b : x); }
SLOPE(hard_tanh) { return x > a && x < b ? 1 : 0; }

VALUE(hard_sigmoid) { return x > -3 ? (x < 3 ? (x + 3) / 6 : 1) : 0; }
SLOPE(hard_sigmoid) { return x > -3 && x < 3 ? (real)1 / 6 : 0; }

VALUE(hard_swish) { return x > -3 ? (x < 3 ? x * (x + 3) / 6 : x) : 0; }
SLOPE(hard_swish) { return x > -3 ? (x < 3 ? (2 * x + 3) / 6 : 1) : 0; }

VALUE(sparse_sigmoid) { return x > -1 ? (x < 1 ? (x + 1) / 2 : 1) : 0; }
SLOPE(sparse_sigmoid) { return x > -1 && x < 1 ? 0.5 : 0; }

VALUE(sparse_plus) { return x > -1 ? (x < 1 ? (x + 1) * (x + 1) / 4 : x) : 0; }
SLOPE(sparse_plus) { return x > -1 ? (x < 1 ? (x + 1) / 2 : 1) : 0; }
