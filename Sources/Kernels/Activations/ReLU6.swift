// SPDX-License-Identifier: MIT

/// Rectified linear unit with an upper bound [Krizhevsky, 2010].
///
///     ReLU6(x)  = min(max(0, x), 6)
///     ReLU6′(x) = 1   0 < x < 6
///               = 0   otherwise
enum ReLU6: Activation {
  typealias Single = Chosen
  typealias SingleFromOutput = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V { HardTanh.value(x, 0.0, 6.0) }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V { HardTanh.slope(x, 0.0, 6.0) }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V { slope(y) }
}
