// SPDX-License-Identifier: MIT

/// x F(x) for the distribution function F of the standard Cauchy distribution.
///
///     CauchyGate(x)  = x (½ + atan(x) / π)         = max(0, x) - |x| F(-|x|)
///     CauchyGate′(x) = ½ + atan(x) / π + x / (π (1 + x²))
enum CauchyGate: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let moment = cauchyTailMoment(x.magnitude)
    return select(x < 0.0, -moment, x - moment)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let tail = cauchyTailMomentSlope(x.magnitude)
    return select(x < 0.0, tail, 1.0 - tail)
  }
}
