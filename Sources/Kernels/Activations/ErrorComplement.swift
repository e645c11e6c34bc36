// SPDX-License-Identifier: MIT

/// The complementary error function, 1 - erf(x).
///
///     erfc(x)  = 2/√π ∫ₓ^∞ e^-t² dt
///     erfc′(x) = -2/√π e^-x²
enum ErrorComplement: Activation {
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { erfc(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { erfc(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { -erfSlope(x) }
}
