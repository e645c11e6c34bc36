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
  typealias SingleValue = F32

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

  /// The square and the root in two parts each, and where x² is neither subnormal nor infinite
  /// everywhere, without scales.
  @inline(__always)
  static func value<V: FloatVector>(_ x: V, _ b: V) -> V {
    let a = x.magnitude
    #if SWIFTACT_FMA
      let isNear = V.select(b >= 0x1p-60, max(a, b), V.infinity) <= 0x1p60
      if V.isEverywhere(isNear) {
        let h = Height(near: a, b)
        return select(x < 0.0, h.dividing(0.5 * b), 0.5 * (h.value + h.low))
      }
    #endif
    let isLarge = max(a * 0x1p40, b) > 0x1p100
    let isSmall = max(a * 0x1p-20, b) < 0x1p-60
    let scale: V = select(isLarge, 0x1p-70, select(isSmall, 0x1p60, 1.0))
    let inverse: V = select(isLarge, 0x1p70, select(isSmall, 0x1p-60, 1.0))
    let h = Height(a * scale, b * scale * scale)
    // So that the quotient is neither.
    let isWide = b.magnitude > 1.0
    let ratio = h.dividing(b * select(isWide, 0x1p-41, 0x1p49))
    let scaled = ratio * (scale * select(isWide, 0x1p40, 0x1p-50))
    let left = select(b == 0.0, 0.0, select(h.value == V.infinity, 0.0, scaled))
    // Nothing is below an infinity.
    let sum = select(h.low == h.low, h.value + h.low, h.value)
    return select(x < 0.0, left, (0.5 * sum) * inverse)
  }

  /// h = a + √(a² + b) = value + low, for a >= 0.
  private struct Height<V: FloatVector> {
    let value: V
    let low: V

    @inline(__always)
    init(_ a: V, _ b: V) {
      let square = a * a
      let (sum, lost) = exactSum(square, b)
      let r = select(b == 0.0, a, sum.squareRoot)
      let (value, below) = exactSum(a, r)
      let missing = Self.missing(a, square, sum, lost, r)
      self.value = value
      low = fma(select(missing.magnitude < V.infinity, missing, 0.0), r.roughInverse, below)
    }

    /// For b > 0, and a square that is neither subnormal nor infinite where it counts.
    @inline(__always)
    init(near a: V, _ b: V) {
      let square = a * a
      let (sum, lost) = exactSum(positive: square, b)
      let r = sum.squareRoot
      value = a + r
      low = fma(Self.missing(a, square, sum, lost, r), r.roughInverse, a - (value - r))
    }

    /// Of r, times r. It is an ulp or so, of which a rough inverse finds all but a twentieth.
    @inline(__always)
    private static func missing(_ a: V, _ square: V, _ sum: V, _ lost: V, _ r: V) -> V {
      0.5 * (fma(-r, r, sum) + (lost + fma(a, a, -square)))
    }

    @inline(__always)
    func dividing(_ n: V) -> V { finiteQuotient(n, over: value, low: low) }
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
