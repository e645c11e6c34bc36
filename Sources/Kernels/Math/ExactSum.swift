// SPDX-License-Identifier: MIT

/// a + b and what its rounding left out [Knuth, 1969].
@inline(__always)
func exactSum<V: Vector>(_ a: V, _ b: V) -> (sum: V, low: V) { knuthSum(a, b) }

/// The same, for a >= 0 and b >= -a [Dekker, 1971].
@inline(__always)
func exactSum<V: Vector>(positive a: V, _ b: V) -> (sum: V, low: V) {
  let larger = max(a, b)
  let smaller = min(a, b)
  let sum = larger + smaller
  return (sum, smaller - (sum - larger))
}

/// The same, for `Wide` without the second.
@inline(__always)
func exactSum<V: RealVector>(_ a: V, _ b: V) -> (sum: V, low: V) {
  V.servesFloat32 ? (a + b, 0.0) : knuthSum(a, b)
}

@inline(__always)
private func knuthSum<V: Vector>(_ a: V, _ b: V) -> (sum: V, low: V) {
  let sum = a + b
  let part = sum - a
  return (sum, (a - (sum - part)) + (b - part))
}
