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

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> InverseSlope<V> {
    let complement = 1.0 - x
    let lost = (1.0 - complement) - x
    let product = x * complement
    let low = fma(x, lost, fma(x, complement, -product))
    return InverseSlope(select(product < 0.0, V.nan, product.magnitude), low: low)
  }
}
