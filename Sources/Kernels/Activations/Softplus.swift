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
    let share = select(isFar, 1.0, log1pUnit(exponential.value)) / beta
    // With the sign of v, for a negative β turns the function around.
    return select(v > 0.0, x, 0.0) + select(isFar, exponential.times(share), share)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ beta: V) -> V {
    let v = beta * x
    return logisticGate(1.0, v, low: low(beta, x, v))
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
    let v = beta * x
    return (v, decay(v, low(beta, x, v)), v.magnitude > 40.0)
  }

  /// What the rounding of v = β x left out.
  @inline(__always)
  private static func low<V: RealVector>(_ beta: V, _ x: V, _ v: V) -> V? {
    V.servesFloat32 ? nil : select(v.magnitude < 1400.0, fma(beta, x, -v), 0.0)
  }
}
