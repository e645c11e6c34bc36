// SPDX-License-Identifier: MIT
//
// The logistic function and the hyperbolic tangent in float lanes; `Logistic.swift` is the
// same for doubles.

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
