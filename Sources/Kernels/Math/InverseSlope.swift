// SPDX-License-Identifier: MIT

/// f′ = scale / (denominator + low) in float lanes, for dy · f′ to be one quotient, rounded
/// little more than once. The denominator is positive or 0, `low` below its last bit, and
/// `scale` a power of two that keeps it finite.
struct InverseSlope<V: FloatVector> {
  let denominator: V
  let low: V
  let scale: V

  @inline(__always)
  init(_ denominator: V, low: V, scale: V = 1.0) {
    self.denominator = denominator
    self.low = low
    self.scale = scale
  }

  @inline(__always)
  static func * (dy: V, slope: InverseSlope) -> V {
    let first = dy / slope.denominator
    // What the first quotient has too much, times the denominator. It is an ulp or so, of
    // which a rough inverse finds all but a twentieth; this way zeros keep their signs.
    let excess = fma(first, slope.low, fma(first, slope.denominator, -dy))
    let exact = fma(-excess, slope.denominator.roughInverse, first)
    // There is no excess of an infinity, nor of 0 by infinity.
    return select(exact == exact, exact, first) * slope.scale
  }
}

/// f′ = scale / denominator in float lanes, where the denominator is rounded little more than
/// once: dy · f′ is within 2 ulp.
struct Reciprocal<V: FloatVector> {
  let denominator: V
  let scale: V

  @inline(__always)
  init(_ denominator: V, scale: V = 1.0) {
    self.denominator = denominator
    self.scale = scale
  }

  @inline(__always)
  static func * (dy: V, slope: Reciprocal) -> V { dy / slope.denominator * slope.scale }
}
