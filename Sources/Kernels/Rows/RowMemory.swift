// SPDX-License-Identifier: MIT

import CSwiftAct

/// Where a row's state lies between two chunks of it: in vectors of doubles, the
/// peak, its companion, four sums, then four partial sums for each of eight classes.
struct RowMemory<V: EightDoubles> {
  let state: UnsafeMutableRawPointer
  let values: UnsafeMutableRawPointer

  @inline(__always)
  init(state: UnsafeMutableRawPointer, values: UnsafeMutableRawPointer) {
    self.state = state
    self.values = values
  }

  /// The numbers of the rows' operand with this role.
  @inline(__always)
  func number(_ role: Int) -> UnsafeMutableRawPointer { values + role &* SWIFTACT_VALUE_BYTES }

  @inline(__always)
  func sums(_ index: Int) -> UnsafeMutableRawPointer { state + 1024 + index &* Sums<V>.bytes }

  @inline(__always)
  func row<F: RowFunction>(_ function: F.Type) -> Row<V> {
    var row = Row<V>()
    load(peakOf: &row)
    load(sumsOf: &row)
    if F.parameter != .none { row.parameter = V(loading: number(SWIFTACT_PARAMETER)) }
    if F.parameter == .temperature { row.take(temperature: row.parameter) }
    if F.parameter == .divisor { row.take(divisor: row.parameter) }
    if F.hasWeight { row.weight = V(loading: number(SWIFTACT_WEIGHT)) }
    if F.hasLabel {
      row.label = V(number(SWIFTACT_LABEL).loadUnaligned(as: SIMD8<Double>.self))
    }
    return row
  }

  @inline(__always)
  func load(peakOf row: inout Row<V>) {
    row.peak = vector(0)
    row.companion = vector(1)
  }

  @inline(__always)
  func store(peak: V, _ companion: V) {
    put(peak, 0)
    put(companion, 1)
  }

  @inline(__always)
  func load(sumsOf row: inout Row<V>) {
    row.sums.a = vector(2)
    row.sums.b = vector(3)
    row.sums.c = vector(4)
    row.sums.d = vector(5)
  }

  @inline(never)
  func clearSums(_ classes: Int, _ count: Int) {
    var index = 0
    while index < classes {
      Sums<V>().store(to: sums(index), count)
      index &+= 1
    }
  }

  /// The sums of eight classes, folded.
  @inline(never)
  func storeFoldedSums(_ count: Int) {
    var index = 0
    while index < count {
      let source = sums(0) + index &* Sum<V>.bytes
      put(Sum<V>.folding(source, stride: Sums<V>.bytes).total, 2 &+ index)
      index &+= 1
    }
  }

  /// The sums of eight lanes, folded.
  @inline(never)
  func storeSumsAcrossLanes(_ count: Int) {
    var index = 0
    while index < count {
      put(Sum<V>(loading: sums(0) + index &* Sum<V>.bytes).acrossLanes.total, 2 &+ index)
      index &+= 1
    }
  }

  @inline(__always)
  private func vector(_ slot: Int) -> V {
    V((state + slot &* 64).loadUnaligned(as: SIMD8<Double>.self))
  }

  @inline(__always)
  private func put(_ value: V, _ slot: Int) {
    (state + slot &* 64).storeBytes(of: value.lanes, as: SIMD8<Double>.self)
  }
}

/// Four running sums, of which `count` are in use.
struct Sums<V: EightDoubles> {
  private var a = Sum<V>()
  private var b = Sum<V>()
  private var c = Sum<V>()
  private var d = Sum<V>()

  @inline(__always)
  static var bytes: Int { 4 &* Sum<V>.bytes }

  @inline(__always)
  init() {}

  @inline(__always)
  init(loading source: UnsafeRawPointer, _ count: Int) {
    a = Sum(loading: source)
    if count > 1 { b = Sum(loading: source + Sum<V>.bytes) }
    if count > 2 { c = Sum(loading: source + 2 &* Sum<V>.bytes) }
    if count > 3 { d = Sum(loading: source + 3 &* Sum<V>.bytes) }
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer, _ count: Int) {
    a.store(to: target)
    if count > 1 { b.store(to: target + Sum<V>.bytes) }
    if count > 2 { c.store(to: target + 2 &* Sum<V>.bytes) }
    if count > 3 { d.store(to: target + 3 &* Sum<V>.bytes) }
  }

  @inline(__always)
  mutating func add(_ terms: Terms<V>, _ count: Int) {
    a += terms.a
    if count > 1 { b += terms.b }
    if count > 2 { c += terms.c }
    if count > 3 { d += terms.d }
  }
}
