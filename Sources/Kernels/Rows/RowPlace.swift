// SPDX-License-Identifier: MIT

import CSwiftAct

/// The rows whose turn it is: one, or all where they are alike and in place; sixteen side by
/// side, or a few times sixteen where they are alike and short.
struct RowPlace<S: Storage> {
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

  /// Bytes of a vector as the arithmetic reads it.
  @inline(__always)
  var vectorBytes: Int { 16 &* MemoryLayout<S.Computed>.size }

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

  /// As many rows further on, if all of them follow each other.
  @inline(__always)
  private func ahead(_ role: Int) -> UnsafePointer<CChar>? {
    let operand = operand(role)
    let size = panel.pointee.n &* MemoryLayout<S.Element>.size
    guard across, row &+ 2 &* count <= panel.pointee.rows, let base = base(role),
      operand.outer == size, operand.inner == MemoryLayout<S.Element>.size
    else { return nil }
    return UnsafePointer((base + count &* size).assumingMemoryBound(to: CChar.self))
  }

  // MARK: Numbers, one for each row

  @inline(__always)
  func loadNumbers() {
    loadNumber(SWIFTACT_PARAMETER)
    loadNumber(SWIFTACT_WEIGHT)
    guard let labels = base(SWIFTACT_LABEL) else { return }
    var lane = 0
    while lane < 16 {
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
  var total: Int { across ? panel.pointee.n : (panel.pointee.n &+ 15) / 16 }

  /// How many vectors can be kept. A row of more is computed twice, the second time in
  /// pieces that stay in the first-level cache.
  @inline(__always)
  var keptVectors: Int { panel.pointee.kept_bytes / SWIFTACT_VALUE_BYTES }

  @inline(__always)
  var pieceVectors: Int { SWIFTACT_KEPT_BYTES / (4 &* SWIFTACT_VALUE_BYTES) }

  /// Rows side by side, at a time.
  @inline(__always)
  var lanes: Int { across ? 16 : 1 }

  /// All rows from end to end, one or sixteen after the other; for them alone.
  @inline(__always)
  private func callTogether(_ block: swiftact_row_block) {
    panel.pointee.together = (count &+ lanes &- 1) / lanes
    panel.pointee.kept_row = 2 &* total <= mostStaged ? total &* SWIFTACT_VALUE_BYTES : 0
    call(block, stages: SWIFTACT_ALL)
  }

  @inline(__always)
  func runInPlace(_ block: swiftact_row_block) {
    panel.pointee.x_step = operand(SWIFTACT_X).inner
    panel.pointee.dy_step = operand(SWIFTACT_DY).inner
    panel.pointee.y_step = operand(SWIFTACT_Y).inner
    panel.pointee.x_row = lanes &* operand(SWIFTACT_X).outer
    panel.pointee.dy_row = lanes &* operand(SWIFTACT_DY).outer
    panel.pointee.y_row = lanes &* operand(SWIFTACT_Y).outer
    panel.pointee.together = 1
    panel.pointee.kept = panel.pointee.kept_storage
    panel.pointee.kept_step = SWIFTACT_VALUE_BYTES
    let keepsInResults = canKeepInResults && total > mostStaged
    if total <= keptVectors && !keepsInResults {
      reach(row, from: 0, to: total)
      callTogether(block)
      return
    }
    var each = row
    while each < row &+ (across ? 1 : count) {
      if keepsInResults {
        runKeepingInResults(each, block)
      } else {
        runTwice(each, block)
      }
      each &+= 1
    }
  }

  /// A row of which not all can be kept: in pieces, the second time.
  @inline(__always)
  private func runTwice(_ row: Int, _ block: swiftact_row_block) {
    panel.pointee.kept_step = 0
    reach(row, from: 0, to: total)
    call(block, stages: SWIFTACT_PEAK | SWIFTACT_SUMS)
    panel.pointee.kept_step = SWIFTACT_VALUE_BYTES
    var start = 0
    while start < total && base(SWIFTACT_Y) != nil {
      reach(row, from: start, to: Swift.min(start &+ pieceVectors, total))
      call(block, stages: SWIFTACT_KEEP | SWIFTACT_MAP)
      start &+= pieceVectors
    }
  }

  /// Whether the results are as large as what is kept, and made of nothing else in the row:
  /// then what is kept may lie where they will, even over x.
  @inline(__always)
  private var canKeepInResults: Bool {
    !across && 16 &* MemoryLayout<S.Element>.size == SWIFTACT_VALUE_BYTES
      && base(SWIFTACT_Y) != nil && base(SWIFTACT_DY) == nil && base(SWIFTACT_LABEL) == nil
  }

  /// The end of the row, whose last vector may be larger than the results left, is kept apart.
  @inline(never)
  private func runKeepingInResults(_ row: Int, _ block: swiftact_row_block) {
    let end = (total &- 1) / blockVectors &* blockVectors
    reach(row, from: 0, to: total)
    call(block, stages: SWIFTACT_PEAK)
    callKeepingInResults(row, upTo: end, block, stages: SWIFTACT_SUMS)
    callKeepingInResults(row, upTo: end, block, stages: SWIFTACT_MAP)
  }

  @inline(__always)
  private func callKeepingInResults(
    _ row: Int, upTo end: Int, _ block: swiftact_row_block, stages: Int
  ) {
    reach(row, from: 0, to: end)
    panel.pointee.kept = panel.pointee.y?.assumingMemoryBound(to: CChar.self)
    call(block, stages: stages)
    reach(row, from: end, to: total)
    panel.pointee.kept = panel.pointee.kept_storage
    call(block, stages: stages)
  }

  /// Vectors `start ..< end` of a row where they lie; with its tail if they are the last.
  @inline(__always)
  private func reach(_ row: Int, from start: Int, to end: Int) {
    reach(from: start, to: end)
    panel.pointee.x = UnsafeRawPointer(place(SWIFTACT_X, row, start))
    panel.pointee.dy = UnsafeRawPointer(place(SWIFTACT_DY, row, start))
    panel.pointee.y = place(SWIFTACT_Y, row, start)
  }

  @inline(__always)
  private func place(_ role: Int, _ row: Int, _ start: Int) -> UnsafeMutableRawPointer? {
    let operand = operand(role)
    guard let base = operand.base else { return nil }
    return UnsafeMutableRawPointer(base) + row &* operand.outer
      + (across ? start : 16 &* start) &* operand.inner
  }

  @inline(__always)
  private func reach(from start: Int, to end: Int) {
    let isLast = end == total
    panel.pointee.is_first = start == 0 ? 1 : 0
    panel.pointee.is_last = isLast ? 1 : 0
    panel.pointee.start = start
    panel.pointee.tail = isLast && !across ? panel.pointee.n & 15 : 0
    panel.pointee.vectors = end &- start &- (panel.pointee.tail > 0 ? 1 : 0)
  }

  @inline(__always)
  func runThroughScratch(_ block: swiftact_row_block) {
    let room = SWIFTACT_CHUNK_BYTES / vectorBytes
    panel.pointee.x_step = vectorBytes
    panel.pointee.dy_step = vectorBytes
    panel.pointee.y_step = vectorBytes
    panel.pointee.together = 1
    let isKept = total <= keptVectors
    if total <= room {
      runWhole(block)
      return
    }
    runChunks(block, room, stages: SWIFTACT_PEAK, isKept: isKept)
    runChunks(block, room, stages: SWIFTACT_SUMS, isKept: isKept)
    if base(SWIFTACT_Y) != nil {
      runChunks(
        block, room, stages: isKept ? SWIFTACT_MAP : SWIFTACT_KEEP | SWIFTACT_MAP, isKept: isKept)
    }
  }

  /// Rows that fit into the chunks.
  @inline(never)
  private func runWhole(_ block: swiftact_row_block) {
    let bytes = total &* vectorBytes
    panel.pointee.x_row = bytes
    panel.pointee.dy_row = bytes
    panel.pointee.y_row = bytes
    panel.pointee.kept = panel.pointee.kept_storage
    panel.pointee.kept_step = SWIFTACT_VALUE_BYTES
    var first = 0
    while first < count {
      let place = rows(from: first)
      let offset = first / lanes &* bytes
      place.load(SWIFTACT_X, from: 0, panel.pointee.n, offset: offset)
      place.load(SWIFTACT_DY, from: 0, panel.pointee.n, offset: offset)
      first &+= lanes
    }
    reachChunks(from: 0, to: total)
    panel.pointee.ahead_x = ahead(SWIFTACT_X)
    panel.pointee.ahead_dy = ahead(SWIFTACT_DY)
    panel.pointee.ahead_y = ahead(SWIFTACT_Y)
    panel.pointee.ahead_step = 16 &* MemoryLayout<S.Element>.size
    callTogether(block)
    first = 0
    while first < count {
      let place = rows(from: first)
      place.store(from: 0, panel.pointee.n, offset: first / lanes &* bytes)
      first &+= lanes
    }
  }

  @inline(never)
  private func runChunks(_ block: swiftact_row_block, _ room: Int, stages: Int, isKept: Bool) {
    var start = 0
    repeat {
      let end = Swift.min(start &+ room, total)
      let first = across ? start : 16 &* start
      let length = across ? end &- start : Swift.min(16 &* end, panel.pointee.n) &- first
      load(SWIFTACT_X, from: first, length)
      load(SWIFTACT_DY, from: first, length)
      reachChunks(from: start, to: end)
      panel.pointee.kept =
        panel.pointee.kept_storage + (isKept ? start &* SWIFTACT_VALUE_BYTES : 0)
      panel.pointee.kept_step = !isKept && stages == SWIFTACT_SUMS ? 0 : SWIFTACT_VALUE_BYTES
      call(block, stages: stages)
      if stages & SWIFTACT_MAP != 0 { store(from: first, length) }
      start = end
    } while start < total
  }

  /// One of these rows, or sixteen.
  @inline(__always)
  private func rows(from first: Int) -> RowPlace {
    RowPlace(panel, row: row &+ first, count: Swift.min(lanes, count &- first), across: across)
  }

  /// Vectors `start ..< end` of a row, brought into the chunks.
  @inline(__always)
  private func reachChunks(from start: Int, to end: Int) {
    reach(from: start, to: end)
    panel.pointee.x = UnsafeRawPointer(chunk(SWIFTACT_X))
    panel.pointee.dy = UnsafeRawPointer(chunk(SWIFTACT_DY))
    panel.pointee.y = chunk(SWIFTACT_Y)
  }

  @inline(__always)
  private func call(_ block: swiftact_row_block, stages: Int) {
    panel.pointee.stages = Int32(truncatingIfNeeded: stages)
    block(panel)
  }

  // MARK: Chunks

  /// `length` elements, of each row, into scratch.
  @inline(never)
  private func load(_ role: Int, from first: Int, _ length: Int, offset: Int = 0) {
    guard let base = base(role), length > 0 else { return }
    let operand = operand(role)
    let source = base + first &* operand.inner
    let target = chunk(role) + offset
    if across {
      gatherLines(S.self, source, operand, target, length, lanes: count, by: chunk(SWIFTACT_Y))
    } else {
      gather(S.self, source, operand.inner, target, length, upTo: (length &+ 15) & ~15)
    }
  }

  @inline(never)
  private func store(from first: Int, _ length: Int, offset: Int = 0) {
    guard let base = base(SWIFTACT_Y) else { return }
    let operand = operand(SWIFTACT_Y)
    let source = chunk(SWIFTACT_Y) + offset
    let target = base + first &* operand.inner
    if across {
      scatterLines(
        S.self, source, target, operand, length, lanes: count, by: chunk(SWIFTACT_X))
    } else {
      scatter(S.self, source, target, operand.inner, length, streaming: false)
    }
  }
}
