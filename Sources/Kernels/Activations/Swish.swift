// SPDX-License-Identifier: MIT

/// Swish [Ramachandran, Zoph & Le, 2017]: SiLU with a learnable β.
///
///     swish(x)     = x σ(β x)
///     swish′(x)    = σ(β x) (1 + β x (1 - σ(β x)))
///     ∂swish / ∂β  = x² σ(β x) (1 - σ(β x))
enum Swish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    return logisticGate(x, v, low: low)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    return logisticGateSlope(x, v, low: low, rate: beta)
  }

  /// With x = 2 h, 4 h² e^-|βx| / (1 + e^-|βx|)².
  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    let exponential = decay(v, low)
    let z = exponential.value
    let t = 1.0 + z
    let h = select(v.magnitude < 1400.0, (0.5 * x).magnitude, 0.0)
    // h² at once while it is finite, so that digits are not lost to e^-|βx| alone.
    let isHuge = h > 0x1p500
    let product = exponential.times(select(isHuge, h, h * h))
    let share = quotient(product, overSquareOf: t, low: z - (t - 1.0))
    return 4.0 * share * select(isHuge, h, 1.0)
  }
}
