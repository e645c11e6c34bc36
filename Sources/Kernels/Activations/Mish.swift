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
///     mish′(x) = n (h d + x (n + 1)) / d²
enum Mish: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let (exponential, h, d) = halves(x)
    let isLeft = x < 0.0
    let finite = min(0x1p1000, max(-0x1p1000, x))
    let ratio = select(isLeft, exponential.times(finite * h), finite) / d
    return select(isLeft, ratio, x - ratio)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let (exponential, h, d) = halves(x)
    let bounded = min(40.0, max(-1400.0, x))
    return exponential.times(fma(h, d, bounded * (1.0 + exponential.value))) / (d * d)
  }

  /// Beyond 40, d only has to be large.
  @inline(__always)
  private static func halves<V: RealVector>(_ x: V) -> (exponential: Exponential<V>, h: V, d: V) {
    let exponential = Exponential(min(40.0, x))
    let n = exponential.value
    let h = fma(n, 0.5, 1.0)
    return (exponential, h, fma(n, h, 1.0))
  }
}
