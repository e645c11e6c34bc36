// SPDX-License-Identifier: MIT

import CSwiftAct

/// Where the numbers of a row lie, and its state between two chunks of it.
struct RowMemory<F: RowFunction, L: RowLanes> {
  /// What is known after some of the stages, or of a row's first elements.
  struct State {
    var peak: L.V.Packed
    var companion: L.V.Packed
    var sums: RowSums<F, L.V>
  }

  private let values: UnsafeMutableRawPointer
  private let state: UnsafeMutablePointer<State>
  /// Sixteen, for rows side by side.
  let partialSums: UnsafeMutablePointer<PartialSums<F, L>>

  @inline(__always)
  init?(_ panel: PanelPointer) {
    guard let state = panel.pointee.state, let values = panel.pointee.values else { return nil }
    self.values = UnsafeMutableRawPointer(values)
    let memory = UnsafeMutableRawPointer(state)
    self.state = memory.assumingMemoryBound(to: State.self)
    partialSums = (memory + 2048).assumingMemoryBound(to: PartialSums<F, L>.self)
  }

  // What the calls before this one have found, as far as it goes on from there.

  @inline(__always)
  func load(_ peak: inout L.V.Packed, _ companion: inout L.V.Packed, _ span: Span<F, L>) {
    if span.isFirst && span.has(SWIFTACT_PEAK) { return }
    peak = state.pointee.peak
    companion = state.pointee.companion
  }

  @inline(__always)
  func load(_ sums: inout RowSums<F, L.V>, _ span: Span<F, L>) {
    if !span.isFirst || !span.has(SWIFTACT_SUMS) { sums.set(state.pointee.sums) }
  }

  @inline(__always)
  func store(_ row: Row<L.V>, _ sums: RowSums<F, L.V>) {
    state.pointee.peak = row.peak
    state.pointee.companion = row.companion
    state.pointee.sums.set(sums)
  }

  /// The numbers of the rows' operand with this role.
  @inline(__always)
  func number(_ role: Int) -> UnsafeMutableRawPointer { values + role &* SWIFTACT_VALUE_BYTES }

  @inline(__always)
  var row: Row<L.V> {
    var row = Row<L.V>()
    if F.parameter != .none { row.parameter = value(SWIFTACT_PARAMETER) }
    if F.parameter == .temperature { row.take(temperature: row.parameter) }
    if F.parameter == .divisor { row.take(divisor: row.parameter) }
    if F.hasWeight { row.weight = value(SWIFTACT_WEIGHT) }
    if F.hasLabel { row.label = L.V(loadingDoubles: number(SWIFTACT_LABEL)) }
    return row
  }

  @inline(__always)
  private func value(_ role: Int) -> L.V { L.V(L.V.Packed(loading: number(role))) }
}
