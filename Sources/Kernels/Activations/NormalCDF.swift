// SPDX-License-Identifier: MIT

/// The distribution function of the standard normal distribution.
///
///     Φ(x)  = 1/√(2π) ∫ e^(-t²/2) dt  from -∞ to x
///     Φ′(x) = φ(x) = e^(-x²/2) / √(2π)
enum NormalCDF: Activation {
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { normalCDF(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { normalCDF(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { normalPDF(x) }
}
