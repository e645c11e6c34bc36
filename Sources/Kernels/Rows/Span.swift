// SPDX-License-Identifier: MIT

import CSwiftAct

/// The vectors in reach, one after the other, and the elements after them that fill none.
/// A copy of what the panel says, for stores cannot touch it.
struct Span<F: RowFunction, L: RowLanes> {
  typealias V = L.V

  let across: Bool
  /// Whole vectors, those in front of them in the row, and elements behind them.
  let count: Int
  let start: Int
  let tail: Int
  let isFirst: Bool
  let isLast: Bool
  private let stages: Int
  private let x: UnsafeRawPointer
  private let dy: UnsafeRawPointer
  /// The results, where they are wanted.
  let y: UnsafeMutableRawPointer?
  private let kept: UnsafeMutableRawPointer
  private let keptStep: Int
  private let xStep: Int
  private let dyStep: Int
  private let yStep: Int

  @inline(__always)
  init(_ panel: PanelPointer, row: Int, across: Bool) {
    self.across = across
    count = panel.pointee.vectors
    start = panel.pointee.start
    tail = across ? 0 : panel.pointee.tail
    isFirst = panel.pointee.is_first != 0
    isLast = panel.pointee.is_last != 0
    stages = Int(panel.pointee.stages)
    x = panel.pointee.x + row &* panel.pointee.x_row
    dy = F.readsDY ? panel.pointee.dy + row &* panel.pointee.dy_row : x
    y = panel.pointee.y.map { $0 + row &* panel.pointee.y_row }
    kept = UnsafeMutableRawPointer(panel.pointee.kept)
    keptStep = panel.pointee.kept_step
    xStep = across ? panel.pointee.x_step : V.Packed.stride
    dyStep = across ? panel.pointee.dy_step : V.Packed.stride
    yStep = across ? panel.pointee.y_step : V.Packed.stride
  }

  @inline(__always)
  func has(_ stage: Int) -> Bool { stages & stage == stage }

  /// Whether this is a row from end to end, from the peak to the results.
  @inline(__always)
  var isWhole: Bool { isFirst && isLast && has(SWIFTACT_ALL) }

  /// With the tail.
  @inline(__always)
  var all: Int { count &+ (tail > 0 ? 1 : 0) }

  @inline(__always)
  func packedX(_ i: Int, _ isTail: Bool = false) -> V.Packed { load(x + i &* xStep, isTail) }

  @inline(__always)
  func packedDY(_ i: Int, _ isTail: Bool = false) -> V.Packed { load(dy + i &* dyStep, isTail) }

  @inline(__always)
  private func load(_ place: UnsafeRawPointer, _ isTail: Bool) -> V.Packed {
    isTail ? V.loadFirst(tail, from: place) : V.Packed(loading: place)
  }

  @inline(__always)
  func entry(
    _ i: Int, _ isTail: Bool, _ exponential: (V.Packed) -> L.Exponential
  ) -> Entry<L> {
    let x = packedX(i, isTail)
    return Entry(
      packedX: x, packedDY: F.readsDY ? packedDY(i, isTail) : x, exponential: exponential(x),
      place: across ? start &+ i : 16 &* (start &+ i), isAcross: across)
  }

  @inline(__always)
  func keep(_ exponential: L.Exponential, _ i: Int) {
    L.keep(exponential, at: kept + i &* keptStep)
  }

  @inline(__always)
  func keptExponential(_ i: Int) -> L.Exponential {
    L.kept(at: kept + i &* SWIFTACT_VALUE_BYTES)
  }

  @inline(__always)
  func store(_ value: V.Packed, _ i: Int, in y: UnsafeMutableRawPointer) {
    value.store(to: y + i &* yStep)
  }

  @inline(__always)
  func storeTail(_ value: V.Packed, in y: UnsafeMutableRawPointer) {
    V.storeFirst(tail, of: value, to: y + count &* yStep)
  }
}
