// SPDX-License-Identifier: MIT

/// Exponential linear unit [Clevert, Unterthiner & Hochreiter, 2015].
///
///     ELU(x)     = x              x > 0
///                = α (e^x - 1)    otherwise
///     ELU′(x)    = 1              x > 0
///                = α e^x          otherwise
///     ∂ELU / ∂α  = 0              x > 0
///                = e^x - 1        otherwise
enum ELU: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ alpha: V) -> V {
    select(x > 0.0, x, alpha * expm1Bounded(x))
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V, _ alpha: V) -> V {
    let curve = scaledExpm1(x, times: alpha)
    return select(x > 0.0, x, select(x > -0x1p-25, alpha * x, curve))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ alpha: V) -> V {
    select(x > 0.0, 1.0, Exponential(x).times(alpha))
  }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V, _ alpha: V) -> Slope<V> {
    exponentialSlope(min(0.0, x)).times(select(x > 0.0, 1.0, alpha))
  }

  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ alpha: V) -> V {
    select(x > 0.0, 0.0, expm1Bounded(x))
  }

  /// α e^x = y + α. For α >= 0, where y has the sign of x.
  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V, _ alpha: V) -> V {
    select(y > 0.0, 1.0, y + alpha)
  }
}
