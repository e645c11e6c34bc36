// SPDX-License-Identifier: MIT

/// What tanh takes away.
///
///     TanhShrink(x)  = x - tanh(x)
///     TanhShrink′(x) = tanh²(x)
enum TanhShrink: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { tanhDeficit(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let tangent = hyperbolicTangent(x)
    return tangent * tangent
  }
}
