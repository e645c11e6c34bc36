// SPDX-License-Identifier: MIT
//
// Logarithms in float lanes, without a quotient.

/// log(1 + x) = n ln2 + log(1 + f),  1 + x = 2^n (1 + f),  -¼ <= f < ½
///
/// Four times everything, because 2^-n alone may be subnormal. In this interval f is
/// exact but next to ½; n times the first 16 bits of ln2 is.
///
/// Error: 0.90 ulp.
@inline(__always)
func log1p<V: FloatVector>(_ x: V) -> V {
  let (minusN, scale) = (1.0 + x).octave
  let f = fma(x, scale, -(4.0 - scale))
  let sum = fma(minusN, -0x1.62e4p+1, f)
  let lost = fma(minusN, 0x1.62e4p+1, sum) - f
  let low = fma(minusN, -0x1.7f7d1cp-18, -lost)
  let inside = 0.25 * (sum + fma(f * f, excessTail(f), low))
  let outside: V = select(x == -1.0, -V.infinity, V.nan)
  return select(x < V.infinity, select(x > -1.0, inside, outside), x)
}

/// p in 4 log(1 + f/4) = f + f² p(f), where its error is 2^-27.
@inline(__always)
private func excessTail<V: FloatVector>(_ f: V) -> V {
  // log1p_float
  let tail = polynomial(
    f, -0.003906267043603758, 0.0007808923597064547, -0.0001625674821828531,
    3.534606062679866e-05, -8.03454155535115e-06, 1.5978457145405764e-06,
    -1.7220938929809012e-07)
  return fma(f, fma(f, tail, 0.02083340659737587), -0.125)
}

/// log(p / (1 - p)) = 2 atanh(t), t = 2 p - 1   |t| < ½
///                  = ±(log m - log(1 - m))     otherwise
///
/// where m is the smaller of p and 1 - p, and log m as above. t and m are exact where they
/// are used.
///
/// Error: 0.80 ulp.
@inline(__always)
func logit<V: FloatVector>(_ p: V) -> V {
  let t = fma(2.0, p, -1.0)
  let square = t * t
  let near = fma(t * square, inverseTangentTail(square), t + t)
  let m = min(p, 1.0 - p)
  // 2^-n would overflow for the smallest.
  let isTiny = m < 0x1p-64
  let lifted = select(isTiny, m * 0x1p64, m)
  let (minusLifted, scale) = lifted.octave
  let minusN = minusLifted + select(isTiny, 64.0, 0.0)
  let f = fma(lifted, scale, -4.0)
  let sum = fma(minusN, -0x1.62e4p+1, f)
  let lost = fma(minusN, 0x1.62e4p+1, sum) - f
  let low = fma(minusN, -0x1.7f7d1cp-18, -lost)
  let four = 4.0 * m
  let small = fma(f * f, quarterTail(f), low) + fma(four * m, complementTail(m), four)
  let far = (0.25 * (sum + small)).withSign(of: t)
  let inside = select(t.magnitude < 0.5, near, far)
  return select(m > 0.0, inside, select(m == 0.0, V.infinity.withSign(of: t), V.nan))
}

/// p in 4 log(1 + f/4) = f + f² p(f), where the error of the whole is 2^-25.
@inline(__always)
private func quarterTail<V: FloatVector>(_ f: V) -> V {
  // logarithm_float
  polynomial(
    f, -0.12500031292438507, 0.02083340846002102, -0.003904733806848526, 0.0007803761982358992,
    -0.00016474295989610255, 3.666999691631645e-05, -7.239000751724234e-06,
    7.83429925377277e-07)
}

/// p in -log(1 - m) = m + m² p(m) for m <= ¼, where its error counts little.
@inline(__always)
private func complementTail<V: FloatVector>(_ m: V) -> V {
  // log_complement_float
  polynomial(
    m, 0.5000293850898743, 0.33229002356529236, 0.2635011076927185, 0.12014204263687134,
    0.3750883638858795)
}

/// p in 2 atanh(t) = 2 t + t³ p(t²) for |t| < ½.
@inline(__always)
private func inverseTangentTail<V: FloatVector>(_ square: V) -> V {
  // atanh_float
  polynomial(
    square, 0.6666660308837891, 0.400049090385437, 0.2844747006893158, 0.23633910715579987,
    0.10315655916929245, 0.3528411090373993)
}

/// log σ(x) = -log(1 + e^-x), for |x| > 1.04 by z = e^-|x|:
///
///     log(1 + z) = z + z² p(z)
///     log(1 + e^-x) = ln2 - x/2 + x² q(x²)
///
/// Error: 0.95 ulp.
@inline(__always)
func logLogistic<V: FloatVector>(_ x: V) -> V {
  let v = -x.magnitude
  // 2^64 is held back from a subnormal result.
  let decay = FloatExponential(max(-105.0, v), shift: 64.0)
  let power = decay.power
  let scale = power * 0x1p-64
  let z = fma(scale, decay.rise, scale)
  // z e^r, with the power of two of one z alone.
  let product = fma(z, decay.rise, z)
  let rise = decay.reduced + fma(product, unitTail(z), decay.small)
  let far = fma(fma(power, rise, power), -0x1p-64, min(0.0, x))
  // ln2 in two parts: the first one for the sum with x/2, which is done exactly.
  let sum = fma(x, 0.5, -0x1.72e4p-1)
  let low = fma(x, 0.5, -0x1.72e4p-1 - sum)
  let near = sum - (fma(x, x * evenTail(x * x), -0x1.fffa02p-6) - low)
  return select(v > -1.04, near, far)
}

/// p(z) = (log(1 + z) - z) / z² for z <= e^-1.04.
@inline(__always)
private func unitTail<V: FloatVector>(_ z: V) -> V {
  // softplus_far_float
  polynomial(
    z, -0.4999992549419403, 0.33329129219055176, -0.24920053780078888, 0.19285504625660654,
    -0.1328660199644746, 0.05523083689477934)
}

/// q(x²) = (log(1 + e^-x) - ln2 + x/2) / x² for |x| <= 1.04.
@inline(__always)
private func evenTail<V: FloatVector>(_ square: V) -> V {
  // softplus_near_float
  polynomial(
    square, 0.125, -0.005208301733208801, 0.00034701703817104345, -2.588376197910439e-05,
    1.6752674976047451e-06)
}
