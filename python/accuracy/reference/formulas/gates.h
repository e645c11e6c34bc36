/* SPDX-License-Identifier: MIT
 *
 * Functions x g(x). Where f' = g + x g' has a root, its two terms are added by
 * `cancelling_sum`, which knows when too few digits are left.
 */

VALUE(gelu) { return x * normal_cdf(x); }
SLOPE(gelu) { return cancelling_sum(normal_cdf(x), x * normal_pdf(x)); }

static inline real logistic_gate(real x, real k) { return x / (1 + exp(-(k * x))); }
static inline real logistic_gate_slope(real x, real k) {
    return cancelling_sum(1, k * x / (1 + exp(k * x))) / (1 + exp(-(k * x)));
}

VALUE(silu) { return logistic_gate(x, 1); }
SLOPE(silu) { return logistic_gate_slope(x, 1); }

VALUE(swish) { return logistic_gate(x, a); }
SLOPE(swish) { return logistic_gate_slope(x, a); }
PARAMETER_SLOPE(swish) { return x * x / ((1 + exp(-(a * x))) * (1 + exp(a * x))); }

VALUE(quick_gelu) { return logistic_gate(x, 1.702); }
SLOPE(quick_gelu) { return logistic_gate_slope(x, 1.702); }

/* 0.5 (1 + tanh u) is the logistic function of 2u. */
VALUE(gelu_tanh) {
    real u = sqrt(2 / pi) * (x + 0.044715 * x * x * x);
    return x / (1 + exp(-2 * u));
}
SLOPE(gelu_tanh) {
    real u = sqrt(2 / pi) * (x + 0.044715 * x * x * x);
    real slope = sqrt(2 / pi) * (1 + 0.044715 * (3 * x * x));
    return cancelling_sum(1, 2 * x * slope / (1 + exp(2 * u))) / (1 + exp(-2 * u));
}

VALUE(mish) { return x * tanh(softplus(x)); }
SLOPE(mish) {
    real power = 1 + exp(x), twice_cosh = power + 1 / power;
    real gate_slope = 4 / (twice_cosh * twice_cosh) / (1 + exp(-x));
    return cancelling_sum(tanh(softplus(x)), x * gate_slope);
}

VALUE(ztanh) { return x * tanh(x); }
SLOPE(ztanh) { return tanh(x) + x * squared_sech(x); }

VALUE(zsoftplus) { return x * softplus(x); }
SLOPE(zsoftplus) { return cancelling_sum(softplus(x), logistic_gate(x, 1)); }

VALUE(laplace_gate) { return x < 0 ? x * exp(x) / 2 : x * (1 - exp(-x) / 2); }
SLOPE(laplace_gate) { return x < 0 ? exp(x) * (1 + x) / 2 : 1 + exp(-x) * (x - 1) / 2; }

/* Euler's series, every term of one sign, where the difference cancels:
 * atan t - t/(1+t^2) = t/(1+t^2) (2w/3 + 2w/3 4w/5 + ...),  w = t^2/(1+t^2) */
static inline real cauchy_tail(real t) {
    real w = t * t / (1 + t * t), sum = 0;
    for (int k = cauchy_terms; k > 0; k--) sum = 2 * k / (real)(2 * k + 1) * w * (1 + sum);
    return t < 0.25 ? t / (1 + t * t) * sum : atan(t) - t / (1 + t * t);
}

VALUE(cauchy_gate) { return x * (x < 0 ? atan(-1 / x) / pi : 0.5 + atan(x) / pi); }
SLOPE(cauchy_gate) {
    real right = 0.5 + (atan(x) + x / (1 + x * x)) / pi;
    return x < 0 ? cauchy_tail(-1 / x) / pi : right;
}
