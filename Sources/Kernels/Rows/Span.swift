// SPDX-License-Identifier: MIT

import CSwiftAct

/// What the call after this one needs, where rows are taken sixteen at a time: asked for with
/// each vector of this one.
struct Ahead {
  private let start: UnsafeRawPointer?
  private let step: Int

  @inline(__always)
  init(_ start: UnsafePointer<CChar>?, _ panel: PanelPointer, row: Int, across: Bool) {
    step = panel.pointee.ahead_step
    let before = row &* panel.pointee.vectors &* step
    self.start = across ? start.map { UnsafeRawPointer($0) + before } : nil
  }

  @inline(__always)
  func prefetch(_ i: Int, _ bytes: Int) {
    if let start { swiftact_prefetch(start + i &* step, bytes) }
  }
}

/// The inputs in reach: vectors, one after the other, and elements after them that fill none.
struct Inputs<V: RowVector> {
  let count: Int
  let tail: Int
  private let x: UnsafeRawPointer
  private let dy: UnsafeRawPointer
  private let xStep: Int
  private let dyStep: Int
  /// From here to the next row's, or 0.
  private let further: Int
  private let aheadX: Ahead
  private let aheadDY: Ahead

  @inline(__always)
  init(_ panel: PanelPointer, row: Int, across: Bool, readsDY: Bool) {
    count = panel.pointee.vectors
    tail = across ? 0 : panel.pointee.tail
    x = panel.pointee.x + row &* panel.pointee.x_row
    dy = readsDY ? panel.pointee.dy + row &* panel.pointee.dy_row : x
    xStep = across ? panel.pointee.x_step : V.Packed.stride
    dyStep = across ? panel.pointee.dy_step : V.Packed.stride
    further = across || row &+ 1 >= panel.pointee.together ? 0 : panel.pointee.x_row
    aheadX = Ahead(panel.pointee.ahead_x, panel, row: row, across: across)
    aheadDY = Ahead(panel.pointee.ahead_dy, panel, row: row, across: across && readsDY)
  }

  /// Asks for as many vectors at the same place of the next row, or further on across rows.
  @inline(__always)
  func prefetchNext(_ i: Int, _ count: Int) {
    if further != 0 { swiftact_prefetch(x + (further &+ i &* xStep), count &* V.Packed.stride) }
    aheadX.prefetch(i, count &* V.Packed.stride)
    aheadDY.prefetch(i, count &* V.Packed.stride)
  }

  @inline(__always)
  func x(_ i: Int, _ isTail: Bool) -> V.Packed { load(x + i &* xStep, isTail) }

  @inline(__always)
  func dy(_ i: Int, _ isTail: Bool) -> V.Packed { load(dy + i &* dyStep, isTail) }

  @inline(__always)
  private func load(_ place: UnsafeRawPointer, _ isTail: Bool) -> V.Packed {
    isTail ? V.loadFirst(tail, from: place) : V.Packed(loading: place)
  }
}

/// What a row function works on at a time, or as much of it as is in reach. A copy of what
/// the panel says, for stores cannot touch it.
struct Span<F: RowFunction, L: RowLanes> {
  typealias V = L.V

  let across: Bool
  let inputs: Inputs<V>
  /// Vectors of the row in front of them.
  let start: Int
  let isFirst: Bool
  let isLast: Bool
  private let stages: Int
  /// The results, where they are wanted.
  let y: UnsafeMutableRawPointer?
  private let kept: UnsafeMutableRawPointer
  private let keptStep: Int
  private let yStep: Int
  private let aheadY: Ahead

  @inline(__always)
  init(_ panel: PanelPointer, row: Int, across: Bool) {
    self.across = across
    inputs = Inputs(panel, row: row, across: across, readsDY: F.readsDY)
    start = panel.pointee.start
    isFirst = panel.pointee.is_first != 0
    isLast = panel.pointee.is_last != 0
    stages = Int(panel.pointee.stages)
    y = panel.pointee.y.map { $0 + row &* panel.pointee.y_row }
    kept = UnsafeMutableRawPointer(panel.pointee.kept) + (row & 1) &* panel.pointee.kept_row
    keptStep = panel.pointee.kept_step
    yStep = across ? panel.pointee.y_step : V.Packed.stride
    aheadY = Ahead(panel.pointee.ahead_y, panel, row: row, across: across)
  }

  /// Asks for where results of the call after this one go.
  @inline(__always)
  func prefetchResult(_ i: Int) { aheadY.prefetch(i, V.Packed.stride) }

  @inline(__always)
  func has(_ stage: Int) -> Bool { stages & stage == stage }

  /// Whether this is a row from end to end, from the peak to the results.
  @inline(__always)
  var isWhole: Bool { isFirst && isLast && has(SWIFTACT_ALL) }

  @inline(__always)
  var count: Int { inputs.count }

  @inline(__always)
  var tail: Int { inputs.tail }

  /// With the tail.
  @inline(__always)
  var all: Int { count &+ (tail > 0 ? 1 : 0) }

  @inline(__always)
  func packedX(_ i: Int, _ isTail: Bool = false) -> V.Packed { inputs.x(i, isTail) }

  @inline(__always)
  func entry(
    _ i: Int, _ isTail: Bool, _ exponential: (V.Packed) -> L.Exponential
  ) -> Entry<L> {
    let x = packedX(i, isTail)
    return Entry(
      packedX: x, packedDY: F.readsDY ? inputs.dy(i, isTail) : x, exponential: exponential(x),
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
