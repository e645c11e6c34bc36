// SPDX-License-Identifier: MIT

/// Sigmoid linear unit, or swish [Elfwing, Uchibe & Doya, 2017].
///
///     SiLU(x)  = x σ(x)
///     SiLU′(x) = σ(x) (1 + x (1 - σ(x)))
enum SiLU: Activation {
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { logisticGate(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { logisticGate(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { logisticGateSlope(x, x, rate: 1.0) }
}
