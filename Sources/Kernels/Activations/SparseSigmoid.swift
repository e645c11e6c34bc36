// SPDX-License-Identifier: MIT

/// Piecewise linear sigmoid: the derivative of `SparsePlus`.
///
///     SparseSigmoid(x)  = min(max(0, (x + 1) / 2), 1)
///     SparseSigmoid′(x) = ½   -1 < x < 1
///                       = 0   otherwise
enum SparseSigmoid: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V { min(1.0, max(0.0, (x + 1.0) * 0.5)) }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V {
    propagatingNaN(of: x, select(x.magnitude < 1.0, 0.5, 0.0))
  }
}
