// SPDX-License-Identifier: MIT
import Foundation
import Testing

@testable import Kernels

/// A derivative in float lanes, and what it should be.
struct SlopeCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let range: ClosedRange<Double>
  /// dy · f′(x)
  let product: @Sendable (F32, F32) -> F32
  let truth: @Sendable (Float80) -> Float80
  /// More than one rounding counts in a `Reciprocal`.
  var bound = 1.3
}

private let slopes = [
  SlopeCase(
    testDescription: "e^x", range: -400...88, product: { $0 * exponentialSlope($1) },
    truth: { Foundation.exp($0) }),
  SlopeCase(
    testDescription: "-0.3 e^x", range: -400...88,
    product: { $0 * exponentialSlope($1).times(-0x1.333334p-2) },
    truth: { -0x1.333334p-2 * Foundation.exp($0) }),
  SlopeCase(
    testDescription: "σ(-x)", range: -1000...1000,
    product: { $0 * logisticSlope(ofNegative: $1) },
    truth: { 1 / (1 + Foundation.exp($0)) }),
  SlopeCase(
    testDescription: "1 / (1 + x)", range: 0...3e38,
    product: {
      let (sum, low) = exactSum(positive: 1.0, $1)
      return $0 * InverseSlope(sum, low: low)
    }, truth: { 1 / (1 + $0) }),
  SlopeCase(
    testDescription: "1 / (1 + x)²", range: 0...3e38, product: { $0 * Softsign.slope($1) },
    truth: { 1 / ((1 + $0) * (1 + $0)) }, bound: 1.6),
  SlopeCase(
    testDescription: "log1p′", range: 0...3e38, product: { $0 * Log1p.slope($1) },
    truth: { 1 / (1 + $0) }, bound: 1.6),
  SlopeCase(
    testDescription: "logit′", range: 1e-25...0.999999, product: { $0 * Logit.slope($1) },
    truth: { 1 / abs($0 * (1 - $0)) }, bound: 1.6),
  SlopeCase(
    testDescription: "σ′", range: -1000...1000, product: { $0 * logisticSlope($1) },
    truth: { 1 / (2 + Foundation.exp($0) + Foundation.exp(-$0)) }, bound: 2),
  SlopeCase(
    testDescription: "tanh′", range: -1000...1000, product: { $0 * hyperbolicTangentSlope($1) },
    truth: { 4 / (2 + Foundation.exp(2 * $0) + Foundation.exp(-2 * $0)) }, bound: 2),
]

private func times(_ dy: Float, _ function: SlopeCase, _ x: Float) -> Float {
  function.product(F32(SIMD16(repeating: dy)), F32(SIMD16(repeating: x))).lanes[9]
}

/// Where f′ is subnormal as well: the product may have more digits than that.
@Test(arguments: slopes)
func productsWithASlopeKeepTheirDigits(_ function: SlopeCase) {
  var generator = SplitMix(state: 5)
  var worst = (ulps: 0.0, x: Float(0), dy: Float(0))
  for sample in stratified(function.range, each: 40) where Double(Float(sample)).isFinite {
    let x = Float(sample)
    let exponent = Int(generator.next() % 80) - 40
    let dy = Float(scalbn(1 + Double(generator.next() >> 41) * 0x1p-23, exponent))
    let truth = Float80(dy) * function.truth(Float80(x))
    let error = ulps(times(dy, function, x), from: truth)
    if error > worst.ulps { worst = (error, x, dy) }
  }
  #expect(worst.ulps <= function.bound, "\(worst.ulps) ulps at \(worst.x), dy \(worst.dy)")
}

@Test(arguments: slopes)
func aSlopeLeavesZeroAndInfinityAlone(_ function: SlopeCase) {
  let sign: Float = function.truth(1) < 0 ? -1 : 1
  for x: Float in [0.1, 0.75, 0.96875, 3, 20] where function.range.contains(Double(x)) {
    #expect(times(.infinity, function, x) == sign * .infinity)
    #expect(times(-.infinity, function, x) == -sign * .infinity)
    #expect(times(0, function, x).bitPattern == (sign * 0).bitPattern)
    #expect(times(-0.0, function, x).bitPattern == (sign * -0.0).bitPattern)
    #expect(times(.nan, function, x).isNaN)
  }
  #expect(times(1, function, .nan).isNaN)
}
