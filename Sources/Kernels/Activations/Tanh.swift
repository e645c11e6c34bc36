// SPDX-License-Identifier: MIT

/// Hyperbolic tangent.
///
///     tanh(x)  = (e^x - e^-x) / (e^x + e^-x)
///     tanh′(x) = 1 - tanh²(x)
enum Tanh: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { hyperbolicTangent(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { hyperbolicTangent(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { hyperbolicTangentSlope(x) }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Reciprocal<V> { hyperbolicTangentSlope(x) }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V { (1.0 - y) * (1.0 + y) }
}
