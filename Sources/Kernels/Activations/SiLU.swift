// SPDX-License-Identifier: MIT

/// Sigmoid linear unit, or swish [Elfwing, Uchibe & Doya, 2017].
///
///     SiLU(x)  = x σ(x)
///     SiLU′(x) = σ(x) (1 + x (1 - σ(x)))
///
/// With z = e^-|x| and t = 1 + z, free of overflow,
///
///     SiLU(x)  = x z / t          x < 0
///              = x / t            otherwise
///     SiLU′(x) = z (t + x) / t²   x < 0
///              = (t + x z) / t²   otherwise
///
/// Beyond ±1400 nothing changes but infinities, which would become NaN.
enum SiLU: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    if V.servesFloat32 { return max(-1400.0, x) / (1.0 + exp(-x)) }
    let exponential = Exponential(-x.magnitude)
    let numerator = select(x < 0.0, exponential.times(max(-1400.0, x)), x)
    return quotient(numerator, onePlus: exponential.value)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let bounded = min(1400.0, max(-1400.0, x))
    let exponential = Exponential(-bounded.magnitude)
    let z = exponential.value
    let t = 1.0 + z
    let numerator = select(x < 0.0, exponential.times(t + bounded), fma(bounded, z, t))
    return numerator / (t * t)
  }
}
