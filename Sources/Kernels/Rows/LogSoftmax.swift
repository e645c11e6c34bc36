// SPDX-License-Identifier: MIT

/// log softmax of z = x / T, and log Σ e^z.
///
///     log p_i   = (z_i - m) - L,   L = log(1 + Σ' e^(z_j - m)),  m = max z
///     log Σ e^z = m + L
///
/// The sum leaves out one largest element, the 1, so that L is exact however small.
enum LogSoftmax: RowFunction {
  typealias Single = InFloats

  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) {
    row.takeOthers()
    if V.servesFloat32 { row.takeOffset() }
  }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    row.logShare(at.x).packed
  }
}

enum LogSumExp: RowFunction {
  typealias Single = InFloats

  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var hasResult: Bool { false }

  @inline(__always)
  static var hasTotal: Bool { true }

  /// A row of -infinity, or of nothing, sums to 0.
  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V {
    V(row.peak) + Row.logarithm(ofTotal: row.others(row.exponentials))
  }
}

///     dx_i = (dy_i (1 - p_i) - p_i Σ' dy_j) / T    over the j other than i
///
/// Elements at -infinity have no part in it, whatever their dy.
enum LogSoftmaxBackward: RowFunction {
  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var parameter: RowParameter { .temperature }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    Terms(a: select(row.isMasked(at.x), 0.0, at.dy))
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let share = row.share(at.kept)
    let dz = at.dy * row.rest(at.x, share: share) - share * (row.sums.a - at.dy)
    return row.untempered(select(row.isMasked(at.x), share, dz)).packed
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
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    Terms(a: select(at.x == -L.V.infinity, 0.0, at.dy))
  }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let dz = -(at.dy * expm1Bounded(at.x)) - exp(at.x) * (row.sums.a - at.dy)
    return row.untempered(select(at.x == -L.V.infinity, 0.0, dz)).packed
  }
}

///     dx_i = dy p_i
enum LogSumExpBackward: RowFunction {
  @inline(__always)
  static var exponentials: Exponentials { .all }

  @inline(__always)
  static var parameter: RowParameter { .number }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeTotal() }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    (row.share(at.kept) * row.parameter).packed
  }
}
