// SPDX-License-Identifier: MIT

/// A function of a whole row is a caseless enum that says what to add up over the
/// row and how an element follows from the sums:
///
///     peak          the largest key of the row, and the dy that stands beside it
///     exponentials  the sum of e^z, with or without the elements at the peak
///     sums          up to two more, of `terms`, over the elements
///     derive        what follows from the sums, once for each row
///     result        an element of the output
///     total         the row's number
///
/// Formulas work lane by lane, and never know whether the lanes of a vector are
/// neighbours in one row or the same element of sixteen rows.
protocol RowFunction {
  /// The exponentials of float32: in doubles where something is multiplied by them, that
  /// may be large; in floats elsewhere.
  associatedtype Single: RowLanes = InDoubles<Twice<Wide>>

  static var exponentials: Exponentials { get }
  /// How many of the two terms are in use.
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
  /// Whether `result` uses the exponentials once more, and is wanted at all.
  static var keeps: Bool { get }
  static var hasResult: Bool { get }
  static var hasTotal: Bool { get }

  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V>
  static func derive<V: RowVector>(_ row: inout Row<V>)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed
  static func total<V: RowVector>(_ row: Row<V>) -> V
}

/// What is added up of them: the elements at the peak are counted beside the others.
enum Exponentials {
  case none, all, others
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
  static var exponentials: Exponentials { .none }

  @inline(__always)
  static var sums: Int { 0 }

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
  static func terms<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> Terms<L.V> { Terms() }

  @inline(__always)
  static func derive<V: RowVector>(_ row: inout Row<V>) {}

  @inline(__always)
  static func result<L: RowLanes>(_ at: Entry<L>, _ row: Row<L.V>) -> L.V.Packed { at.packedX }

  @inline(__always)
  static func total<V: RowVector>(_ row: Row<V>) -> V { row.sums.a }
}

/// Sixteen elements of a row, or one of sixteen rows.
struct Entry<L: RowLanes> {
  typealias V = L.V

  let packedX: V.Packed
  let packedDY: V.Packed
  /// The exponential of each, where the function has them.
  let exponential: L.Exponential
  /// Its place in the row, from 0, of all or of the first.
  let place: Int
  let isAcross: Bool

  @inline(__always)
  var x: V { V(packedX) }

  @inline(__always)
  var dy: V { V(packedDY) }

  /// e^(z - peak)
  @inline(__always)
  var kept: V { L.value(exponential) }

  @inline(__always)
  var index: V {
    let first = V(repeating: Double(place))
    return isAcross ? first : first + V.iota
  }
}

/// An element's share of the sums.
struct Terms<V: RowVector> {
  var a: V = 0.0
  var b: V = 0.0

  /// Nothing where the mask is false.
  @inline(__always)
  func only(where mask: V.Mask) -> Terms {
    Terms(a: select(mask, a, 0.0), b: select(mask, b, 0.0))
  }
}
