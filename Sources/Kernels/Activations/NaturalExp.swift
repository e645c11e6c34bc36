// SPDX-License-Identifier: MIT

/// The exponential.
///
///     exp(x)  = e^x
///     exp′(x) = e^x
enum NaturalExp: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { exp(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { exp(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { exp(x) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Slope<V> { exponentialSlope(x) }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V { y }
}
