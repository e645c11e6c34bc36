// SPDX-License-Identifier: MIT
//
// The logistic function and the hyperbolic tangent in float lanes, and their derivatives;
// `Logistic.swift` is the same for doubles.

extension LogisticDenominator where V: FloatVector {
  @inline(__always)
  init(_ v: V, low: V = 0.0, one: V = 0x1p-64, shift: V = -64.0) {
    let exponential = FloatExponential(v, low: low, shift: shift)
    self.init(
      power: exponential.power, rise: exponential.rise, low: exponential.low, one: one)
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

/// tanh(x) = x + x³ p(x²)                    |x| < 1
///         = 1 - 2 q / (1 + q),  q = e^-2|x|  otherwise
///
/// Error: 0.94 ulp.
@inline(__always)
func hyperbolicTangent<V: FloatVector>(_ x: V) -> V {
  let a = x.magnitude
  let square = a * a
  let near = fma(a * square, hyperbolicTail(square), a)
  let far = fma(-2.0, halfDeficit(a), 1.0)
  return select(a < 1.0, near, far).withSign(of: x)
}

/// x tanh(x)
///
/// Error: 0.99 ulp.
@inline(__always)
func hyperbolicGate<V: FloatVector>(_ x: V) -> V {
  let a = x.magnitude
  let square = a * a
  // x² + x⁴ p with x² in two parts, in the second term too.
  let low = fma(a, a, -square)
  let tail = square * hyperbolicTail(square)
  let near = square + fma(square, tail, fma(low + low, tail, low))
  let far = fma(-2.0 * a, halfDeficit(a), a)
  return select(a < 1.0, near, select(a < 10.0, far, a))
}

/// p in tanh(x) = x + x³ p(x²) for |x| < 1.
@inline(__always)
private func hyperbolicTail<V: FloatVector>(_ square: V) -> V {
  // tanh_float
  polynomial(
    square, -0.33333295583724976, 0.13332346081733704, -0.05387984216213226,
    0.021486647427082062, -0.007945943623781204, 0.002301165135577321, -0.00035837950417771935)
}

/// q / (1 + q) = q - q² / (1 + q),  q = e^-2a, for a >= 1: the second form hardly feels what
/// 1 + q loses.
@inline(__always)
private func halfDeficit<V: FloatVector>(_ a: V) -> V {
  let bounded = min(10.0, a)
  let q = shortExponential(-(bounded + bounded))
  return fma(-q, q / (1.0 + q), q)
}

/// (1 + e^a) (1 + e^-a) = e^a + 2 + e^-a, for a >= 0, so that σ′(a) is its reciprocal. Both
/// exponentials come from one reduction, for e^r and e^-r have the even powers of r in common:
///
///     2^n + 2 + 2^-n     exactly: `most` and `rest`
///     2^n (e^r - 1) + 2^-n (e^-r - 1)
private struct LogisticProduct<V: FloatVector> {
  /// In units of `inverseUnit`, which is 1 or, far out, 2^-125.
  let value: V
  let inverseUnit: V

  /// Far out, beyond 174, it counts as if there: its reciprocal is 0 for every dy below 2^102.
  @inline(__always)
  init(_ a: V) {
    #if SWIFTACT_FMA
      if V.isEverywhere(a <= 87.0) {
        self.init(a, inverseUnit: 1.0, two: 2.0) { n in (V.anchor + n, V.anchor - n) }
        return
      }
    #endif
    // There e^-a does not count, nor is its power a normal number for all of them.
    let isFar = a > 87.0
    let shift: V = select(isFar, -125.0, 0.0)
    self.init(
      min(174.0, a), inverseUnit: select(isFar, 0x1p-125, 1.0), two: select(isFar, 0.0, 2.0)
    ) { n in (V.anchor + (n + shift), V.anchor - select(isFar, 126.0, n)) }
  }

  /// With the anchored exponents of both powers, given n.
  @inline(__always)
  private init(_ a: V, inverseUnit: V, two: V, _ exponents: (V) -> (V, V)) {
    let n = fma(a, 0x1.715476p+0, V.anchor) - V.anchor
    let r = fma(n, -0x1.62e430p-1, a)
    let below = n * 0x1.05c610p-29
    let square = r * r
    let (even, odd) = shortTailParts(square)
    let small = fma(square, fma(r, odd, even), fma(below, r, below))
    let inverseSmall = fma(square, fma(-r, odd, even), fma(below, r, -below))
    let (exponent, inverseExponent) = exponents(n)
    let power = exponent.powerOfTwo
    let inverse = inverseExponent.powerOfTwo
    let others = inverse + two
    let most = power + others
    let rest = (power - most) + others
    // In this order but one rounding of it counts.
    let fall = fma(inverse, inverseSmall - r, rest)
    value = most + fma(power, r, fma(power, small, fall))
    self.inverseUnit = inverseUnit
  }
}

/// σ′(x) = 1 / (e^|x| + 2 + e^-|x|)
@inline(__always)
func logisticSlope<V: FloatVector>(_ x: V) -> Reciprocal<V> {
  let product = LogisticProduct(x.magnitude)
  return Reciprocal(product.value, scale: product.inverseUnit)
}

/// tanh′ x = 4 σ′(2 x)
@inline(__always)
func hyperbolicTangentSlope<V: FloatVector>(_ x: V) -> Reciprocal<V> {
  let product = LogisticProduct(min(0x1p100, x.magnitude) * 2.0)
  return Reciprocal(0.25 * product.value, scale: product.inverseUnit)
}
