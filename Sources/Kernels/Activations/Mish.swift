// SPDX-License-Identifier: MIT

/// Mish [Misra, 2019].
///
///     mish(x)  = x tanh(log(1 + e^x)) = x w / (w + 2),  w = n (n + 2),  n = e^x
///     mish′(x) = (w (w + 2) + 4 x n (n + 1)) / (w + 2)²
///
/// With d = 1 + n + n²/2, which is (w + 2) / 2,
///
///     mish(x)  = n x (1 + n/2) / d                         x < 0
///              = x - x / d                                 otherwise
///     mish′(x) = n (1 + x + n (3/2 + x + n (1 + n/4))) / d²
enum Mish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let (exponential, d, low) = denominator(x)
    let isLeft = x < 0.0
    let bounded = min(0x1p1000, max(-1400.0, x))
    let scaled = exponential.times(bounded)
    let share = select(isLeft, 0.5 * exponential.value, 0.0)
    let first = select(isLeft, scaled, bounded)
    let sum = fma(first, share, first)
    let ratio = quotient(sum, plus: fma(first, share, first - sum), over: d, low: low)
    return select(isLeft, ratio, x - ratio).withSign(of: x)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let (exponential, d, low) = denominator(x)
    let n = exponential.value
    let bounded = min(40.0, max(-1400.0, x))
    let numerator = fma(n, fma(n, fma(n, 0.25, 1.0), 1.5 + bounded), 1.0 + bounded)
    return quotient(exponential.times(numerator), overSquareOf: d, low: low)
  }

  /// n, d and what the rounding of d left out. Beyond 40, d only has to be large.
  @inline(__always)
  private static func denominator<V: RealVector>(
    _ x: V
  ) -> (exponential: Exponential<V>, d: V, low: V) {
    let exponential = Exponential(min(40.0, x))
    let n = exponential.value
    let (h, hLow) = exactSum(1.0, 0.5 * n)
    let product = n * h
    let productLow = V.servesFloat32 ? 0.0 : fma(n, h, -product) + n * hLow
    let (d, low) = exactSum(1.0, product)
    return (exponential, d, low + productLow)
  }
}
