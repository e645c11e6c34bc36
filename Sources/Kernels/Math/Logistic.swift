// SPDX-License-Identifier: MIT
//
// The logistic function, and what is built from it without cancellation.

/// (1 + e^v) · one = value + low, for e^v · one = power · (1 + rise + rise's low). One is a
/// power of two: the largest e^v would overflow, its inverse be subnormal.
struct LogisticDenominator<V: Vector> {
  let value: V
  /// What the rounding of the sum left out; and with what the exponential's did.
  let lost: V
  let low: V

  @inline(__always)
  init(power: V, rise: V, low riseLow: V, one: V) {
    let more = max(one, power)
    let less = min(one, power)
    value = fma(power, rise, more + less)
    lost = fma(power, rise, (more - value) + less)
    low = fma(power, riseLow, lost)
  }

  /// n / (1 + e^v), where one is 2^-64.
  @inline(__always)
  func dividing(_ n: V) -> V {
    finiteQuotient(n, over: value, low: low) * 0x1p-64
  }
}

/// 1 + e^-x in float64. Beyond 40 it is 1; below -752 its inverse is 0, times x too.
@inline(__always)
private func denominator<V: RealVector>(_ bounded: V) -> LogisticDenominator<V> {
  let exponential = exponentialParts(-bounded, shift: -64.0)
  return LogisticDenominator(
    power: exponential.power, rise: exponential.rise, low: exponential.low, one: 0x1p-64)
}

@inline(__always)
private func bounded<V: RealVector>(_ x: V) -> V { min(40.0, max(-752.0, x)) }

/// σ(x) = 1 / (1 + e^-x)
///
/// A double holds e^-x for every float32 x.
///
/// Error: float64 0.79 ulp.
@inline(__always)
func logistic<V: RealVector>(_ x: V) -> V {
  if V.servesFloat32 { return 1.0 / (1.0 + exp(-x)) }
  return denominator(bounded(x)).dividing(1.0)
}

/// x σ(x)
///
/// Error: float64 0.81 ulp.
@inline(__always)
func logisticGate<V: RealVector>(_ x: V) -> V {
  if V.servesFloat32 { return logisticGate(x, x) }
  let bounded = bounded(x)
  let product = denominator(bounded).dividing(bounded)
  return select(x < 40.0, product, x).withSign(of: x)
}

/// σ′(x) = e^-|x| / (1 + e^-|x|)²
@inline(__always)
func logisticSlope<V: RealVector>(_ x: V) -> V {
  let z = Exponential(decay: x.magnitude).value
  let t = 1.0 + z
  return z / (t * t)
}

/// tanh |x| = -m / (2 + m),  m = e^-2|x| - 1
@inline(__always)
func hyperbolicTangent<V: RealVector>(_ x: V) -> V {
  let m = expm1Bounded(-2.0 * x.magnitude)
  let d = 2.0 + m
  return quotient(m, over: d, low: m - (d - 2.0)).withSign(of: x)
}

/// tanh′ x = 4q / (1 + q)²,  q = e^-2|x|
@inline(__always)
func hyperbolicTangentSlope<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let exponential = Exponential(decay: a + a)
  let t = 1.0 + exponential.value
  return exponential.scaled(by: 4.0) / (t * t)
}
