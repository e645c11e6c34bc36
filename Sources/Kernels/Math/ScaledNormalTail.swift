// SPDX-License-Identifier: MIT

/// The tail of the normal distribution without its exponential; it falls only as 1/a:
///
///     R(a) = Φ(-a) e^(a²/2) = leading (1 + correction),  a >= 0
///
/// `Wide`: R = n(a) / d(a), to a relative error of 2^-29, without a correction.
/// `F64`: R = (1 + n(a) / d(a)) / (2 + 9/4 a). The ratio in it is below 0.12 and known to
/// 2^-56: its roundings count for an eighth of what they would in R itself.
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
