// SPDX-License-Identifier: MIT

/// The exponential less one, relatively small where x is.
///
///     expm1(x)  = e^x - 1
///     expm1′(x) = e^x
enum Expm1: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    if V.servesFloat32 { return expm1Bounded(min(350.0, x)) }
    return select(x < 40.0, expm1Bounded(x), exp(x))
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { expm1(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { exp(x) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Slope<V> { exponentialSlope(x) }
}
