// SPDX-License-Identifier: MIT
//
// The normal distribution through its scaled tail, which falls as slowly as 1/a:
//
//   R(a) = Φ(-a) e^(a²/2),  a >= 0
//
// The square a² is not a double; what its rounding leaves out is taken along. The power
// of two of e^(-a²/2) is multiplied in last, so that results below 2^-1022 come out right.

/// R(a) = leading (1 + correction) for a >= 0.
///
/// `Wide`: R = n(a) / (1 + a d(a)), to a relative error of 2^-29, without a correction.
/// `F64`: R = (1 + a n(a) / (1 + a d(a))) / (2 + 9/4 a). The ratio in it is below 0.12 and
/// known to 2^-56: its roundings count for an eighth of what R's would.
struct ScaledNormalTail<V: RealVector> {
  let leading: V
  let correction: V

  /// `low`: what the rounding of a left out.
  @inline(__always)
  init(_ a: V, low: V = 0.0) {
    if V.servesFloat32 {
      // normal_tail_wide.numerator
      let n = polynomial(
        a, 0.49999999946965934, 0.5490305483105634, 0.28910541086420866, 0.08821872751922265,
        0.015620049782470042, 0.0013305290353958026)
      // normal_tail_wide.denominator
      let d = polynomial(
        a, 1.0, 1.895945569555536, 1.5909576795276708, 0.7638207975209282, 0.2244669911687124,
        0.039153655866703836, 0.0033351417038760436)
      leading = n / d
      correction = 0.0
      return
    }
    let square = a * a
    // normal_tail_f64.numerator.odd
    let oddNumerator = polynomial(
      square, 0.32711543919713587, 0.27188470708543827, 0.02575552079924788,
      8.709331159749225e-05, -1.8970015312101196e-05, -9.761065181693446e-08)
    // normal_tail_f64.numerator.even
    let evenNumerator = polynomial(
      square, -4.687580901247225e-18, 0.42992062524871894, 0.10474659103102851,
      0.0036571218314733504, -8.279740687670824e-05, -2.027862380353908e-06)
    // normal_tail_f64.denominator.odd
    let oddDenominator = polynomial(
      square, 2.529812589045297, 2.205675823311218, 0.4142351449171852, 0.023572401802287587,
      0.0003892039017667061, 9.534164546026736e-07)
    // normal_tail_f64.denominator.even
    let evenDenominator = polynomial(
      square, 1.0, 2.999707511750072, 1.1204777094989866, 0.11416744991650778,
      0.003595701857175448, 2.723756803069182e-05)
    let numerator = fma(a, oddNumerator, evenNumerator)
    let denominator = fma(a, oddDenominator, evenDenominator)
    // One division for two reciprocals. That of the base gets its error measured.
    let base = fma(2.25, a, 2.0)
    let baseLow = fma(2.25, low, fma(2.25, a, 2.0 - base))
    let both = 1.0 / (denominator * base)
    leading = denominator * both
    let error = fma(-leading, baseLow, fma(-leading, base, 1.0))
    correction = fma(numerator, base * both, error)
  }

  @inline(__always)
  var value: V { V.servesFloat32 ? leading : fma(leading, correction, leading) }
}

/// e^(-x²/2)
@inline(__always)
private func gaussian<V: RealVector>(_ x: V) -> Exponential<V> {
  let square = x * x
  return Exponential(-0.5 * square, low: V.servesFloat32 ? 0.0 : -0.5 * fma(x, x, -square))
}

/// Beyond this a every result of this file is what it is at infinity.
@inline(__always)
private func bounded<V: RealVector>(_ a: V) -> V { min(40.0, a) }

/// Φ(-a), for a >= 0.
///
/// Error: float32 0.5 ulp, float64 1.5 ulp.
@inline(__always)
func normalTail<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let tail = ScaledNormalTail(a)
  return exponential.times(tail.leading, correction: tail.correction)
}

/// a Φ(-a), for a >= 0.
///
/// Error: float32 0.5 ulp, float64 2 ulp.
@inline(__always)
func normalTailMoment<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let tail = ScaledNormalTail(a)
  return exponential.times(a * tail.leading, correction: tail.correction)
}

/// (a Φ(-a))′ = Φ(-a) - a φ(a), for a >= 0; zero at a = 0.75.
@inline(__always)
func normalTailMomentSlope<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let scaled = fma(a, -0.3989422804014327, ScaledNormalTail(a).value)
  return exponential.times(scaled)
}

/// Φ(x)
///
/// Error: float32 0.5 ulp, float64 1.5 ulp.
@inline(__always)
func normalCDF<V: RealVector>(_ x: V) -> V {
  let tail = normalTail(x.magnitude)
  return select(x > 0.0, 1.0 - tail, tail)
}

/// φ(x) = Φ′(x) = e^(-x²/2) / √(2π)
@inline(__always)
func normalPDF<V: RealVector>(_ x: V) -> V {
  let exponential = gaussian(bounded(x.magnitude))
  return exponential.times(0.3989422804014327)
}

/// log Φ(x) = log R(-x) - x²/2   x < 0
///          = log(1 - Φ(-x))     otherwise
///
/// Error: float32 0.57 ulp, float64 1.5 ulp.
@inline(__always)
func logNormalCDF<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  // R does not change the sum where a is larger than this.
  let scaled = ScaledNormalTail(min(1e10, a))
  let (tail, low) = gaussian(bounded(a)).product(scaled.leading, correction: scaled.correction)
  let isLeft = x < 0.0
  let form = BinaryForm(select(isLeft, scaled.value, 1.0 - tail))
  let scale = form.inverseScale
  let excess = select(isLeft, form.mantissa - 1.0, fma(-tail, scale, scale - 1.0))
  let logarithm = logarithm(exponent: form.exponent, excess: excess)
  if V.servesFloat32 { return select(isLeft, fma(-0.5 * a, a, logarithm), logarithm) }
  // 1 / (1 - Φ(-x)) is near enough to scale (1 - excess) for the last digit.
  let right = fma(low * scale, excess - 1.0, logarithm)
  return select(isLeft, fma(-0.5 * a, a, logarithm), right)
}

/// (log Φ)′(x) = φ(x) / Φ(x), which is 1 / (√(2π) R(-x)) for x < 0.
@inline(__always)
func inverseMillsRatio<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let exponential = gaussian(bounded(a))
  let scaled = ScaledNormalTail(min(1e10, a))
  let tail = exponential.times(scaled.leading, correction: scaled.correction)
  let right = exponential.value
  let isLeft = x < 0.0
  let ratio = select(isLeft, 1.0, right) / select(isLeft, scaled.value, 1.0 - tail)
  // 1 / (√(2π) R(a)) = a (1 + 1/a² - ...)
  return select(x < -1e10, a, ratio * 0.3989422804014327)
}
