// SPDX-License-Identifier: MIT

/// Continuously differentiable exponential linear unit [Barron, 2017], for α > 0.
///
///     CELU(x)     = x                    x > 0
///                 = α (e^u - 1)          otherwise, with u = x / α
///     CELU′(x)    = 1                    x > 0
///                 = e^u                  otherwise
///     ∂CELU / ∂α  = 0                    x > 0
///                 = e^u (1 - u) - 1      otherwise
enum CELU: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ alpha: V) -> V {
    let (u, low) = quotient(min(0.0, x), alpha)
    let curve = alpha * expm1Bounded(u, low: low)
    // Where α (e^u - 1) is x, u may be too small to have all its digits.
    return select(x > 0.0, x, select(u > -0x1p-60, x, curve))
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V, _ alpha: V) -> V {
    let (u, low) = quotient(min(0.0, x), alpha)
    return select(u > -0x1p-25, x, scaledExpm1(u, low: low, times: alpha))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ alpha: V) -> V {
    let (u, low) = quotient(x, alpha)
    return select(x > 0.0, 1.0, Exponential(u, low: low).value)
  }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V, _ alpha: V) -> Slope<V> {
    let (u, low) = quotient(min(0.0, x), alpha)
    return exponentialSlope(u, low: low)
  }

  /// With a = -u, the last form is (1 + a) e^-a - 1, or -e^-a E(a) for small a, where
  /// E(a) = e^a - 1 - a comes from half of a: E(2h) = (e^h - 1)² + 2 E(h).
  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ alpha: V) -> V {
    let (u, low) = quotient(min(0.0, x), alpha)
    let a = min(1400.0, -u)
    let exponential = Exponential(decay: a, low: low)
    let h = 0.5 * min(0.625, a)
    let half = h * h * excess(h)
    let rise = h + half
    let rest = fma(-low, rise * (2.0 + rise), half + half)
    // E(a) is a²/2 where its pieces might be subnormal.
    let small = exponential.times(select(a < 0x1p-60, 0.5 * a * a, fma(rise, rise, rest)))
    // About half of what 1 + a and a left out is what their product with e^-a did.
    let sum = 1.0 + a
    let large = exponential.product(sum, correction: 0.52 * ((a - (sum - 1.0)) - low))
    return -select(a < 0.625, small, (1.0 - large.value) - large.low)
  }

  /// e^u = y / α + 1
  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V, _ alpha: V) -> V {
    select(y > 0.0, 1.0, y / alpha + 1.0)
  }

  /// x / α and what its rounding left out.
  @inline(__always)
  private static func quotient<V: RealVector>(_ x: V, _ alpha: V) -> (u: V, low: V) {
    let u = x / alpha
    if V.servesFloat32 { return (u, 0.0) }
    return (u, select(u.magnitude < 1400.0, fma(-u, alpha, x) / alpha, 0.0))
  }

  @inline(__always)
  private static func quotient<V: FloatVector>(_ x: V, _ alpha: V) -> (u: V, low: V) {
    let u = x / alpha
    let rough = alpha.roughInverse
    let low = fma(-u, alpha, x) * fma(rough, fma(-rough, alpha, 1.0), rough)
    // Nothing is left of an infinity, nor by one.
    return (u, select(low.magnitude < 1.0, low, 0.0))
  }

  /// (e^h - 1 - h) / h² for 0 <= h <= 5/16, by its Taylor series.
  @inline(__always)
  private static func excess<V: RealVector>(_ h: V) -> V {
    if V.servesFloat32 {
      return polynomial(
        h, 0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333,
        0.001388888888888889, 0.0001984126984126984, 2.48015873015873e-05)
    }
    return polynomial(
      h, 0.5, 0.16666666666666666, 0.041666666666666664, 0.008333333333333333,
      0.001388888888888889, 0.0001984126984126984, 2.48015873015873e-05, 2.7557319223985893e-06,
      2.755731922398589e-07, 2.505210838544172e-08, 2.08767569878681e-09, 1.6059043836821613e-10)
  }
}
