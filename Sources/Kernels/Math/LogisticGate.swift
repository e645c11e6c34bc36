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
func logisticGate<V: RealVector>(_ x: V, _ v: V, low: V = 0.0) -> V {
  // Finite for a product with e^-∞, yet beyond what float32 holds.
  if V.servesFloat32 { return min(0x1p128, max(-0x1p128, x)) / (1.0 + exp(-v)) }
  let exponential = decay(v, low)
  let one: V = 1.0
  let left = exponential.times(select(v < -1400.0, one.withSign(of: x), x))
  return quotient(select(v < 0.0, left, x), onePlus: exponential.value)
}

/// (x σ(v + low))′, given v′, the `rate`.
@inline(__always)
func logisticGateSlope<V: RealVector>(_ x: V, _ v: V, low: V = 0.0, rate: V) -> V {
  if V.servesFloat32 {
    // A double has room for (1 + e^-v)²; beyond these bounds e^-v is 0 or does not count.
    let power = exp(-v)
    let rise = min(0x1p20, max(-0x1p20, x * rate))
    let t = 1.0 + power
    return fma(power, 1.0 + rise, 1.0) / (t * t)
  }
  let exponential = decay(v, low)
  let z = exponential.value
  let t = 1.0 + z
  // Finite, as above; beyond these bounds z does not count.
  let left = exponential.times(max(-0x1p20, fma(x, rate, t)))
  let right = fma(min(0x1p20, x * rate), z, t)
  return quotient(select(v < 0.0, left, right), overSquareOf: t, low: z - (t - 1.0))
}

/// e^-|v + low|
@inline(__always)
func decay<V: RealVector>(_ v: V, _ low: V) -> Exponential<V> {
  Exponential(decay: v.magnitude, low: V.servesFloat32 ? 0.0 : select(v < 0.0, low, -low))
}

/// v = a b and what its rounding left out, where e^v is not 0 or infinite.
@inline(__always)
func product<V: RealVector>(_ a: V, _ b: V) -> (v: V, low: V) {
  let v = a * b
  return (v, V.servesFloat32 ? 0.0 : select(v.magnitude < 1400.0, fma(a, b, -v), 0.0))
}
