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
///     ∂softplus / ∂β  = -(|v| z / (1 + z) + log(1 + z)) / β²
enum Softplus: Activation {
  typealias SingleFromOutput = Wide

  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, exponential, isFar) = terms(x, beta)
    let inverse = 1.0 / beta
    // The inverse has an error, unless β is too small for one to be told.
    let error = fma(-inverse, beta, 1.0) * inverse
    let inverseLow = V.servesFloat32 ? 0.0 : select(inverse < 0x1p1023, error, 0.0)
    let logarithm = log1pUnit(exponential.value)
    let linear = select(v > 0.0, x, 0.0)
    let near = fma(logarithm, inverse, fma(logarithm, inverseLow, linear))
    return select(isFar, linear + exponential.times(inverse), near)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, low) = product(beta, x)
    return logisticGate(1.0, v, low: low)
  }

  @inline(__always)
  static func parameterSlope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let (v, exponential, isFar) = terms(x, beta)
    let a = min(1400.0, v.magnitude)
    let z = exponential.value
    let near = fma(a, z / (1.0 + z), log1pUnit(z))
    let share = select(isFar, 1.0 + a, near) / beta / beta
    return -select(isFar, exponential.times(share), share)
  }

  /// σ(v) = 1 - e^(-β y)
  @inline(__always)
  static func slopeFromOutput<V: RealVector>(_ y: V, _ beta: V) -> V {
    -expm1Bounded(-(beta * y))
  }

  /// v, z = e^-|v|, and whether z is all there is to log(1 + z); then it is multiplied
  /// in last, for it may be subnormal.
  @inline(__always)
  private static func terms<V: RealVector>(
    _ x: V, _ beta: V
  ) -> (v: V, exponential: Exponential<V>, isFar: V.Mask) {
    let (v, low) = product(beta, x)
    return (v, decay(v, low), v.magnitude > 40.0)
  }
}
