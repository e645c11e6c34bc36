// SPDX-License-Identifier: MIT

/// A running sum. In float64 with what each addition lost, so that the sum of a
/// row of any length is good to the last bit; `Wide` has bits to spare.
struct Sum<V: RowVector> {
  private var value: V
  private var lost: V = 0.0

  @inline(__always)
  init(_ value: V = 0.0) { self.value = value }

  /// Takes over another; what is not needed is not written.
  @inline(__always)
  mutating func set(_ other: Sum) {
    value = other.value
    if !V.servesFloat32 { lost = other.lost }
  }

  @inline(__always)
  static func += (sum: inout Sum, term: V) {
    let (value, lost) = exactSum(sum.value, term)
    sum.value = value
    if !V.servesFloat32 { sum.lost = sum.lost + lost }
  }

  /// The same whichever comes first.
  @inline(__always)
  static func + (a: Sum, b: Sum) -> Sum {
    let (value, lost) = exactSum(a.value, b.value)
    var sum = Sum(value)
    if !V.servesFloat32 { sum.lost = (a.lost + b.lost) + lost }
    return sum
  }

  /// An infinite sum has lost NaN.
  @inline(__always)
  var total: V {
    if V.servesFloat32 { return value }
    let corrected = value + lost
    return select(corrected == corrected, corrected, value)
  }

  @inline(__always)
  func swapped(_ distance: Int) -> Sum {
    var other = Sum(value.swapped(distance))
    if !V.servesFloat32 { other.lost = lost.swapped(distance) }
    return other
  }
}

/// The sums of a part of a row: of sixteen parts, the k-th of the elements k, k + 16 …
struct PartialSums<F: RowFunction, L: RowLanes> {
  private var tally: L.Tally
  private var a = Sum<L.V>()
  private var b = Sum<L.V>()

  @inline(__always)
  init() { tally = L.Tally(apart: Self.apart) }

  @inline(__always)
  private static var apart: Bool { F.exponentials == .others }

  /// Takes over what is needed of another.
  @inline(__always)
  mutating func set(_ other: Self) {
    if F.exponentials != .none { tally.set(other.tally, apart: Self.apart) }
    if F.sums > 0 { a.set(other.a) }
    if F.sums > 1 { b.set(other.b) }
  }

  /// With `first`, only as many lanes.
  @inline(__always)
  mutating func add(_ at: Entry<L>, _ row: Row<L.V>, first: Int?) {
    if F.exponentials != .none {
      tally.add(at.exponential, at.packedX, row, apart: Self.apart, first: first)
    }
    var terms = F.terms(at, row)
    if let first { terms = terms.only(where: L.V.first(first)) }
    if F.sums > 0 { a += terms.a }
    if F.sums > 1 { b += terms.b }
  }

  @inline(__always)
  var sums: RowSums<F, L.V> {
    var sums = RowSums<F, L.V>()
    if F.exponentials != .none {
      sums.exponentials = tally.exponentials(apart: Self.apart)
      sums.peaks = tally.peaks(apart: Self.apart)
    }
    if F.sums > 0 { sums.a = a }
    if F.sums > 1 { sums.b = b }
    return sums
  }
}

/// What a row function adds up. What is not needed is not computed.
struct RowSums<F: RowFunction, V: RowVector> {
  var exponentials = Sum<V>()
  var peaks: V = 0.0
  var a = Sum<V>()
  var b = Sum<V>()

  /// Takes over what is needed of another: the rest stays 0, in no register.
  @inline(__always)
  mutating func set(_ other: Self) {
    if F.exponentials != .none { exponentials.set(other.exponentials) }
    if F.exponentials == .others { peaks = other.peaks }
    if F.sums > 0 { a.set(other.a) }
    if F.sums > 1 { b.set(other.b) }
  }

  #if SWIFTACT_FMA
    @inline(__always)
  #else
    @inline(never)
  #endif
  static func + (x: Self, y: Self) -> Self {
    var sums = Self()
    if F.exponentials != .none { sums.exponentials = x.exponentials + y.exponentials }
    if F.exponentials == .others { sums.peaks = x.peaks + y.peaks }
    if F.sums > 0 { sums.a = x.a + y.a }
    if F.sums > 1 { sums.b = x.b + y.b }
    return sums
  }

  // MARK: Order
  //
  // Sixteen partial sums, as lanes or as vectors: the k-th and the one 8 further on, then 4,
  // 2 and 1. Either way gives the same bits.

  /// The sum over the lanes, in every lane.
  @inline(__always)
  var acrossLanes: Self { folded(8).folded(4).folded(2).folded(1) }

  @inline(__always)
  private func folded(_ distance: Int) -> Self {
    var other = Self()
    if F.exponentials != .none { other.exponentials = exponentials.swapped(distance) }
    if F.exponentials == .others { other.peaks = peaks.swapped(distance) }
    if F.sums > 0 { other.a = a.swapped(distance) }
    if F.sums > 1 { other.b = b.swapped(distance) }
    return self + other
  }
}

/// The sum of the first `count` of sixteen vectors, in the same order; the others are 0.
@inline(never)
func folded<F: RowFunction, L: RowLanes>(
  _ partials: UnsafeMutablePointer<PartialSums<F, L>>, _ count: Int
) -> RowSums<F, L.V> {
  (fourth(partials, 0, count) + fourth(partials, 2, count))
    + (fourth(partials, 1, count) + fourth(partials, 3, count))
}

/// The k-th, k + 8-th, k + 4-th and k + 12-th.
#if SWIFTACT_FMA
  @inline(__always)
#else
  @inline(never)
#endif
private func fourth<F: RowFunction, L: RowLanes>(
  _ partials: UnsafeMutablePointer<PartialSums<F, L>>, _ k: Int, _ count: Int
) -> RowSums<F, L.V> {
  guard k < count else { return RowSums() }
  var sums = partials[k].sums
  if k &+ 8 < count { sums = sums + partials[k &+ 8].sums }
  if k &+ 4 < count {
    var others = partials[k &+ 4].sums
    if k &+ 12 < count { others = others + partials[k &+ 12].sums }
    sums = sums + others
  }
  return sums
}
