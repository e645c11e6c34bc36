// SPDX-License-Identifier: MIT

/// Leaky rectified linear unit [Maas, Hannun & Ng, 2013]; parametric when α is
/// learned [He, Zhang, Ren & Sun, 2015].
///
///     LeakyReLU(x)     = x     x > 0
///                      = α x   otherwise
///     LeakyReLU′(x)    = 1     x > 0
///                      = α     otherwise
///     ∂LeakyReLU / ∂α  = 0     x > 0
///                      = x     otherwise
enum LeakyReLU: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ alpha: V) -> V { select(x > 0.0, x, alpha * x) }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ alpha: V) -> V {
    propagatingNaN(of: x, select(x > 0.0, 1.0, alpha))
  }

  @inline(__always)
  static func parameterSlope<V: Vector>(_ x: V, _ alpha: V) -> V { select(x > 0.0, 0.0, x) }

  /// For α >= 0, where y has the sign of x.
  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V, _ alpha: V) -> V { slope(y, alpha) }
}
