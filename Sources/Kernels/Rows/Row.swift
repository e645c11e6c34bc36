// SPDX-License-Identifier: MIT

/// What is known about a row.
struct Row<V: RowVector> {
  /// The largest key; NaN is never it. And dy there, the largest of several.
  var peak = -V.Packed.infinity
  var companion = -V.Packed.infinity
  /// The sum of the exponentials, and how many elements at the peak it leaves out.
  var exponentials: V = 0.0
  var peaks: V = 0.0
  /// What an element at the peak has in that sum.
  var unit: V = 1.0
  var sums = Terms<V>()

  /// The operands with one number for each row.
  var parameter: V = 1.0
  var weight: V = 0.0
  var label: V = -1.0

  // MARK: Derived

  /// z = x / T, and the sign of T.
  var temperature: V = 1.0
  var inverseTemperature: V = 1.0
  var sign: V.Packed = 1.0

  /// The x at the peak.
  @inline(__always)
  var top: V.Packed { key(peak) }

  /// Σ e^(z - peak), less the one 1 of a largest element; all of it; its inverse, in the
  /// unit of the exponentials.
  var others: V = 0.0
  var total: V = 1.0
  var inverseTotal: V = 1.0
  /// log Σ e^(z - peak)
  var logTotal: V = 0.0
  /// log Σ e^z, or NaN where that is far more than `logTotal` and has too few digits for it.
  var offset: V = 0.0
  var isOffsetEverywhere = false

  @inline(__always)
  init() {}

  /// A negative temperature turns the row around: softmin is softmax at -T.
  @inline(__always)
  mutating func take(temperature operand: V) {
    temperature = operand
    inverseTemperature = 1.0 / operand
    let one: V.Packed = 1.0
    sign = one.withSign(of: operand.packed)
  }

  @inline(__always)
  mutating func take(divisor: V) { inverseTemperature = 1.0 / divisor }

  @inline(__always)
  mutating func take<F: RowFunction>(_ sums: RowSums<F, V>) {
    exponentials = sums.exponentials.total
    peaks = sums.peaks
    self.sums = Terms(a: sums.a.total, b: sums.b.total)
  }

  @inline(__always)
  mutating func takeTotal() {
    // Rows of nothing but -infinity have no shares.
    total = select(V(peak) == -V.infinity, V.nan, exponentials)
    inverseTotal = 1.0 / total
  }

  @inline(__always)
  mutating func takeOthers() {
    others = others(select(V(peak) == -V.infinity, V.nan, exponentials))
    total = 1.0 + others
    inverseTotal = 1.0 / total
    logTotal = Self.logarithm(ofTotal: others)
  }

  @inline(__always)
  mutating func takeOffset() {
    let shift = V(top) * inverseTemperature
    let isClose = shift.magnitude < 0x1p20 * logTotal
    offset = select(isClose, shift + logTotal, V.nan)
    isOffsetEverywhere = V.isEverywhere(isClose)
  }

  @inline(__always)
  func others(_ below: V) -> V { below / unit + (peaks - 1.0) }

  /// Once for each row: one copy of it does for all.
  @inline(never)
  static func logarithm(ofTotal others: V) -> V { log1p(others) }

  // MARK: Formulas

  /// What the peak is the largest of.
  @inline(__always)
  func key(_ x: V.Packed) -> V.Packed { x * sign }

  @inline(__always)
  func isPeak(_ x: V) -> V.Mask { x == V(top) }

  @inline(__always)
  func isMasked(_ x: V) -> V.Mask { x * V(sign) == -V.infinity }

  /// (x - top) / T: 0 at the top, be it infinite.
  @inline(__always)
  func distance(_ x: V) -> V {
    if V.servesFloat32 { return min(0.0, (x - boundedTop) * inverseTemperature) }
    return select(isPeak(x), 0.0, (x - V(top)) * inverseTemperature)
  }

  /// z - log Σ e^z, in `Wide` at once where that is as good.
  @inline(__always)
  func logShare(_ x: V) -> V {
    if !V.servesFloat32 { return distance(x) - logTotal }
    let atOnce = fma(x, inverseTemperature, -offset)
    if isOffsetEverywhere { return atOnce }
    return select(offset == offset, atOnce, distance(x) - logTotal)
  }

  /// Far out stands for infinity, which is 0 from itself.
  @inline(__always)
  private var boundedTop: V { min(0x1p200, max(-0x1p200, V(top))) }

  /// e^((x - top) / T). In float64 the exponent has a rounding error that the
  /// exponential would magnify by up to 745: it is carried along.
  #if SWIFTACT_FMA
    @inline(__always)
  #else
    @inline(never)
  #endif
  func exponential(_ x: V) -> V {
    if V.servesFloat32 { return Exponential(bounded: max(-350.0, distance(x))).value }
    let top = V(self.top)
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
