// SPDX-License-Identifier: MIT

/// Swish [Ramachandran, Zoph & Le, 2017]: SiLU with a learnable β.
///
///     swish(x)     = x σ(β x)
///     swish′(x)    = σ(β x) (1 + β x (1 - σ(β x)))
///     ∂swish / ∂β  = x² σ(β x) (1 - σ(β x))
enum Swish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ beta: V) -> V {
    let v = beta * x
    return logisticGate(x, v, low: low(beta, x, v))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let v = min(1400.0, max(-1400.0, beta * x))
    return logisticGateSlope(v, low: low(beta, x, v), product: v)
  }

  /// With x = 2 h, 4 h² e^-|βx| / (1 + e^-|βx|)².
  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let v = beta * x
    let exponential = decay(v, low(beta, x, v))
    let t = 1.0 + exponential.value
    let h = min(0x1p1022, (0.5 * x).magnitude)
    // h² at once, while it is finite, so that digits are not lost to e^-|βx| alone.
    let isHuge = h > 0x1p500
    let product = exponential.times(select(isHuge, h, h * h)) / (t * t)
    return 4.0 * product * select(isHuge, h, 1.0)
  }

  /// What the rounding of v = β x left out.
  @inline(__always)
  private static func low<V: RealVector>(_ beta: V, _ x: V, _ v: V) -> V? {
    V.servesFloat32 ? nil : select(v.magnitude < 1400.0, fma(beta, x, -v), 0.0)
  }
}
