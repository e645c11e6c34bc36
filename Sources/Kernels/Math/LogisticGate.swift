// SPDX-License-Identifier: MIT
//
// x σ(v), the family of SiLU. With z = e^-|v| and t = 1 + z, free of overflow,
//
//     x σ(v)    = x z / t                v < 0
//               = x / t                  otherwise
//     (x σ(v))′ = z (t + x v′) / t²      v < 0
//               = (t + x v′ z) / t²      otherwise
//
// `low` is what the rounding of v left out: without it e^v would lose as many digits
// as v has before its point.

/// x σ(v + low)
@inline(__always)
func logisticGate<V: RealVector>(_ x: V, _ v: V, low: V? = nil) -> V {
  // Finite for a product with e^-∞, yet beyond what float32 holds.
  if V.servesFloat32 { return min(0x1p128, max(-0x1p128, x)) / (1.0 + exp(-v)) }
  let exponential = decay(v, low)
  let finite = min(0x1p1022, max(-0x1p1022, x))
  return select(v < 0.0, exponential.times(finite), x) / (1.0 + exponential.value)
}

/// (x σ(v + low))′, given the finite product x v′.
@inline(__always)
func logisticGateSlope<V: RealVector>(_ v: V, low: V? = nil, product: V) -> V {
  let exponential = decay(v, low)
  let z = exponential.value
  let t = 1.0 + z
  let numerator = select(v < 0.0, exponential.times(t + product), fma(product, z, t))
  return numerator / (t * t)
}

/// e^-|v + low|
@inline(__always)
func decay<V: RealVector>(_ v: V, _ low: V?) -> Exponential<V> {
  guard let low else { return Exponential(-v.magnitude) }
  return Exponential(-v.magnitude, low: select(v < 0.0, low, -low))
}
