// SPDX-License-Identifier: MIT

/// What is known about a row.
struct Row<V: EightDoubles> {
  /// The largest key; NaN is never it. And dy there, the largest of several.
  var peak: V = -V.infinity
  var companion: V = -V.infinity
  var sums = Terms<V>(kept: 0.0, 0.0)

  /// The operands with one number for each row.
  var parameter: V = 1.0
  var weight: V = 0.0
  var label: V = -1.0

  // MARK: Derived

  /// z = x / T, and the sign of T.
  var temperature: V = 1.0
  var inverseTemperature: V = 1.0
  var sign: V = 1.0
  /// The x at the peak.
  var top: V { key(peak) }

  /// Σ e^(z - peak), less the one 1 of a largest element; all of it; its inverse.
  var others: V = 0.0
  var total: V = 1.0
  var inverseTotal: V = 1.0
  /// log Σ e^(z - peak)
  var logTotal: V = 0.0

  @inline(__always)
  init() {}

  /// A negative temperature turns the row around: softmin is softmax at -T.
  @inline(__always)
  mutating func take(temperature operand: V) {
    temperature = operand
    inverseTemperature = 1.0 / operand
    let one: V = 1.0
    sign = one.withSign(of: operand)
  }

  @inline(__always)
  mutating func take(divisor: V) { inverseTemperature = 1.0 / divisor }

  @inline(__always)
  mutating func take(total sum: V) {
    total = sum
    inverseTotal = 1.0 / sum
  }

  // MARK: Formulas

  /// What the peak is the largest of.
  @inline(__always)
  func key(_ x: V) -> V { x * sign }

  @inline(__always)
  func isPeak(_ x: V) -> V.Mask { x == top }

  @inline(__always)
  func isMasked(_ x: V) -> V.Mask { key(x) == -V.infinity }

  /// (x - top) / T: 0 at the top, be it infinite.
  @inline(__always)
  func distance(_ x: V) -> V { select(isPeak(x), 0.0, (x - top) * inverseTemperature) }

  /// e^((x - top) / T). In float64 the exponent has a rounding error that the
  /// exponential would magnify by up to 745: it is carried along.
  #if SWIFTACT_FMA
    @inline(__always)
  #else
    @inline(never)
  #endif
  func exponential(_ x: V) -> V {
    // Far out stands for infinity, which is 0 from itself; bounded, e^ needs no bounds.
    if V.servesFloat32 {
      let scaled = (x - min(0x1p200, max(-0x1p200, top))) * inverseTemperature
      return Exponential(bounded: max(-350.0, min(0.0, scaled))).value
    }
    let difference = x - top
    let b = x - difference
    let lost = (x - (difference + b)) + (b - top)
    let quotient = difference * inverseTemperature
    let low = (fma(-quotient, temperature, difference) + lost) * inverseTemperature
    return Exponential(
      select(isPeak(x), 0.0, quotient), low: select(quotient > -1400.0, low, 0.0)
    ).value
  }

  /// An element's share of the total: a quotient, by way of the inverse.
  @inline(__always)
  func share(_ exponential: V) -> V {
    let quotient = exponential * inverseTotal
    if V.servesFloat32 { return quotient }
    return fma(fma(-quotient, total, exponential), inverseTotal, quotient)
  }

  /// 1 - share, exact where the share is nearly 1.
  @inline(__always)
  func rest(_ x: V, share: V) -> V {
    select(isPeak(x), self.share(others), 1.0 - share)
  }

  /// What the temperature makes of a derivative for z.
  @inline(__always)
  func untempered(_ dz: V) -> V {
    dz * inverseTemperature
  }
}
