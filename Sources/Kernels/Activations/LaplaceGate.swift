// SPDX-License-Identifier: MIT

/// x F(x) for the distribution function F of Laplace(0, 1).
///
///     LaplaceGate(x)  = ½ x e^x                 x < 0
///                     = x - ½ x e^-x            otherwise
///     LaplaceGate′(x) = ½ (1 + x) e^x           x < 0
///                     = 1 - ½ (1 - x) e^-x      otherwise
enum LaplaceGate: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let bounded = min(1400.0, max(-1400.0, x))
    let half = Exponential(decay: x.magnitude).times(0.5 * bounded)
    return select(x < 0.0, half, x - half).withSign(of: x)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let a = min(1400.0, x.magnitude)
    let half = Exponential(decay: a).times(0.5 * (1.0 - a))
    return select(x < 0.0, half, 1.0 - half)
  }
}
