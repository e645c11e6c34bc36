// SPDX-License-Identifier: MIT

/// f′ = (value + low) · rest in float lanes, for dy · f′ to be rounded little more than
/// once. `low` is below the last bit of `value`; `rest` is a power of two held back where f′
/// is next to subnormal or overflows.
struct Slope<V: FloatVector> {
  let value: V
  let low: V
  let rest: V

  @inline(__always)
  init(_ value: V, low: V = 0.0, rest: V = 1.0) {
    self.value = value
    self.low = low
    self.rest = rest
  }

  /// factor · f′
  @inline(__always)
  func times(_ factor: V) -> Slope {
    let product = value * factor
    return Slope(product, low: fma(low, factor, fma(value, factor, -product)), rest: rest)
  }

  /// (factor + factorLow) · f′
  @inline(__always)
  func times(_ factor: V, low factorLow: V) -> Slope {
    let product = times(factor)
    return Slope(product.value, low: fma(value, factorLow, product.low), rest: rest)
  }

  @inline(__always)
  static func * (dy: V, slope: Slope) -> V {
    let product = dy * slope.value
    let exact = fma(dy, slope.value, dy * slope.low)
    // `low` must not make a NaN of an infinity, nor change the sign of one, or of a zero.
    return select(exact == exact, exact, product).withSign(of: product) * slope.rest
  }
}
