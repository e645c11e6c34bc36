// SPDX-License-Identifier: MIT
import Foundation
import Testing

@testable import Kernels

/// An elementary function in both precisions and, where there is one, in float lanes;
/// what it should give, and how far from it each may be.
struct MathCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let range: ClosedRange<Double>
  let wide: @Sendable (Wide) -> Wide
  let full: @Sendable (F64) -> F64
  var single: (@Sendable (F32) -> F32)?
  let truth: @Sendable (Float80) -> Float80
  var floatUlps = 0.52
  let doubleUlps: Double
}

let mathCases = [
  MathCase(
    testDescription: "exp", range: -745...709, wide: { Kernels.exp($0) },
    full: { Kernels.exp($0) }, single: { Kernels.exp($0) },
    truth: { Foundation.exp($0) }, floatUlps: 0.56,
    doubleUlps: 0.6),
  MathCase(
    testDescription: "expm1", range: -700...44, wide: { expm1Bounded($0) },
    full: { expm1Bounded($0) }, single: { Kernels.expm1($0) },
    truth: { Foundation.expm1($0) }, doubleUlps: 1.1),
  MathCase(
    testDescription: "logistic", range: -745...745, wide: { logistic($0) },
    full: { logistic($0) }, single: { logistic($0) }, truth: { 1 / (1 + Foundation.exp(-$0)) },
    floatUlps: 0.56,
    doubleUlps: 1.9),
  MathCase(
    testDescription: "tanh", range: -400...400, wide: { hyperbolicTangent($0) },
    full: { hyperbolicTangent($0) }, single: { hyperbolicTangent($0) },
    truth: { Foundation.tanh($0) }, doubleUlps: 1.9),
  MathCase(
    testDescription: "tanh′", range: -372...372, wide: { hyperbolicTangentSlope($0) },
    full: { hyperbolicTangentSlope($0) },
    truth: { 1 / (Foundation.cosh($0) * Foundation.cosh($0)) }, floatUlps: 0.62, doubleUlps: 4),
  MathCase(
    testDescription: "log1p", range: -1...1e300, wide: { Kernels.log1p($0) },
    full: { Kernels.log1p($0) }, single: { Kernels.log1p($0) },
    truth: { Foundation.log1p($0) }, floatUlps: 0.53, doubleUlps: 1.5),
  MathCase(
    testDescription: "log σ", range: -745...745, wide: { -log1pExp(-$0) },
    full: { -log1pExp(-$0) }, single: { logLogistic($0) },
    truth: { -Foundation.log1p(Foundation.exp(-$0)) }, floatUlps: 0.56, doubleUlps: 1.9),
  MathCase(
    testDescription: "erf", range: -30...30, wide: { Kernels.erf($0) },
    full: { Kernels.erf($0) }, single: { Kernels.erf($0) },
    truth: { Foundation.erf($0) }, floatUlps: 0.53, doubleUlps: 1.2),
  MathCase(
    testDescription: "a Φ(-a)", range: 0...40, wide: { normalTailMoment($0) },
    full: { normalTailMoment($0) }, single: { normalTailMoment($0) },
    truth: { $0 * Foundation.erfc($0 / Float80(2).squareRoot()) / 2 }, floatUlps: 0.58,
    doubleUlps: 2),
]

@Test(arguments: mathCases)
func floatAccuracy(_ function: MathCase) {
  var worst = (ulps: 0.0, x: Float(0))
  for sample in stratified(function.range, each: 60) where Double(Float(sample)).isFinite {
    let x = Float(sample)
    let got = function.wide(Wide(SIMD8(repeating: Double(x)))).lanes[3]
    let error = ulps(Float(got), from: function.truth(Float80(x)))
    if error > worst.ulps { worst = (error, x) }
  }
  #expect(worst.ulps <= function.floatUlps, "\(worst.ulps) ulps at \(worst.x)")
}

@Test(arguments: mathCases.filter { $0.single != nil })
func floatLanesAreWithinAnUlp(_ function: MathCase) throws {
  let single = try #require(function.single)
  var worst = (ulps: 0.0, x: Float(0))
  for sample in stratified(function.range, each: 60) where Double(Float(sample)).isFinite {
    let x = Float(sample)
    let error = ulps(single(F32(SIMD16(repeating: x))).lanes[7], from: function.truth(Float80(x)))
    if error > worst.ulps { worst = (error, x) }
  }
  #expect(worst.ulps <= 1, "\(worst.ulps) ulps at \(worst.x)")
  #expect(single(F32(SIMD16(repeating: .nan))).lanes[0].isNaN)
}

@Test(arguments: mathCases)
func doubleAccuracy(_ function: MathCase) {
  var worst = (ulps: 0.0, x: 0.0)
  for x in stratified(function.range, each: 60) {
    let got = function.full(F64(SIMD8(repeating: x))).lanes[5]
    let error = ulps(got, from: function.truth(Float80(x)))
    if error > worst.ulps { worst = (error, x) }
  }
  #expect(worst.ulps <= function.doubleUlps, "\(worst.ulps) ulps at \(worst.x)")
}

@Test(arguments: mathCases)
func nanPropagates(_ function: MathCase) {
  #expect(function.wide(Wide(SIMD8(repeating: .nan))).lanes[0].isNaN)
  #expect(function.full(F64(SIMD8(repeating: .nan))).lanes[0].isNaN)
}
