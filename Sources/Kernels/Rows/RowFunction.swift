// SPDX-License-Identifier: MIT

/// A function of a whole row is a caseless enum that says what to add up over the
/// row and how an element follows from the sums:
///
///     peak    the largest key of the row, and the dy that stands beside it
///     sums    up to four, of `terms`, over the elements
///     derive  what follows from the sums, once for each row
///     result  an element of the output
///     total   the row's number
///
/// Formulas work lane by lane, and never know whether the lanes of a vector are
/// neighbours in one row or the same element of eight rows.
protocol RowFunction {
  /// How many of the four terms are in use.
  static var sums: Int { get }
  /// Whether the largest key is needed, and dy beside it.
  static var hasPeak: Bool { get }
  static var hasCompanion: Bool { get }
  static var readsDY: Bool { get }
  /// What the operand with one number for each row is.
  static var parameter: RowParameter { get }
  /// Whether there is a label, and a weight of the results, for each row.
  static var hasLabel: Bool { get }
  static var hasWeight: Bool { get }
  /// Whether `result` uses what `terms` kept, and is wanted at all.
  static var keeps: Bool { get }
  static var hasResult: Bool { get }
  static var hasTotal: Bool { get }

  static func terms<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> Terms<V>
  static func derive<V: EightDoubles>(_ row: inout Row<V>)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V
  static func total<V: EightDoubles>(_ row: Row<V>) -> V
}

enum RowParameter {
  case none, number
  /// What x is divided by before anything else; its sign may turn the row around.
  case temperature
  /// What the results are divided by.
  case divisor
}

extension RowFunction {
  @inline(__always)
  static var hasPeak: Bool { true }

  @inline(__always)
  static var hasCompanion: Bool { false }

  @inline(__always)
  static var readsDY: Bool { false }

  @inline(__always)
  static var parameter: RowParameter { .none }

  @inline(__always)
  static var hasLabel: Bool { false }

  @inline(__always)
  static var hasWeight: Bool { false }

  @inline(__always)
  static var keeps: Bool { false }

  @inline(__always)
  static var hasResult: Bool { true }

  @inline(__always)
  static var hasTotal: Bool { false }

  @inline(__always)
  static func derive<V: EightDoubles>(_ row: inout Row<V>) {}

  @inline(__always)
  static func result<V: EightDoubles>(_ at: Entry<V>, _ row: Row<V>) -> V { at.x }

  @inline(__always)
  static func total<V: EightDoubles>(_ row: Row<V>) -> V { row.sums.a }
}

/// An element of a row.
struct Entry<V: EightDoubles> {
  var x: V
  var dy: V
  /// Its place in the row, from 0.
  var index: V
  /// What `terms` kept of it.
  var kept: V
}

/// An element's share of the sums, and a value to find again in `result`.
struct Terms<V: EightDoubles> {
  var kept: V
  var a: V
  var b: V
  var c: V
  var d: V

  @inline(__always)
  init(kept: V, _ a: V, _ b: V = 0.0, _ c: V = 0.0, _ d: V = 0.0) {
    self.kept = kept
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// Nothing where the mask is false.
  @inline(__always)
  func only(where mask: V.Mask) -> Terms {
    Terms(
      kept: kept, select(mask, a, 0.0), select(mask, b, 0.0), select(mask, c, 0.0),
      select(mask, d, 0.0))
  }
}
