// SPDX-License-Identifier: MIT

/// Exponential linear unit [Clevert, Unterthiner & Hochreiter, 2015].
///
///     ELU(x)  = x              x > 0
///             = α (e^x - 1)    otherwise
///     ELU′(x) = 1              x > 0
///             = α e^x          otherwise
enum ELU: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ alpha: V) -> V {
    select(x > 0.0, x, alpha * expm1Bounded(x))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ alpha: V) -> V {
    select(x > 0.0, 1.0, alpha * exp(x))
  }
}
