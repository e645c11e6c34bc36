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
///     squareplus′(x)    = b / (2 r h)          x < 0
///                       = h² / (2 r h)         otherwise
enum Squareplus: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ b: V) -> V {
    let (scale, r) = root(x, b)
    let h = fma(x.magnitude, scale.all, r)
    let left = 0.5 * b * scale.before / h * scale.after
    return select(x < 0.0, left, select(h == 0.0, 0.0, 0.5 * h * scale.inverse))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ b: V) -> V {
    let a = min(V.servesFloat32 ? 0x1p128 : 0x1p1022, x.magnitude)
    let (scale, r) = root(a, b)
    let h = fma(a, scale.all, r)
    let isLeft = x < 0.0
    let ratio = select(isLeft, b * scale.all, h * h) / (2.0 * r * h)
    // At 0, where it is ½ for every b > 0, also for b = 0.
    return select(r == 0.0, 0.5, ratio * select(isLeft, scale.all, 1.0))
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
