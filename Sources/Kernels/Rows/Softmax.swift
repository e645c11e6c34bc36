// SPDX-License-Identifier: MIT

/// Softmax of z = x / T; T broadcasts over the rows.
///
///     p_i = e^(z_i - m) / Σ e^(z_j - m),  m = max z
enum Softmax: RowFunction {
  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    let exponential = row.exponential(at.x)
    return Terms(kept: exponential, exponential)
  }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) {
    // Rows of nothing but -infinity have no shares.
    row.take(total: select(row.peak == -V.infinity, V.nan, row.sums.a))
  }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V { row.share(at.kept) }
}

/// With g the dy beside the largest x, which leaves the result as it is but keeps
/// the digits of rows where one p is nearly 1,
///
///     dx_i = p_i ((dy_i - g) - Σ p_j (dy_j - g)) / T
///
/// Elements at -infinity have no part in it, whatever their dy.
enum SoftmaxBackward: RowFunction {
  @inline(__always)
  static var sums: Int { 2 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static var hasCompanion: Bool { true }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    let exponential = row.exponential(at.x)
    let pull = exponential * (at.dy - row.companion)
    return Terms(kept: exponential, exponential, select(row.isMasked(at.x), 0.0, pull))
  }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) {
    row.take(total: select(row.peak == -V.infinity, V.nan, row.sums.a))
  }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    let dz = row.share(at.kept) * ((at.dy - row.companion) - row.share(row.sums.b))
    return row.untempered(select(row.isMasked(at.x), row.share(at.kept), dz))
  }
}

/// The same from the saved output.
///
///     dx_i = y_i ((dy_i - g) - Σ y_j (dy_j - g)) / T
enum SoftmaxBackwardOutput: RowFunction {
  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .divisor }

  @inline(__always)
  static var hasCompanion: Bool { true }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V> {
    Terms(kept: at.x, select(at.x == 0.0, 0.0, at.x * (at.dy - row.companion)))
  }

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V {
    let dz = at.x * ((at.dy - row.companion) - row.sums.a)
    return row.untempered(select(at.x == 0.0, at.x, dz))
  }
}
