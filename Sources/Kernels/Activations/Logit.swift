// SPDX-License-Identifier: MIT

/// The inverse of the logistic function, for 0 <= x <= 1.
///
///     logit(x)  = log(x / (1 - x))
///     logit′(x) = 1 / (x (1 - x))
enum Logit: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { logit(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { logit(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let product = x * (1.0 - x)
    return select(product < 0.0, V.nan, 1.0 / product.magnitude)
  }

  /// x - x² is rounded once, next to 1 too.
  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Reciprocal<V> {
    let product = fma(-x, x, x)
    return Reciprocal(select(product < 0.0, V.nan, product.magnitude))
  }
}
