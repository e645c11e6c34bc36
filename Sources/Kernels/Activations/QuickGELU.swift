// SPDX-License-Identifier: MIT

/// Sigmoid approximation of GELU [Hendrycks & Gimpel, 2016].
///
///     QuickGELU(x)  = x σ(1.702 x)
///     QuickGELU′(x) = σ(1.702 x) (1 + 1.702 x (1 - σ(1.702 x)))
enum QuickGELU: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { Swish.value(x, 1.702) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { Swish.slope(x, 1.702) }
}
