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
  let z = exp(-x.magnitude)
  return quotient(select(x < 0.0, z, 1.0), onePlus: z)
}

/// a / (1 + z) for 0 <= z <= 1. In float64 what 1 + z loses is taken off a: it
/// weighs as much as all other roundings together.
@inline(__always)
func quotient<V: RealVector>(_ a: V, onePlus z: V) -> V {
  let t = 1.0 + z
  if V.servesFloat32 { return a / t }
  return fma(a, (t - 1.0) - z, a) / t
}

/// σ′(x) = e^-|x| / (1 + e^-|x|)²
@inline(__always)
func logisticSlope<V: RealVector>(_ x: V) -> V {
  let z = exp(-x.magnitude)
  let t = 1.0 + z
  return z / (t * t)
}

/// tanh x = m / (m + 2),  m = e^2|x| - 1
@inline(__always)
func hyperbolicTangent<V: RealVector>(_ x: V) -> V {
  let a = min(22.0, x.magnitude)
  let m = expm1Bounded(a + a)
  return (m / (m + 2.0)).withSign(of: x)
}

/// tanh′ x = 4q / (1 + q)²,  q = e^-2|x|
@inline(__always)
func hyperbolicTangentSlope<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let q = exp(-(a + a))
  let t = 1.0 + q
  return 4.0 * q / (t * t)
}
