// SPDX-License-Identifier: MIT

/// Softmax of z = x / T; T broadcasts over the rows.
///
///     p_i = e^(z_i - m) / Σ e^(z_j - m),  m = max z
enum Softmax: RowFunction {
  typealias Single = InFloats

  @inline(__always)
  static var exponentials: Exponentials { .all }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeTotal() }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    L.share(at.exponential, row)
  }
}

/// With g the dy beside the largest x, which leaves the result as it is but keeps
/// the digits of rows where one p is nearly 1,
///
///     dx_i = p_i ((dy_i - g) - Σ p_j (dy_j - g)) / T
///
/// Elements at -infinity have no part in it, whatever their dy.
enum SoftmaxBackward: RowFunction {
  @inline(__always)
  static var exponentials: Exponentials { .all }

  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static var hasCompanion: Bool { true }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    let pull = at.kept * (at.dy - L.V(row.companion))
    return Terms(a: select(row.isMasked(at.x), 0.0, pull))
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeTotal() }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let share = row.share(at.kept)
    let dz = share * ((at.dy - L.V(row.companion)) - row.share(row.sums.a))
    return row.untempered(select(row.isMasked(at.x), share, dz)).packed
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
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    Terms(a: select(at.x == 0.0, 0.0, at.x * (at.dy - L.V(row.companion))))
  }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let dz = at.x * ((at.dy - L.V(row.companion)) - row.sums.a)
    return row.untempered(select(at.x == 0.0, at.x, dz)).packed
  }
}
