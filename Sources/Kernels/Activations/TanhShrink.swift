// SPDX-License-Identifier: MIT

/// What tanh takes away.
///
///     TanhShrink(x)  = x - tanh(x)
///     TanhShrink′(x) = tanh²(x) = m² / (2 + m)²,  m = e^-2|x| - 1
enum TanhShrink: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { tanhDeficit(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let m = expm1Bounded(-2.0 * x.magnitude)
    let d = 2.0 + m
    let square = m * m
    return quotient(square, plus: fma(m, m, -square), overSquareOf: d, low: m - (d - 2.0))
  }
}
