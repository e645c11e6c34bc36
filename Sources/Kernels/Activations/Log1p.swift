// SPDX-License-Identifier: MIT

/// The logarithm of 1 + x, for x >= -1.
///
///     log1p(x)  = log(1 + x)
///     log1p′(x) = 1 / (1 + x)
enum Log1p: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { log1p(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { log1p(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { select(x < -1.0, V.nan, 1.0 / (1.0 + x)) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Reciprocal<V> {
    Reciprocal(select(x < -1.0, V.nan, 1.0 + x))
  }
}
