// SPDX-License-Identifier: MIT

/// How the exponentials of a row are computed, kept and added up. All else about it is in
/// lanes of V.
protocol RowLanes {
  associatedtype V: RowVector

  /// Sixteen of them.
  associatedtype Exponential
  /// What they need to know of the row, or rows.
  associatedtype Setting
  associatedtype Tally: ExponentialTally where Tally.Lanes == Self

  static func setting(_ row: Row<V>) -> Setting
  /// What an element at the peak has.
  static func unit(_ setting: Setting) -> V
  /// Whether `isPlain` may be said of all lanes, for which it is quicker.
  static func isPlain(_ setting: Setting) -> Bool

  static func exponential(
    _ x: V.Packed, _ row: Row<V>, _ setting: Setting, isPlain: Bool
  ) -> Exponential
  /// Whether four in step are quicker than one after the other.
  static var isQuickerInStep: Bool { get }
  /// Those of four neighbours, where all is plain.
  static func exponentials(
    _ x: Four<V.Packed>, _ row: Row<V>, _ setting: Setting
  ) -> Four<Exponential>

  static func value(_ exponential: Exponential) -> V
  static func share(_ exponential: Exponential, _ row: Row<V>) -> V.Packed

  /// For functions without.
  static var nothing: Exponential { get }

  /// As much memory as sixteen doubles.
  static func keep(_ exponential: Exponential, at place: UnsafeMutableRawPointer)
  static func kept(at place: UnsafeRawPointer) -> Exponential
}

extension RowLanes {
  @inline(__always)
  static var isQuickerInStep: Bool { false }

  @inline(__always)
  static func exponentials(
    _ x: Four<V.Packed>, _ row: Row<V>, _ setting: Setting
  ) -> Four<Exponential> {
    Four(
      a: exponential(x.a, row, setting, isPlain: true),
      b: exponential(x.b, row, setting, isPlain: true),
      c: exponential(x.c, row, setting, isPlain: true),
      d: exponential(x.d, row, setting, isPlain: true))
  }
}

struct Four<T> {
  let a: T
  let b: T
  let c: T
  let d: T
}

/// The exponentials of a part of a row, added up. Elements at the peak are counted instead
/// where they are kept `apart`.
protocol ExponentialTally {
  associatedtype Lanes: RowLanes

  init(apart: Bool)

  /// Takes over another; what is not needed is not written.
  mutating func set(_ other: Self, apart: Bool)

  /// With `first`, only as many lanes.
  mutating func add(
    _ exponential: Lanes.Exponential, _ x: Lanes.V.Packed, _ row: Row<Lanes.V>, apart: Bool,
    first: Int?)

  func exponentials(apart: Bool) -> Sum<Lanes.V>
  func peaks(apart: Bool) -> Lanes.V
}

/// Exponentials with the precision and the range of doubles.
enum InDoubles<V: RowVector>: RowLanes {
  @inline(__always)
  static func setting(_ row: Row<V>) {}

  @inline(__always)
  static func unit(_ setting: Void) -> V { 1.0 }

  @inline(__always)
  static func isPlain(_ setting: Void) -> Bool { true }

  @inline(__always)
  static func exponential(_ x: V.Packed, _ row: Row<V>, _ setting: Void, isPlain: Bool) -> V {
    row.exponential(V(x))
  }

  @inline(__always)
  static func value(_ exponential: V) -> V { exponential }

  @inline(__always)
  static func share(_ exponential: V, _ row: Row<V>) -> V.Packed { row.share(exponential).packed }

  @inline(__always)
  static var nothing: V { 0.0 }

  @inline(__always)
  static func keep(_ exponential: V, at place: UnsafeMutableRawPointer) {
    exponential.storeDoubles(to: place)
  }

  @inline(__always)
  static func kept(at place: UnsafeRawPointer) -> V { V(loadingDoubles: place) }

  struct Tally: ExponentialTally {
    typealias Lanes = InDoubles<V>

    private var sum = Sum<V>()
    private var count: V = 0.0

    @inline(__always)
    init(apart: Bool) {}

    @inline(__always)
    mutating func set(_ other: Tally, apart: Bool) {
      sum.set(other.sum)
      if apart { count = other.count }
    }

    @inline(__always)
    mutating func add(
      _ exponential: V, _ x: V.Packed, _ row: Row<V>, apart: Bool, first: Int?
    ) {
      let isPeak = row.isPeak(V(x))
      var term = apart ? select(isPeak, 0.0, exponential) : exponential
      var peak: V = apart ? select(isPeak, 1.0, 0.0) : 0.0
      if let first {
        term = select(V.first(first), term, 0.0)
        peak = select(V.first(first), peak, 0.0)
      }
      sum += term
      if apart { count = count + peak }
    }

    @inline(__always)
    func exponentials(apart: Bool) -> Sum<V> { sum }

    @inline(__always)
    func peaks(apart: Bool) -> V { apart ? count : 0.0 }
  }
}
