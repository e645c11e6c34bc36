// SPDX-License-Identifier: MIT

/// Tanh approximation of GELU [Hendrycks & Gimpel, 2016], as BERT and GPT-2 compute it.
///
///     GELUTanh(x) = ½ x (1 + tanh(u)),  u = √(2/π) (x + 0.044715 x³)
///                 = x σ(v),             v = 2 u = x (c₁ + c₃ x²)
enum GELUTanh: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let (v, low, _) = argument(min(40.0, max(-40.0, x)))
    return logisticGate(x, v, low: low)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let bounded = min(40.0, max(-40.0, x))
    let (v, low, square) = argument(bounded)
    let rise = fma(square, 0.21406444881780073, 1.5957691216057308)
    return logisticGateSlope(bounded, v, low: low, rate: rise)
  }

  /// v, what its rounding left out, and x². Beyond ±40, e^v is 0 or does not count.
  @inline(__always)
  private static func argument<V: RealVector>(_ x: V) -> (v: V, low: V, square: V) {
    let square = x * x
    let c1: V = 1.5957691216057308
    let c3: V = 0.07135481627260025
    if V.servesFloat32 { return (x * fma(square, c3, c1), 0.0, square) }
    // c₁ + c₃ x² = factor + rest, with the digits of c₁ and c₃ beyond a double.
    let cubic = c3 * square
    let squareLow = fma(c3, fma(x, x, -square), square * -4.121857721743e-18)
    let (factor, lost) = exactSum(c1, cubic)
    let rest = lost + (fma(c3, square, -cubic) + squareLow - 9.96930880911092e-17)
    let v = x * factor
    return (v, fma(x, factor, -v) + x * rest, square)
  }
}
