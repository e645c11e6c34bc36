// SPDX-License-Identifier: MIT

/// The exponential less one, relatively small where x is.
///
///     expm1(x)  = e^x - 1
///     expm1′(x) = e^x
enum Expm1: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { expm1(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { exp(x) }
}
