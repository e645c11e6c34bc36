// SPDX-License-Identifier: MIT

/// The error function.
///
///     erf(x)  = 2/√π ∫₀ˣ e^-t² dt
///     erf′(x) = 2/√π e^-x²
enum ErrorFunction: Activation {
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { erf(x) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { erf(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V { erfSlope(x) }
}
