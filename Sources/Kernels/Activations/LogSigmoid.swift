// SPDX-License-Identifier: MIT

/// The logarithm of the logistic function.
///
///     LogSigmoid(x)  = log σ(x) = -log(1 + e^-x)
///     LogSigmoid′(x) = σ(-x)
enum LogSigmoid: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { -log1pExp(-x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { logLogistic(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { logistic(-x) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> InverseSlope<V> { logisticSlope(ofNegative: x) }

  /// σ(-x) = 1 - e^y
  @inline(__always)
  static func slopeFromOutput<V: RealVector>(_ y: V) -> V { -expm1Bounded(min(0.0, y)) }

  @inline(__always)
  static func slopeFromOutput<V: FloatVector>(_ y: V) -> V { exponentialDeficit(y) }
}
