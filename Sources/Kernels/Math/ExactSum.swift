// SPDX-License-Identifier: MIT

/// a + b and what its rounding left out [Knuth, 1969]; for `Wide`, nothing.
@inline(__always)
func exactSum<V: RealVector>(_ a: V, _ b: V) -> (sum: V, low: V) {
  let sum = a + b
  if V.servesFloat32 { return (sum, 0.0) }
  let part = sum - a
  return (sum, (a - (sum - part)) + (b - part))
}
