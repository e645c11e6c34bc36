// SPDX-License-Identifier: MIT
//
// Functions of one exponential in float lanes: twice as many to a register as doubles,
// with no bits to spare. What a rounding loses goes into the next sum, so that results
// are rounded little more than once. `Exp.swift` and `Logistic.swift` are the same for
// doubles.

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
  /// `rise` is relatively exact itself, or as a part of e^r only.
  @inline(__always)
  init(_ x: V, low: V = 0.0, shift: V = 0.0, rises: Bool = false) {
    let anchor = V.anchor + shift
    let anchored = fma(x, 0x1.715476p+0, anchor)
    let n = anchored - anchor
    let r = fma(n, -0x1.62e430p-1, x)
    let below = fma(n, 0x1.05c610p-29, low)
    let whole = r + below
    reduced = r
    small = fma(
      whole * whole, rises ? shortDifferenceTail(whole) : shortTail(whole), below)
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

/// (1 + e^v) · one = value + low. The scale, a power of two, is for its inverse, which would
/// be subnormal.
private struct LogisticDenominator<V: FloatVector> {
  let value: V
  /// What the rounding of the sum left out; and with what the exponential's did.
  let lost: V
  let low: V

  @inline(__always)
  init(_ v: V, low vLow: V = 0.0, one: V = 0x1p-64, shift: V = -64.0) {
    let exponential = FloatExponential(v, low: vLow, shift: shift)
    let power = exponential.power
    let more = max(one, power)
    let less = min(one, power)
    value = fma(power, exponential.rise, more + less)
    lost = fma(power, exponential.rise, (more - value) + less)
    low = fma(power, exponential.low, lost)
  }

  /// n / (1 + e^v), where one is 2^-64.
  @inline(__always)
  func dividing(_ n: V) -> V {
    let reciprocal = 1.0 / value
    let first = n * reciprocal
    let missing = fma(-first, low, fma(-first, value, n))
    return fma(missing, reciprocal, first) * 0x1p-64
  }
}

/// σ(x) = 1 / (1 + e^-x)
///
/// Error: 0.87 ulp.
@inline(__always)
func logistic<V: FloatVector>(_ x: V) -> V {
  LogisticDenominator(-min(40.0, max(-110.0, x))).dividing(1.0)
}

/// σ(-v), as a derivative.
@inline(__always)
func logisticSlope<V: FloatVector>(ofNegative v: V, low: V = 0.0) -> InverseSlope<V> {
  let isLarge = v > 87.0
  let one: V = select(isLarge, 0x1p-125, 1.0)
  let denominator = LogisticDenominator(
    min(174.0, max(-40.0, v)), low: low, one: one, shift: select(isLarge, -125.0, 0.0))
  return InverseSlope(denominator.value, low: denominator.lost, scale: one)
}

/// x σ(x)
///
/// Error: 0.92 ulp.
@inline(__always)
func logisticGate<V: FloatVector>(_ x: V) -> V {
  let bounded = min(40.0, max(-110.0, x))
  let product = LogisticDenominator(-bounded).dividing(bounded)
  return select(x < 40.0, product, x).withSign(of: x)
}

/// tanh |x| = -m / (2 + m),  m = e^-2|x| - 1
///
/// Error: 0.87 ulp.
@inline(__always)
func hyperbolicTangent<V: FloatVector>(_ x: V) -> V {
  let a = min(10.0, x.magnitude)
  let exponential = FloatExponential(-(a + a), rises: true)
  let power = exponential.power
  let m = FloatDifference(exponential, one: 1.0)
  let sum = fma(power, exponential.rise, power + 1.0)
  let sumLow = fma(power, exponential.rise, (1.0 - sum) + power)
  return quotient(m.difference, plus: m.low, over: sum, low: sumLow).withSign(of: x)
}
