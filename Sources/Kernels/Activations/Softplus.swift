// SPDX-License-Identifier: MIT

/// Softplus [Dugas, Bengio, Bélisle, Nadeau & Garcia, 2001].
///
///     softplus(x)     = log(1 + e^v) / β             v = β x
///     softplus′(x)    = σ(v)
///     ∂softplus / ∂β  = (v σ(v) - log(1 + e^v)) / β²
///
/// Free of overflow and cancellation, with z = e^-|v|,
///
///     softplus(x)     = max(0, x) + log(1 + z) / β
///     ∂softplus / ∂β  = -(z (1 + |v| / (1 + z)) - D) / β²,  D = z - log(1 + z)
enum Softplus: Activation {
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    let exponential = decay(v, low)
    let z = exponential.value
    let inverse = 1.0 / beta
    // The inverse is short of this fraction of itself, unless it is infinite.
    let missing =
      V.servesFloat32 ? 0.0 : select(inverse.magnitude < 0x1p1023, fma(-inverse, beta, 1.0), 0.0)
    let logarithm = log1pUnit(z)
    let near = fma(logarithm, inverse, fma(logarithm, inverse * missing, select(v > 0.0, x, 0.0)))
    let scaled = exponential.times(min(0x1p1022, inverse), correction: missing)
    return select(v < -1.0, fma(-log1pDeficit(z), inverse, scaled), near)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    return logisticGate(1.0, v, low: low)
  }

  @inline(__always)
  static func slope<V: FloatVector>(_ x: V, _ beta: V) -> InverseSlope<V> {
    let v = min(200.0, max(-200.0, -(beta * x)))
    // Where v is out of bounds its rounding does not count.
    return logisticSlope(ofNegative: v, low: min(1.0, max(-1.0, fma(-beta, x, -v))))
  }

  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    let exponential = decay(v, low)
    let z = exponential.value
    let a = min(1400.0, v.magnitude)
    let factor = 1.0 + quotient(a, onePlus: z)
    // Far out the deficit does not count, and z comes last, for it may be subnormal.
    let isFar = a > 40.0
    let rise = exponential.product(factor, correction: 0.0)
    let near = rise.value - (log1pDeficit(z) - rise.low)
    let share = select(isFar, factor, near) / beta / beta
    return -select(isFar, exponential.times(share), share)
  }

  /// σ(v) = 1 - e^(-β y)
  @inline(__always)
  static func slopeFromOutput<V: RealVector>(_ y: V, _ beta: V) -> V {
    -expm1Bounded(-max(0.0, beta * y))
  }

  @inline(__always)
  static func slopeFromOutput<V: FloatVector>(_ y: V, _ beta: V) -> V {
    exponentialDeficit(-(beta * y))
  }
}
