// SPDX-License-Identifier: MIT

/// Softsign [Bergstra, Desjardins, Lamblin & Bengio, 2009].
///
///     softsign(x)  = x / (1 + |x|)
///     softsign′(x) = 1 / (1 + |x|)²
///
/// The reciprocal is squared, for the square of the sum would overflow first.
enum Softsign: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    // As infinity would, without becoming NaN.
    let a = min(0x1p1000, x.magnitude)
    return (a / (1.0 + a)).withSign(of: x)
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V {
    // a - first (1 + a), without asking what 1 + a lost.
    let a = min(0x1p100, x.magnitude)
    let reciprocal = 1.0 / (1.0 + a)
    let first = a * reciprocal
    let missing = fma(-first, a, a) - first
    return fma(missing, reciprocal, first).withSign(of: x)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let reciprocal = 1.0 / (1.0 + x.magnitude)
    return reciprocal * reciprocal
  }

  /// Far out the sum is scaled, for its square to be finite.
  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Reciprocal<V> {
    let a = min(0x1p127, x.magnitude)
    let scale: V = select(a > 0x1p63, 0x1p-63, 1.0)
    let (sum, low) = exactSum(positive: scale, a * scale)
    return Reciprocal(fma(sum, sum, (sum + sum) * low), scale: scale * scale)
  }
}
