// SPDX-License-Identifier: MIT

/// The logarithm of the standard normal distribution function.
///
///     log Φ(x)
///     (log Φ)′(x) = φ(x) / Φ(x)
enum LogNormalCDF: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { logNormalCDF(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { inverseMillsRatio(x) }
}
