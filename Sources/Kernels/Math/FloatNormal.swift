// SPDX-License-Identifier: MIT
//
// The normal distribution in float lanes.

/// erf(x) = x + x p(x²)       |x| < 0.85
///        = 1 - q(|x| - ⅞)²   otherwise, without an exponential
///
/// The square loses nothing to the last subtraction.
///
/// Error: 0.87 ulp.
@inline(__always)
func erf<V: FloatVector>(_ x: V) -> V {
  let a = x.magnitude
  let small = fma(a, tail(a * a), a)
  let root = complementRoot(min(3.95, a) - 0.875)
  return select(a < 0.85, small, fma(-root, root, 1.0)).withSign(of: x)
}

@inline(__always)
private func tail<V: FloatVector>(_ square: V) -> V {
  // erf_float
  polynomial(
    square, 0.12837916612625122, -0.37612590193748474, 0.11282864958047867,
    -0.026807287707924843, 0.0050577037036418915, -0.0006348518654704094)
}

/// √erfc(b + ⅞) for -0.035 <= b <= 3.075, so that its square has an error of 2^-28.
@inline(__always)
private func complementRoot<V: FloatVector>(_ b: V) -> V {
  // erfc_root_float
  chainedPolynomial(
    b, 0.46467724442481995, -0.5646339058876038, 0.15100570023059845, 0.08354533463716507,
    -0.044241778552532196, -0.007575165946036577, 0.006546510383486748, 0.0017865520203486085,
    -0.0022422142792493105, 0.0007351036183536053, -0.00011195262050023302,
    6.843002665846143e-06)
}

/// factor e^(-a²/2) R(a),  R(a) = (1 + d(a)) / b(a),  b = 1.84375 + 2.21875 a, for a >= 0.
@inline(__always)
private func normalTail<V: FloatVector>(_ a: V, times factor: V) -> V {
  let square = a * a
  let base = fma(2.21875, a, 1.84375)
  // normal_tail_float.denominator
  let denominator = polynomial(
    a, 1.0, 1.7021442651748657, 1.246232032775879, 0.49884238839149475, 0.11175918579101562,
    0.012041809968650341)
  // normal_tail_float.numerator
  let numerator = polynomial(
    a, -0.078125, 0.24084533751010895, 0.11472342908382416, 0.01434926874935627,
    -0.003981773741543293, -0.0013828923692926764)
  return gaussian(
    times: factor, -0.5 * square, low: 0.5 * fma(-a, a, square), over: base,
    low: fma(2.21875, a, 1.84375 - base), excess: numerator, over: denominator)
}

/// e^-a² (1 + d(a)) / b(a),  b = 0.9375 + 1.5625 a, for a >= 0.
@inline(__always)
private func complement<V: FloatVector>(_ a: V) -> V {
  let square = a * a
  let base = fma(1.5625, a, 0.9375)
  // erfc_float.denominator
  let denominator = polynomial(
    a, 1.0, 2.407776355743408, 2.493685722351074, 1.412118911743164,
    0.44759297370910645, 0.06826867163181305)
  // erfc_float.numerator
  let numerator = polynomial(
    a, -0.0625, 0.35415878891944885, 0.23361647129058838, 0.039646655321121216,
    -0.016925541684031487, -0.008086279965937138)
  return gaussian(
    times: 1.0, -square, low: fma(-a, a, square), over: base,
    low: fma(1.5625, a, 0.9375 - base), excess: numerator, over: denominator)
}

/// factor e^(v + vLow) (1 + numerator / denominator) / (base + baseLow)
///
/// The excess is at most an eighth, so its roundings count little; what those of v, the base
/// and the products leave out is carried along. One inverse serves both denominators.
#if SWIFTACT_FMA
  @inline(__always)
#else
  @inline(never)
#endif
private func gaussian<V: FloatVector>(
  times factor: V, _ v: V, low vLow: V, over base: V, low baseLow: V, excess numerator: V,
  over denominator: V
) -> V {
  let both = 1.0 / (denominator * base)
  let inverse = denominator * both
  let excess = numerator * (base * both)
  // 2^64 is held back from a subnormal result.
  let gaussian = FloatExponential(v, low: vLow, shift: 64.0)
  // e^r (1 + excess) = 1 + rise + riseLow
  let part = fma(excess, 1.0 + gaussian.rise, gaussian.small)
  let rise = gaussian.reduced + part
  let riseLow = part - (rise - gaussian.reduced)
  let scale = factor * gaussian.power
  let top = fma(scale, rise, scale)
  let topLow = fma(scale, riseLow, fma(scale, rise, scale - top))
  let first = top * inverse
  let missing = fma(-first, baseLow, fma(-first, base, top)) + topLow
  return fma(missing, inverse, first) * 0x1p-64
}

/// a Φ(-a), for a >= 0.
///
/// Error: 0.93 ulp.
@inline(__always)
func normalTailMoment<V: FloatVector>(_ a: V) -> V {
  let a = min(14.5, a)
  return normalTail(a, times: a)
}

/// Φ(x)
///
/// Error: 0.98 ulp.
@inline(__always)
func normalCDF<V: FloatVector>(_ x: V) -> V {
  let tail = normalTail(min(14.5, x.magnitude), times: 1.0)
  return select(x > 0.0, 1.0 - tail, tail)
}

/// erfc(x) = 1 - erf(x)
///
/// Error: 0.94 ulp.
@inline(__always)
func erfc<V: FloatVector>(_ x: V) -> V {
  let tail = complement(min(10.25, x.magnitude))
  return select(x > 0.0, tail, 2.0 - tail)
}
