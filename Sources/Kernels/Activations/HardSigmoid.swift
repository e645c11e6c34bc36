// SPDX-License-Identifier: MIT

/// Piecewise linear sigmoid [Howard et al., 2019].
///
///     HardSigmoid(x)  = min(max(0, (x + 3) / 6), 1)
///     HardSigmoid′(x) = 1/6   -3 < x < 3
///                     = 0     otherwise
enum HardSigmoid: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { sixth(of: min(6.0, max(0.0, x + 3.0))) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    propagatingNaN(of: x, select(x.magnitude < 3.0, 0.16666666666666666, 0.0))
  }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V {
    let belowOne: V = select(y < 1.0, 0.16666666666666666, 0.0)
    return propagatingNaN(of: y, select(y > 0.0, belowOne, 0.0))
  }

  /// A product serves float32; in float64 the rounding of 1/6 would count.
  @inline(__always)
  static func sixth<V: RealVector>(of x: V) -> V {
    V.servesFloat32 ? x * 0.16666666666666666 : x / 6.0
  }
}
