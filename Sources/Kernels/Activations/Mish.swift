// SPDX-License-Identifier: MIT

/// Mish [Misra, 2019].
///
///     mish(x)  = x tanh(log(1 + e^x)) = x w / (w + 2),  w = n (n + 2),  n = e^x
///     mish′(x) = (w (w + 2) + 4 x n (n + 1)) / (w + 2)²
///
/// In halves, h = 1 + n/2 and d = 1 + n h = (w + 2) / 2,
///
///     mish(x)  = n x h / d                 x < 0
///              = x - x / d                 otherwise
///     mish′(x) = n (x + (x n + h d)) / d²
enum Mish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let (exponential, _, d, low) = halves(x)
    let isLeft = x < 0.0
    let bounded = min(0x1p1000, max(-1400.0, x))
    let left = exponential.times(fma(bounded, 0.5 * exponential.value, bounded))
    let ratio = quotient(select(isLeft, left, bounded), over: d, low: low)
    return select(isLeft, ratio, x - ratio)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let (exponential, h, d, low) = halves(x)
    let bounded = min(40.0, max(-1400.0, x))
    let numerator = bounded + fma(bounded, exponential.value, h * d)
    return quotient(exponential.times(numerator), overSquareOf: d, low: low)
  }

  /// n, h, d and what the rounding of d left out. Beyond 40, d only has to be large.
  @inline(__always)
  private static func halves<V: RealVector>(
    _ x: V
  ) -> (exponential: Exponential<V>, h: V, d: V, low: V) {
    let exponential = Exponential(min(40.0, x))
    let n = exponential.value
    let h = fma(n, 0.5, 1.0)
    let d = fma(n, h, 1.0)
    return (exponential, h, d, fma(n, h, 1.0 - d))
  }
}
