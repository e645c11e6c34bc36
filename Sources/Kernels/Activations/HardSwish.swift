// SPDX-License-Identifier: MIT

/// Piecewise quadratic swish [Howard et al., 2019].
///
///     HardSwish(x)  = 0                x <= -3
///                   = x (x + 3) / 6    -3 < x < 3
///                   = x                x >= 3
///     HardSwish′(x) = 0                x <= -3
///                   = (2 x + 3) / 6    -3 < x < 3
///                   = 1                x >= 3
///
/// The product takes along what the rounding of x + 3 left out.
enum HardSwish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let bounded = max(-3.0, x)
    let sum = bounded + 3.0
    let left = V.servesFloat32 ? 0.0 : bounded - (sum - 3.0)
    let product =
      V.servesFloat32 ? bounded * sum : fma(bounded, sum, bounded * left).withSign(of: x)
    return select(x < 3.0, HardSigmoid.sixth(of: product), bounded)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let inside = HardSigmoid.sixth(of: x + x + 3.0)
    let belowThree = select(x < 3.0, inside, 1.0)
    return propagatingNaN(of: x, select(x > -3.0, belowThree, 0.0))
  }
}
