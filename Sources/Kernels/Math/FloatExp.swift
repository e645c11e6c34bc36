// SPDX-License-Identifier: MIT
//
// Functions of one exponential in float lanes: twice as many to a register as doubles,
// with no bits to spare. What a rounding loses goes into the next sum, so that results
// are rounded little more than once. `Exp.swift` is the same for doubles.

/// e^x = power · (1 + rise + low) / 2^shift
struct FloatExponential<V: FloatVector> {
  let power: V
  /// e^r - 1, and what its rounding left out.
  let rise: V
  let low: V
  /// The same in other parts: r, and what is smaller.
  let reduced: V
  let small: V

  /// x + low = n ln2 + r + below. n times the first 24 bits of ln2 comes off x exactly.
  /// `rise` is relatively exact itself, or as a part of e^r only; if `closely`, half of the
  /// square, by far the most of what is small, is not rounded.
  #if SWIFTACT_FMA
    @inline(__always)
  #else
    @inline(never)
  #endif
  init(_ x: V, low: V = 0.0, shift: V = 0.0, rises: Bool = false, closely: Bool = false) {
    let anchor = V.anchor + shift
    let anchored = fma(x, 0x1.715476p+0, anchor)
    let n = anchored - anchor
    let r = fma(n, -0x1.62e430p-1, x)
    let below = fma(n, 0x1.05c610p-29, low)
    let whole = r + below
    reduced = r
    let square = whole * whole
    if closely {
      let tail = fma(square, shortDifferenceTail(whole, less: 0.5), below)
      small = fma(0.5 * whole, whole, tail)
    } else {
      small = fma(square, rises ? shortDifferenceTail(whole) : shortTail(whole), below)
    }
    power = anchored.powerOfTwo
    rise = r + small
    self.low = small - (rise - r)
  }
}

/// e^x
///
/// Error: 0.91 ulp.
@inline(__always)
func exp<V: FloatVector>(_ x: V) -> V {
  // 2^64 is held back, so that neither a large power overflows nor a small one is subnormal.
  let isNegative = x < 0.0
  let exponential = FloatExponential(
    min(90.0, max(-105.0, x)), shift: select(isNegative, 64.0, -64.0))
  let power = exponential.power
  return fma(power, exponential.rise, power) * select(isNegative, 0x1p-64, 0x1p64)
}

/// e^(x + low), as a derivative. Half of its power of two comes last: e^-174 is 0 for every dy
/// of less than 2^102.
@inline(__always)
func exponentialSlope<V: FloatVector>(_ x: V, low: V = 0.0) -> Slope<V> {
  let bounded = min(174.0, max(-174.0, x))
  let half = fma(bounded, 0x1.715476p-1, V.anchor)
  let exponential = FloatExponential(bounded, low: low, shift: V.anchor - half)
  let power = exponential.power
  let value = fma(power, exponential.rise, power)
  let lost = fma(power, exponential.rise, power - value)
  return Slope(value, low: fma(power, exponential.low, lost), rest: half.powerOfTwo)
}

/// e^x - 1 = difference + low
private struct FloatDifference<V: FloatVector> {
  let difference: V
  let low: V

  /// `one` is 1, or ½ for half of it.
  @inline(__always)
  init(_ exponential: FloatExponential<V>, one: V) {
    let power = exponential.power
    let (offset, left) = exactSum(power, -one)
    difference = fma(power, exponential.rise, offset)
    let lost = fma(power, exponential.rise, offset - difference)
    low = fma(power, exponential.low, lost) + left
  }
}

/// e^x - 1, with the sign of x.
///
/// Error: 0.95 ulp.
@inline(__always)
func expm1<V: FloatVector>(_ x: V) -> V {
  // Half of it is finite where 2^128 would not be; but small x have no digit for that.
  let isSmall = x < 1.0
  let exponential = FloatExponential(
    min(89.0, max(-20.0, x)), shift: select(isSmall, 0.0, -1.0), rises: true)
  let half = FloatDifference(exponential, one: select(isSmall, 1.0, 0.5))
  return ((half.difference + half.low) * select(isSmall, 1.0, 2.0)).withSign(of: x)
}

/// (factor + factorLow) (e^(x + low) - 1) for x <= 0; where x is next to 0 that is factor · x,
/// which the caller knows better.
///
/// Error: 0.76 ulp.
@inline(__always)
func scaledExpm1<V: FloatVector>(
  _ x: V, low: V = 0.0, times factor: V, plus factorLow: V = 0.0
) -> V {
  let exponential = FloatExponential(min(0.0, max(-20.0, x)), low: low, closely: true)
  let power = exponential.power
  let offset = power - 1.0
  let difference = fma(power, exponential.rise, offset)
  let lost = fma(power, exponential.rise, offset - difference) + (power - (offset + 1.0))
  let small = fma(power, exponential.low, lost)
  return fma(factor, difference, fma(factor, small, factorLow * difference))
}

/// 1 - e^v for v <= 0
///
///     -(v + v² p(v))   v > -0.75
///     1 - e^v          otherwise
///
/// Error: 0.98 ulp.
@inline(__always)
func exponentialDeficit<V: FloatVector>(_ v: V) -> V {
  let bounded = min(0.0, max(-20.0, v))
  let near = fma(bounded * bounded, deficitTail(bounded), bounded)
  return select(bounded > -0.75, -near, 1.0 - shortExponential(bounded))
}

/// p in e^v = 1 + v + v² p(v) for -0.75 <= v <= 0.
@inline(__always)
private func deficitTail<V: FloatVector>(_ v: V) -> V {
  // expm1_negative_float
  polynomial(
    v, 0.4999999701976776, 0.1666659116744995, 0.04166020080447197, 0.00830758921802044,
    0.001336278161033988, 0.0001438081089872867)
}

/// e^v for a v <= 0 that is not far from it, as a part of 1: one float of ln2 will do.
@inline(__always)
func shortExponential<V: FloatVector>(_ v: V) -> V {
  let anchored = fma(v, 0x1.715476p+0, V.anchor)
  let r = fma(anchored - V.anchor, -0x1.62e430p-1, v)
  let power = anchored.powerOfTwo
  return fma(power, fma(r * r, shortTail(r), r), power)
}
