// SPDX-License-Identifier: MIT

/// Gaussian error linear unit [Hendrycks & Gimpel, 2016].
///
///     GELU(x)  = x Φ(x)            = max(0, x) - |x| Φ(-|x|)
///     GELU′(x) = Φ(x) + x φ(x)
enum GELU: Activation {
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { value(x, normalTailMoment(x.magnitude)) }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { value(x, normalTailMoment(x.magnitude)) }

  @inline(__always)
  private static func value<V: Vector>(_ x: V, _ moment: V) -> V {
    select(x < 0.0, -moment, x - moment)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let tail = normalTailMomentSlope(x.magnitude)
    return select(x < 0.0, tail, 1.0 - tail)
  }
}
