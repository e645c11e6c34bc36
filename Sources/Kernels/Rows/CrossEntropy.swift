// SPDX-License-Identifier: MIT

/// Cross-entropy of the softmax of logits x with the class y, the label.
///
///     loss = -log p_y = L - (x_y - m)
///
/// Without a label (negative) the loss and its gradient are 0.
enum CrossEntropy: RowFunction {
  typealias Single = InFloats

  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var hasLabel: Bool { true }

  @inline(__always)
  static var hasResult: Bool { false }

  @inline(__always)
  static var hasTotal: Bool { true }

  /// The sum has one term.
  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    Terms(a: select(at.index == row.label, row.distance(at.x), 0.0))
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V {
    select(row.label < 0.0, 0.0, row.logTotal - row.sums.a)
  }
}

/// The same with
///
///     dx_i = weight (p_i - [i = y]),   p_y - 1 = -Σ' p_j    over the j other than y
enum CrossEntropyGradient: RowFunction {
  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var sums: Int { 1 }

  @inline(__always)
  static var hasLabel: Bool { true }

  @inline(__always)
  static var hasWeight: Bool { true }

  @inline(__always)
  static var hasTotal: Bool { true }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    CrossEntropy.terms(at, row)
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V { CrossEntropy.total(row) }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let share = row.share(at.kept)
    let dx = select(at.index == row.label, -row.rest(at.x, share: share), share)
    return select(row.label < 0.0, 0.0, row.weight * dx).packed
  }
}

/// Cross-entropy with a target t_i for each class; that of the label is greater by
/// the label's weight. Classes at -infinity have no target but the label.
///
///     loss = -Σ t_i log p_i = L Σ t_i - Σ t_i (x_i - m)
enum TargetEntropy: RowFunction {
  typealias Single = InFloats

  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var sums: Int { 2 }

  @inline(__always)
  static var hasLabel: Bool { true }

  /// What the label's class has beside its target.
  @inline(__always)
  static var parameter: RowParameter { .number }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static var hasResult: Bool { false }

  @inline(__always)
  static var hasTotal: Bool { true }

  @inline(__always)
  static func target<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V {
    let own = select(row.isMasked(at.x), 0.0, at.dy)
    return select(at.index == row.label, own + row.parameter, own)
  }

  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    let target = target(at, row)
    return Terms(a: target, b: select(target == 0.0, 0.0, target * row.distance(at.x)))
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V {
    select(row.sums.a == 0.0, 0.0, row.sums.a * row.logTotal) - row.sums.b
  }
}

/// The same with
///
///     dx_i = weight (p_i Σ' t_j - t_i (1 - p_i))    over the j other than i
enum TargetEntropyGradient: RowFunction {
  @inline(__always)
  static var exponentials: Exponentials { .others }

  @inline(__always)
  static var sums: Int { 2 }

  @inline(__always)
  static var hasLabel: Bool { true }

  @inline(__always)
  static var hasWeight: Bool { true }

  @inline(__always)
  static var parameter: RowParameter { .number }

  @inline(__always)
  static var readsDY: Bool { true }

  @inline(__always)
  static var hasTotal: Bool { true }

  @inline(__always)
  static var keeps: Bool { true }

  @inline(__always)
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> {
    TargetEntropy.terms(at, row)
  }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) { row.takeOthers() }

  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V { TargetEntropy.total(row) }

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed {
    let target = TargetEntropy.target(at, row)
    let share = row.share(at.kept)
    let rest = row.rest(at.x, share: share)
    return (row.weight * (share * (row.sums.a - target) - target * rest)).packed
  }
}
