// SPDX-License-Identifier: MIT

/// log softmax of z = x / T, and log Σ e^z.
///
///     log p_i   = (z_i - m) - L,   L = log(1 + Σ' e^(z_j - m)),  m = max z
///     log Σ e^z = m + L
///
/// The sum leaves out one largest element, the 1, so that L is exact however small.
enum LogSoftmax: RowFunction {
  @inline(__always)
  static var sums: Int { 2 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    row.othersTerms(at.x)
  }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    row.distance(at.x) - row.logTotal
  }
}

enum LogSumExp: RowFunction {
  @inline(__always)
  static var sums: Int { 2 }

  @inline(__always)
  static var hasResult: Bool { false }

  @inline(__always)
  static var hasTotal: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    row.othersTerms(at.x)
  }

  /// A row of -infinity, or of nothing, sums to 0.
  @inline(__always)
  static func total<V: EightDoubles>(_ row: Row<V>) -> V {
    row.peak + logarithmOfTotal(row.sums.a + (row.sums.b - 1.0))
  }
}

///     dx_i = (dy_i (1 - p_i) - p_i Σ' dy_j) / T    over the j other than i
///
/// Elements at -infinity have no part in it, whatever their dy.
enum LogSoftmaxBackward: RowFunction {
  @inline(__always)
  static var sums: Int { 3 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    var terms = row.othersTerms(at.x)
    terms.c = select(row.isMasked(at.x), 0.0, at.dy)
    return terms
  }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    let share = row.share(at.kept)
    let dz = at.dy * row.rest(at.x, share: share) - share * (row.sums.c - at.dy)
    return row.untempered(select(row.isMasked(at.x), share, dz))
  }
}

/// The same from the saved output, p = e^y.
enum LogSoftmaxBackwardOutput: RowFunction {
  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .divisor }

  @inline(__always)
  static var hasPeak: Bool { false }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    Terms(kept: at.x, select(at.x == -V.infinity, 0.0, at.dy))
  }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    let dz = -(at.dy * expm1Bounded(at.x)) - exp(at.x) * (row.sums.a - at.dy)
    return row.untempered(select(at.x == -V.infinity, 0.0, dz))
  }
}

///     dx_i = dy p_i
enum LogSumExpBackward: RowFunction {
  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .number }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    Softmax.terms(at, row)
  }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) { Softmax.derive(&row) }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    row.share(at.kept) * row.parameter
  }
}

extension Row {
  /// e^(z - m) below the peak, and how many are at it.
  @inline(__always)
  func othersTerms(_ x: V) -> Terms<V> {
    let exponential = exponential(x)
    let atPeak = isPeak(x)
    return Terms(
      kept: exponential, select(atPeak, 0.0, exponential), select(atPeak, 1.0, 0.0))
  }

  @inline(__always)
  mutating func takeOthers() {
    let below = select(peak == -V.infinity, V.nan, sums.a)
    others = below + (sums.b - 1.0)
    take(total: 1.0 + others)
    logTotal = logarithmOfTotal(others)
  }
}

/// Once for each row: one copy of it does for all.
@inline(never)
private func logarithmOfTotal<V: EightDoubles>(_ others: V) -> V { log1p(others) }
