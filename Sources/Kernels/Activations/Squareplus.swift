// SPDX-License-Identifier: MIT

/// Squareplus [Barron, 2021].
///
///     squareplus(x)     = (x + r) / 2          r = √(x² + b)
///     squareplus′(x)    = (1 + x / r) / 2
///     ∂squareplus / ∂b  = 1 / (4 r)
///
/// Free of cancellation, with h = |x| + r,
///
///     squareplus(x)     = b / (2 h)            x < 0
///                       = h / 2                otherwise
///     squareplus′(x)    = b / (2 r h)          x < -r / 2
///                       = (1 + x / r) / 2      otherwise
enum Squareplus: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ b: V) -> V {
    let (scale, r) = root(x, b)
    let a = x.magnitude * scale.all
    let h = a + r
    let ratio = quotient(0.5 * b * scale.before, over: h, low: a - (h - r))
    // Where h is 0 or infinite there is no quotient.
    let left = select(b == 0.0, 0.0, select(h == V.infinity, 0.0, ratio * scale.after))
    return select(x < 0.0, left, 0.5 * h * scale.inverse)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ b: V) -> V {
    let limit: V = V.servesFloat32 ? 0x1p128 : 0x1p1022
    let bounded = min(limit, max(-limit, x))
    let (scale, r) = root(bounded, b)
    let scaled = bounded * scale.all
    let isLeft = scaled < -0.5 * r
    let h = r - scaled
    let product = r * h
    let low = fma(r, -scaled - (h - r), fma(r, h, -product))
    let ratio = quotient(
      select(isLeft, 0.5 * b * scale.all, scaled), over: select(isLeft, product, r),
      low: select(isLeft, low, 0.0))
    // At 0, where it is ½ for every b > 0, also for b = 0.
    let right = fma(0.5, select(r == 0.0, 0.0, ratio), 0.5)
    return select(isLeft, ratio * scale.all, right)
  }

  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ b: V) -> V {
    let (scale, r) = root(x, b)
    return 0.25 * scale.before / r * scale.after
  }

  /// Powers of two that keep a square within float64; `all` = `before` · `after`.
  private struct Scale<V: RealVector> {
    let before: V
    let after: V
    let all: V
    let inverse: V
  }

  /// A scale and √(x² + b) times it.
  @inline(__always)
  private static func root<V: RealVector>(_ x: V, _ b: V) -> (scale: Scale<V>, r: V) {
    let square = fma(x, x, b)
    if V.servesFloat32 {
      return (Scale(before: 1.0, after: 1.0, all: 1.0, inverse: 1.0), square.squareRoot)
    }
    let isSmall = square < 0x1p-900
    let isLarge = square > 0x1p1000
    let scale = Scale<V>(
      before: select(isSmall, 0x1p600, select(isLarge, 0x1p-260, 1.0)),
      after: select(isLarge, 0x1p-260, 1.0),
      all: select(isSmall, 0x1p600, select(isLarge, 0x1p-520, 1.0)),
      inverse: select(isSmall, 0x1p-600, select(isLarge, 0x1p520, 1.0)))
    let scaled = x * scale.all
    return (scale, fma(scaled, scaled, b * scale.all * scale.all).squareRoot)
  }
}
