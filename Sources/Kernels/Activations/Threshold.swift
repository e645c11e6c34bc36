// SPDX-License-Identifier: MIT

/// A constant up to and at a threshold, the identity above.
///
///     Threshold(x)  = x       x > threshold
///                   = value   otherwise
///     Threshold′(x) = 1       x > threshold
///                   = 0       otherwise
enum Threshold: Activation {
  typealias Single = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ threshold: V, _ value: V) -> V {
    select(x <= threshold, value, x)
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ threshold: V, _ value: V) -> V {
    propagatingNaN(of: x, select(x <= threshold, 0.0, 1.0))
  }
}
