// SPDX-License-Identifier: MIT
//
// Rows of any layout and storage, brought into reach of the arithmetic: in place
// where eight lanes lie side by side in memory, through scratch elsewhere.

import CSwiftAct

/// Rows this short fill their vectors badly, so eight of them go side by side; longer
/// ones, too, if their last vector is not full.
private let shortRow = 160
private let shortRaggedRow = 256

@inline(__always)
func runRows<S: Storage>(_ storage: S.Type, _ panel: PanelPointer, _ block: swiftact_row_block) {
  guard let operands = panel.pointee.operands else { return }
  let x = operands[SWIFTACT_X]
  let rows = panel.pointee.rows
  let n = panel.pointee.n
  let isShort = n <= (n & 7 == 0 ? shortRow : shortRaggedRow)
  let across = rows >= 4 && (isShort || abs(x.outer) < abs(x.inner))
  panel.pointee.across = across ? 1 : 0
  let size = MemoryLayout<S.Element>.size
  let isDirect =
    S.isDirect && isDense(operands[SWIFTACT_X], across, size)
    && isDense(operands[SWIFTACT_DY], across, size) && isDense(operands[SWIFTACT_Y], across, size)
  var row = 0
  while row < rows {
    let count = across ? Swift.min(8, rows &- row) : 1
    let place = RowPlace<S>(panel, row: row, count: count, across: across)
    place.loadNumbers()
    if isDirect && (!across || count == 8) {
      place.runInPlace(block)
    } else {
      place.runThroughScratch(block)
    }
    place.storeTotal()
    row &+= count
  }
}

/// Whether the eight lanes of a vector are neighbours in memory.
@inline(__always)
private func isDense(_ operand: swiftact_strided, _ across: Bool, _ size: Int) -> Bool {
  operand.base == nil || (across ? operand.outer : operand.inner) == size
}

@inline(__always)
private func abs(_ value: Int) -> Int { value < 0 ? 0 &- value : value }

/// The row, or the eight rows, whose turn it is.
private struct RowPlace<S: Storage> {
  let panel: PanelPointer
  let row: Int
  let count: Int
  let across: Bool

  @inline(__always)
  init(_ panel: PanelPointer, row: Int, count: Int, across: Bool) {
    self.panel = panel
    self.row = row
    self.count = count
    self.across = across
  }

  /// Bytes of a vector as the arithmetic reads it, and of the elements of a chunk.
  @inline(__always)
  var vectorBytes: Int { 8 &* MemoryLayout<S.Computed>.size }

  @inline(__always)
  func operand(_ role: Int) -> swiftact_strided { panel.pointee.operands[role] }

  @inline(__always)
  func base(_ role: Int) -> UnsafeMutableRawPointer? {
    let operand = operand(role)
    guard let base = operand.base else { return nil }
    return UnsafeMutableRawPointer(base) + row &* operand.outer
  }

  @inline(__always)
  func chunk(_ role: Int) -> UnsafeMutableRawPointer {
    let index = role == SWIFTACT_X ? 0 : role == SWIFTACT_DY ? 1 : 2
    return UnsafeMutableRawPointer(panel.pointee.chunks!) + index &* SWIFTACT_CHUNK_BYTES
  }

  @inline(__always)
  func numbers(_ role: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(panel.pointee.values!) + role &* SWIFTACT_VALUE_BYTES
  }

  // MARK: Numbers, one for each row

  @inline(__always)
  func loadNumbers() {
    loadNumber(SWIFTACT_PARAMETER)
    loadNumber(SWIFTACT_WEIGHT)
    guard let labels = base(SWIFTACT_LABEL) else { return }
    var lane = 0
    while lane < 8 {
      let source = labels + Swift.min(lane, count &- 1) &* operand(SWIFTACT_LABEL).outer
      numbers(SWIFTACT_LABEL).storeBytes(
        of: Double(source.loadUnaligned(as: Int.self)), toByteOffset: 8 &* lane, as: Double.self)
      lane &+= 1
    }
  }

  @inline(never)
  private func loadNumber(_ role: Int) {
    guard let source = base(role), row == 0 || operand(role).outer != 0 else { return }
    gather(S.self, source, operand(role).outer, numbers(role), count, upTo: 16)
  }

  @inline(__always)
  func storeTotal() {
    guard let target = base(SWIFTACT_TOTAL) else { return }
    scatter(
      S.self, numbers(SWIFTACT_TOTAL), target, operand(SWIFTACT_TOTAL).outer, count,
      streaming: false)
  }

  // MARK: Rows

  /// Vectors of a row, the last of which may not be full.
  @inline(__always)
  var total: Int { across ? panel.pointee.n : (panel.pointee.n &+ 7) / 8 }

  /// How many vectors can be kept. A row of more is computed twice, the second time in
  /// pieces that stay in the first-level cache.
  @inline(__always)
  var keptVectors: Int { panel.pointee.kept_bytes / 64 }

  @inline(__always)
  var pieceVectors: Int { SWIFTACT_KEPT_BYTES / 256 }

  @inline(__always)
  func runInPlace(_ block: swiftact_row_block) {
    let n = panel.pointee.n
    let tail = across ? 0 : n & 7
    if tail > 0 {
      load(SWIFTACT_X, from: n &- tail, tail)
      load(SWIFTACT_DY, from: n &- tail, tail)
      panel.pointee.x_tail = UnsafeRawPointer(chunk(SWIFTACT_X))
      panel.pointee.dy_tail = UnsafeRawPointer(chunk(SWIFTACT_DY))
      panel.pointee.y_tail = chunk(SWIFTACT_Y)
    }
    panel.pointee.x_step = across ? operand(SWIFTACT_X).inner : vectorBytes
    panel.pointee.dy_step = across ? operand(SWIFTACT_DY).inner : vectorBytes
    panel.pointee.y_step = across ? operand(SWIFTACT_Y).inner : vectorBytes
    if total <= keptVectors {
      panel.pointee.kept = panel.pointee.kept_storage
      reach(from: 0, to: total)
      call(block, stages: SWIFTACT_ALL)
    } else {
      panel.pointee.kept = nil
      reach(from: 0, to: total)
      call(block, stages: SWIFTACT_PEAK | SWIFTACT_SUMS)
      panel.pointee.kept = panel.pointee.kept_storage
      var start = 0
      while start < total && base(SWIFTACT_Y) != nil {
        reach(from: start, to: Swift.min(start &+ pieceVectors, total))
        call(block, stages: SWIFTACT_KEEP | SWIFTACT_MAP)
        start &+= pieceVectors
      }
    }
    if tail > 0 { store(from: n &- tail, tail) }
  }

  /// Vectors `start ..< end` where they lie; a tail if they are the row's last.
  @inline(__always)
  private func reach(from start: Int, to end: Int) {
    let isLast = end == total
    panel.pointee.is_first = start == 0 ? 1 : 0
    panel.pointee.is_last = isLast ? 1 : 0
    panel.pointee.start = start
    panel.pointee.tail = isLast && !across ? panel.pointee.n & 7 : 0
    panel.pointee.vectors = end &- start &- (panel.pointee.tail > 0 ? 1 : 0)
    panel.pointee.x = UnsafeRawPointer(base(SWIFTACT_X).map { $0 + start &* panel.pointee.x_step })
    panel.pointee.dy = UnsafeRawPointer(
      base(SWIFTACT_DY).map { $0 + start &* panel.pointee.dy_step })
    panel.pointee.y = base(SWIFTACT_Y).map { $0 + start &* panel.pointee.y_step }
  }

  @inline(__always)
  func runThroughScratch(_ block: swiftact_row_block) {
    let room = SWIFTACT_CHUNK_BYTES / vectorBytes
    panel.pointee.x_step = vectorBytes
    panel.pointee.dy_step = vectorBytes
    panel.pointee.y_step = vectorBytes
    let isKept = total <= keptVectors
    if total <= room {
      runChunks(block, room, stages: SWIFTACT_ALL, isKept: true)
      return
    }
    runChunks(block, room, stages: SWIFTACT_PEAK, isKept: isKept)
    runChunks(block, room, stages: SWIFTACT_SUMS, isKept: isKept)
    if base(SWIFTACT_Y) != nil {
      runChunks(
        block, room, stages: isKept ? SWIFTACT_MAP : SWIFTACT_KEEP | SWIFTACT_MAP, isKept: isKept)
    }
  }

  @inline(never)
  private func runChunks(_ block: swiftact_row_block, _ room: Int, stages: Int, isKept: Bool) {
    var start = 0
    repeat {
      let end = Swift.min(start &+ room, total)
      let first = across ? start : 8 &* start
      let length = across ? end &- start : Swift.min(8 &* end, panel.pointee.n) &- first
      let tail = across ? 0 : length & 7
      load(SWIFTACT_X, from: first, length)
      load(SWIFTACT_DY, from: first, length)
      panel.pointee.is_first = start == 0 ? 1 : 0
      panel.pointee.is_last = end == total ? 1 : 0
      panel.pointee.start = start
      panel.pointee.tail = tail
      panel.pointee.vectors = end &- start &- (tail > 0 ? 1 : 0)
      panel.pointee.kept =
        isKept
        ? panel.pointee.kept_storage.map { $0 + start &* 64 }
        : stages == SWIFTACT_SUMS ? nil : panel.pointee.kept_storage
      panel.pointee.x = UnsafeRawPointer(chunk(SWIFTACT_X))
      panel.pointee.dy = UnsafeRawPointer(chunk(SWIFTACT_DY))
      panel.pointee.y = chunk(SWIFTACT_Y)
      let whole = panel.pointee.vectors &* vectorBytes
      panel.pointee.x_tail = UnsafeRawPointer(chunk(SWIFTACT_X) + whole)
      panel.pointee.dy_tail = UnsafeRawPointer(chunk(SWIFTACT_DY) + whole)
      panel.pointee.y_tail = chunk(SWIFTACT_Y) + whole
      call(block, stages: stages)
      if stages & SWIFTACT_MAP != 0 { store(from: first, length) }
      start = end
    } while start < total
  }

  @inline(__always)
  private func call(_ block: swiftact_row_block, stages: Int) {
    panel.pointee.stages = Int32(truncatingIfNeeded: stages)
    block(panel)
  }

  // MARK: Chunks

  /// `length` elements, of each row, into scratch.
  @inline(never)
  private func load(_ role: Int, from first: Int, _ length: Int) {
    guard let base = base(role), length > 0 else { return }
    let operand = operand(role)
    let source = base + first &* operand.inner
    if across {
      gatherLines(S.self, source, operand, chunk(role), length, lanes: count)
    } else {
      gather(S.self, source, operand.inner, chunk(role), length, upTo: (length &+ 15) & ~15)
    }
  }

  @inline(never)
  private func store(from first: Int, _ length: Int) {
    guard let base = base(SWIFTACT_Y) else { return }
    let operand = operand(SWIFTACT_Y)
    let target = base + first &* operand.inner
    if across {
      scatterLines(S.self, chunk(SWIFTACT_Y), target, operand, length, lanes: count)
    } else {
      scatter(S.self, chunk(SWIFTACT_Y), target, operand.inner, length, streaming: false)
    }
  }
}
