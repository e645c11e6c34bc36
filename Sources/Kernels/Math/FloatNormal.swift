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

/// a Φ(-a) = a e^(-a²/2) (1 + d(a)) / b(a),  b = 1.84375 + 2.21875 a, for a >= 0.
///
/// |d| is at most a tenth, so its roundings count little; what those of a², b and the
/// products leave out is carried along. One inverse serves b and the denominator of d.
///
/// Error: 0.93 ulp.
@inline(__always)
func normalTailMoment<V: FloatVector>(_ a: V) -> V {
  let a = min(14.5, a)
  let square = a * a
  let base = fma(2.21875, a, 1.84375)
  let baseLow = fma(2.21875, a, 1.84375 - base)
  // normal_tail_float.denominator
  let denominator = polynomial(
    a, 1.0, 1.7021442651748657, 1.246232032775879, 0.49884238839149475, 0.11175918579101562,
    0.012041809968650341)
  // normal_tail_float.numerator
  let numerator = polynomial(
    a, -0.078125, 0.24084533751010895, 0.11472342908382416, 0.01434926874935627,
    -0.003981773741543293, -0.0013828923692926764)
  let both = 1.0 / (denominator * base)
  let inverse = denominator * both
  let excess = numerator * (base * both)
  // 2^64 is held back from a subnormal result.
  let gaussian = FloatExponential(-0.5 * square, low: 0.5 * fma(-a, a, square), shift: 64.0)
  // e^r (1 + d) = 1 + rise + riseLow
  let part = fma(excess, 1.0 + gaussian.rise, gaussian.small)
  let rise = gaussian.reduced + part
  let riseLow = part - (rise - gaussian.reduced)
  let scale = a * gaussian.power
  let top = fma(scale, rise, scale)
  let topLow = fma(scale, riseLow, fma(scale, rise, scale - top))
  let first = top * inverse
  let missing = fma(-first, baseLow, fma(-first, base, top)) + topLow
  return fma(missing, inverse, first) * 0x1p-64
}
