// SPDX-License-Identifier: MIT

/// (n + nLow) / (d + dLow), where the low parts are what the roundings of n and d left
/// out: rounded once, where a plain quotient would add three errors up.
@inline(__always)
func quotient<V: RealVector>(_ n: V, plus nLow: V = 0.0, over d: V, low dLow: V) -> V {
  if V.servesFloat32 { return n / d }
  let reciprocal = 1.0 / d
  let first = n * reciprocal
  let missing = fma(-first, dLow, fma(-first, d, n)) + nLow
  // Nothing is missing to a zero, nor to infinity.
  return select(missing.magnitude > 0.0, fma(missing, reciprocal, first), first)
}

/// The same for a quotient that is neither 0 by 0 nor infinite, whatever the lanes.
@inline(__always)
func finiteQuotient<V: Vector>(_ n: V, over d: V, low: V) -> V {
  let reciprocal = 1.0 / d
  let first = n * reciprocal
  let missing = fma(-first, low, fma(-first, d, n))
  return fma(missing, reciprocal, first)
}

/// a / (1 + z) for 0 <= z <= 1.
@inline(__always)
func quotient<V: RealVector>(_ a: V, onePlus z: V) -> V {
  let t = 1.0 + z
  return quotient(a, over: t, low: z - (t - 1.0))
}

/// (a + aLow) / (d + low)²
@inline(__always)
func quotient<V: RealVector>(_ a: V, plus aLow: V = 0.0, overSquareOf d: V, low: V) -> V {
  let square = d * d
  return quotient(a, plus: aLow, over: square, low: fma(d + d, low, fma(d, d, -square)))
}

/// a / (1 + z)² for 0 <= z <= 1. What 1 + z lost is taken off a, which is less exact.
@inline(__always)
func quotient<V: RealVector>(_ a: V, onePlusSquared z: V) -> V {
  let t = 1.0 + z
  if V.servesFloat32 { return a / (t * t) }
  let lost = (t - 1.0) - z
  return fma(a, lost + lost, a) / (t * t)
}

/// (n + nLow) / constant, by its reciprocal and what the rounding of that left out; and what
/// the result's did.
@inline(__always)
func quotient<V: Vector>(_ n: V, plus nLow: V, over constant: V) -> (value: V, low: V) {
  let reciprocal = 1.0 / constant
  let rest = fma(reciprocal, -constant, 1.0) * reciprocal
  let small = fma(n, rest, nLow * reciprocal)
  let value = fma(n, reciprocal, small)
  return (value, fma(n, reciprocal, -value) + small)
}
