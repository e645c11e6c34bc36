// SPDX-License-Identifier: MIT

import CSwiftAct

/// Where a row's state lies between two chunks of it: in vectors of doubles, the
/// peak, its companion, four sums, then four partial sums for each of eight classes.
struct RowMemory<V: RealVector> {
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
    row.peak = vector(0)
    row.companion = vector(1)
    row.sums.a = vector(2)
    row.sums.b = vector(3)
    row.sums.c = vector(4)
    row.sums.d = vector(5)
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
  func store(peakOf row: Row<V>) {
    put(row.peak, 0)
    put(row.companion, 1)
  }

  @inline(__always)
  func store(sumsOf row: Row<V>) {
    put(row.sums.a, 2)
    put(row.sums.b, 3)
    put(row.sums.c, 4)
    put(row.sums.d, 5)
  }

  @inline(__always)
  func clearSums(_ classes: Int) {
    var index = 0
    while index < classes {
      Sums<V>().store(to: sums(index), 4)
      index &+= 1
    }
  }

  @inline(__always)
  func foldedSums(_ count: Int) -> Terms<V> {
    let bytes = Sums<V>.bytes
    var result = Terms<V>(kept: 0.0, 0.0)
    result.a = Sum<V>.folding(sums(0), stride: bytes).total
    if count > 1 { result.b = Sum<V>.folding(sums(0) + Sum<V>.bytes, stride: bytes).total }
    if count > 2 { result.c = Sum<V>.folding(sums(0) + 2 &* Sum<V>.bytes, stride: bytes).total }
    if count > 3 { result.d = Sum<V>.folding(sums(0) + 3 &* Sum<V>.bytes, stride: bytes).total }
    return result
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
struct Sums<V: RealVector> {
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

  @inline(__always)
  func acrossLanes(_ count: Int) -> Terms<V> {
    var result = Terms<V>(kept: 0.0, 0.0)
    result.a = a.acrossLanes.total
    if count > 1 { result.b = b.acrossLanes.total }
    if count > 2 { result.c = c.acrossLanes.total }
    if count > 3 { result.d = d.acrossLanes.total }
    return result
  }
}
