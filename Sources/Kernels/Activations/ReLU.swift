// SPDX-License-Identifier: MIT

/// Rectified linear unit [Nair & Hinton, 2010].
///
///     ReLU(x)  = max(0, x)
///     ReLU′(x) = 1   x > 0
///              = 0   otherwise
enum ReLU: Activation {
  typealias Single = F32
  typealias SingleValue = Chosen
  typealias SingleSlope = Chosen
  typealias SingleFromOutput = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V { select(x < 0.0, 0.0, x) }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V {
    propagatingNaN(of: x, select(x > 0.0, 1.0, 0.0))
  }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V { slope(y) }
}
