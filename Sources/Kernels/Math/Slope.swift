// SPDX-License-Identifier: MIT

/// f′ = (value + low) · rest in float lanes, for dy · f′ to be rounded little more than
/// once. `low` is below the last bit of `value`, or NaN where that is all; `rest` is a power
/// of two held back where f′ is next to subnormal or overflows.
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

  /// 1 / (d + low), for d >= 0.
  @inline(__always)
  init(inverseOf d: V, low: V) {
    let scale: V = select(d > 0x1p100, 0x1p-30, 1.0)
    self.init(inverseOf: d * scale, low: low * scale, scaledBy: scale)
  }

  /// scale / (d + low)
  @inline(__always)
  init(inverseOf d: V, low: V, scaledBy scale: V) {
    let (value, low) = inverse(d, low)
    self.init(value, low: low, rest: scale)
  }

  /// 1 / (d + low)²
  @inline(__always)
  init(inverseSquareOf d: V, low: V) {
    let scale: V = select(d > 0x1p60, 0x1p-60, 1.0)
    let (root, rootLow) = inverse(d * scale, low * scale)
    let square = root * root
    self.init(
      square, low: fma(root + root, rootLow, fma(root, root, -square)), rest: scale * scale)
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

/// 1 / (d + low) and what its rounding left out; that is NaN for infinity and 0.
@inline(__always)
private func inverse<V: FloatVector>(_ d: V, _ low: V) -> (value: V, low: V) {
  let first = 1.0 / d
  let missing = fma(-first, low, fma(-first, d, 1.0))
  return (first, missing * first)
}
