// SPDX-License-Identifier: MIT

/// Piecewise linear tanh [Collobert, 2004]: x clipped to an interval.
///
///     HardTanh(x)  = min(max(minimum, x), maximum)
///     HardTanh′(x) = 1   minimum < x < maximum
///                  = 0   otherwise
enum HardTanh: Activation {
  typealias Single = Chosen
  typealias SingleFromOutput = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ minimum: V, _ maximum: V) -> V {
    min(maximum, max(minimum, x))
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ minimum: V, _ maximum: V) -> V {
    let belowMaximum: V = select(x < maximum, 1.0, 0.0)
    return propagatingNaN(of: x, select(x > minimum, belowMaximum, 0.0))
  }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V, _ minimum: V, _ maximum: V) -> V {
    slope(y, minimum, maximum)
  }
}
