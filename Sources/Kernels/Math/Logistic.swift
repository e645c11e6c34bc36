// SPDX-License-Identifier: MIT
//
// The logistic function, and what is built from it without cancellation.

/// σ(x) = 1 / (1 + e^-x)
///
/// A double holds e^-x for every float32 x. In float64 e^-x overflows before
/// σ(x) underflows, so there the form with e^-|x| is taken:
///
///     σ(x) = e^-|x| / (1 + e^-|x|)   x < 0
///          = 1 / (1 + e^-|x|)        otherwise
@inline(__always)
func logistic<V: RealVector>(_ x: V) -> V {
  if V.servesFloat32 { return 1.0 / (1.0 + exp(-x)) }
  let z = Exponential(decay: x.magnitude).value
  return quotient(select(x < 0.0, z, 1.0), onePlus: z)
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
