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
///     squareplus′(x)    = b / (2 r h)          x < 0 (in doubles: x < -r / 2)
///                       = (1 + x / r) / 2      otherwise
///
/// Lanes whose squares or quotients might leave their range take another way.
enum Squareplus: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ b: V) -> V {
    let a = x.magnitude
    let r = fma(a, a, b).squareRoot
    let h = a + r
    let left = finiteQuotient(0.5 * b, over: h, low: a - (h - r))
    return V.select(
      isNear(a, b, from: 0x1p-200, to: 0x1p200), select(x < 0.0, left, 0.5 * h),
      rarely: scaledValue(x, b))
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V, _ b: V) -> V {
    let a = x.magnitude
    let r = fma(a, a, b).squareRoot
    let h = a + r
    // What the roundings of r and h lost. That of r is an ulp or so, of which a rough inverse
    // finds all but a twentieth.
    let missing = fma(a, a, fma(-r, r, b))
    let low = fma(0.5 * missing, r.roughInverse, a - (h - r))
    let left = finiteQuotient(0.5 * b, over: h, low: low)
    return V.select(
      isNear(a, b, from: 0x1p-30, to: 0x1p30), select(x < 0.0, left, 0.5 * (h + low)),
      rarely: V.inSixteens(x, b, valueInDoubles))
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ b: V) -> SquareplusSlope<V> { SquareplusSlope(x: x, b: b) }

  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ b: V) -> V {
    let (scale, r) = root(x, b)
    return 0.25 * scale.before / r * scale.after
  }

  @inline(__always)
  fileprivate static func isNear<V: Vector>(
    _ a: V, _ b: V, from smallest: V, to largest: V
  ) -> V.Mask {
    select(b >= smallest, max(a, b), V.infinity) <= largest
  }
}

/// squareplus′(x), for dy times it to be one quotient.
struct SquareplusSlope<V: Vector> {
  let x: V
  let b: V

  /// dy · f′, given r and 2 r h / b.
  @inline(__always)
  fileprivate func times(_ dy: V, root r: V, inverse: V) -> V {
    let isLeft = x < 0.0
    let ratio = select(isLeft, dy, 0.5 * x) / select(isLeft, inverse, r)
    return select(isLeft, ratio, dy * (0.5 + ratio))
  }

  /// 2 / b, and what its rounding lost.
  @inline(__always)
  fileprivate var factor: (value: V, low: V) {
    let value = 2.0 / b
    return (value, 0.5 * value * fma(-value, b, 2.0))
  }
}

extension SquareplusSlope where V: RealVector {
  @inline(__always)
  static func * (dy: V, slope: SquareplusSlope) -> V {
    // r h = a r + r², where r² is rounded once and counts for more than r does.
    let a = slope.x.magnitude
    let sum = fma(a, a, slope.b)
    let r = sum.squareRoot
    let product = fma(a, r, sum)
    let (factor, factorLow) = slope.factor
    let inverse = fma(product, factor, product * factorLow)
    return V.select(
      Squareplus.isNear(a, slope.b, from: 0x1p-200, to: 0x1p200),
      slope.times(dy, root: r, inverse: inverse),
      rarely: dy * Squareplus.scaledSlope(slope.x, slope.b))
  }
}

extension SquareplusSlope where V: FloatVector {
  @inline(__always)
  static func * (dy: V, slope: SquareplusSlope) -> V {
    let a = slope.x.magnitude
    let square = a * a
    let (sum, sumLow) = exactSum(positive: square, slope.b)
    let r = sum.squareRoot
    let h = a + r
    let product = r * h
    let lost = fma(r, a - (h - r), fma(r, h, -product))
    // What r lost, times 2 r.
    let missing = fma(-r, r, sum) + (sumLow + fma(a, a, -square))
    let rootLow = 0.5 * missing * r.roughInverse
    let low = fma(rootLow, r + h, lost)
    let (factor, factorLow) = slope.factor
    let inverse = fma(product, factor, fma(product, factorLow, low * factor))
    return V.select(
      Squareplus.isNear(a, slope.b, from: 0x1p-30, to: 0x1p30),
      slope.times(dy, root: r + rootLow, inverse: inverse),
      rarely: V.inSixteens(dy, slope.x, slope.b, Squareplus.productInDoubles))
  }
}

// MARK: Anywhere, in doubles

extension Squareplus {
  @inline(never)
  private static func valueInDoubles(_ x: F32, _ b: F32) -> F32 {
    F32(rounding: scaledValue(x.doubles, b.doubles))
  }

  @inline(never)
  fileprivate static func productInDoubles(_ dy: F32, _ x: F32, _ b: F32) -> F32 {
    F32(rounding: dy.doubles * scaledSlope(x.doubles, b.doubles))
  }

  @inline(__always)
  fileprivate static func scaledValue<V: RealVector>(_ x: V, _ b: V) -> V {
    let (scale, r) = root(x, b)
    let a = x.magnitude * scale.all
    let h = a + r
    let ratio = quotient(0.5 * b * scale.before, over: h, low: a - (h - r))
    // Where h is 0 or infinite there is no quotient.
    let left = select(b == 0.0, 0.0, select(h == V.infinity, 0.0, ratio * scale.after))
    return select(x < 0.0, left, 0.5 * h * scale.inverse)
  }

  @inline(__always)
  fileprivate static func scaledSlope<V: RealVector>(_ x: V, _ b: V) -> V {
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
