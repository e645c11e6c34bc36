// SPDX-License-Identifier: MIT

/// Logistic function.
///
///     σ(x)  = 1 / (1 + e^-x)
///     σ′(x) = σ(x) (1 - σ(x))
enum Sigmoid: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { logistic(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { logistic(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { logisticSlope(x) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Reciprocal<V> { logisticSlope(x) }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V { y * (1.0 - y) }
}
