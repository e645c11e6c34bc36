/* SPDX-License-Identifier: MIT
 *
 * Functions that level off, and their integrals.
 */

VALUE(sigmoid) { return 1 / (1 + exp(-x)); }
SLOPE(sigmoid) { return 1 / ((1 + exp(-x)) * (1 + exp(x))); }

VALUE(tanh) { return tanh(x); }
SLOPE(tanh) { return squared_sech(x); }

VALUE(log_sigmoid) { return -softplus(-x); }
SLOPE(log_sigmoid) { return 1 / (1 + exp(x)); }

VALUE(softplus) { return softplus(a * x) / a; }
SLOPE(softplus) { return 1 / (1 + exp(-(a * x))); }

/* (v s(v) - softplus(v)) / a^2 with v = a x is minus the entropy of s(v) over a^2. */
PARAMETER_SLOPE(softplus) {
    real v = a * x;
    real entropy = softplus(-v) / (1 + exp(-v)) + softplus(v) / (1 + exp(v));
    return -entropy / (a * a);
}

/* The conjugate form where the sum cancels. */
VALUE(squareplus) {
    real root = sqrt(x * x + a);
    return (x < 0 ? a / (root - x) : root + x) / 2;
}
SLOPE(squareplus) {
    real root = sqrt(x * x + a);
    return (x < 0 ? a / (root * (root - x)) : 1 + x / root) / 2;
}
PARAMETER_SLOPE(squareplus) { return 1 / (4 * sqrt(x * x + a)); }

VALUE(softsign) { return x / (1 + fabs(x)); }
SLOPE(softsign) { return 1 / ((1 + fabs(x)) * (1 + fabs(x))); }

/* x cosh x - sinh x = sum over k of 2k x^(2k+1) / (2k+1)!, every term of one sign. */
VALUE(tanhshrink) {
    real sum = 0, square = x * x;
    for (int k = 17; k > 0; k--) sum = square * (sum + 2 * k * inverse_factorial[2 * k + 1]);
    real cosh = (exp(x) + exp(-x)) / 2;
    return fabs(x) < 1 ? x * sum / cosh : x - tanh(x);
}
SLOPE(tanhshrink) { return tanh(x) * tanh(x); }

VALUE(logit) {
    real odds = x / (1 - x), middle = log1p((2 * x - 1) / (1 - x));
    return x > 0.25 && x < 0.75 ? middle : log(odds);
}
SLOPE(logit) { return x < 0 || x > 1 ? not_a_number : 1 / (fabs(x) * (1 - x)); }
