// SPDX-License-Identifier: MIT
//
// The arithmetic on the vectors in reach: the peak, the sums, the results.
//
// The order of a sum is fixed by the row alone: of each 1024 elements there are sixteen
// partial sums, the k-th of the elements k, k + 16, k + 32 …, added up as in `RowSums`.
// Along a row they are the lanes of one vector, across sixteen rows they are sixteen
// vectors; each gives the same bits.

import CSwiftAct

typealias PanelPointer = UnsafeMutablePointer<swiftact_panel>

/// Elements whose partial sums are added up before the next ones', in vectors along a row.
private let blockElements = 1024
private let blockVectors = blockElements / 16

@inline(__always)
func run<F: RowFunction, L: RowLanes>(
  _ function: F.Type, _ lanes: L.Type, _ panel: PanelPointer
) {
  guard let memory = RowMemory<F, L>(panel) else { return }
  let numbers = memory.row
  // Code of its own for each is worth a quarter of the time of short rows.
  #if SWIFTACT_FMA
    if panel.pointee.across != 0 {
      runStages(Span<F, L>(panel, row: 0, across: true), memory, numbers)
      return
    }
    let across = false
  #else
    let across = panel.pointee.across != 0
  #endif
  var row = 0
  while row < panel.pointee.together {
    runStages(Span<F, L>(panel, row: row, across: across), memory, numbers)
    row &+= 1
  }
}

/// Transparent, for in a caller of this size `@inline(__always)` is not honoured, and a call
/// would take the row through memory.
@_transparent
private func runStages<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ memory: RowMemory<F, L>, _ numbers: Row<L.V>
) {
  var row = numbers
  var sums = RowSums<F, L.V>()
  if !span.isWhole { memory.load(&row, &sums, span) }

  if F.hasPeak && span.has(SWIFTACT_PEAK) {
    let peak = raised(
      Peak(key: row.peak, companion: row.companion), span, sign: row.sign)
    row.peak = peak.key
    row.companion = peak.companion
  }
  let setting = L.setting(row)
  row.unit = L.unit(setting)
  let adds = span.has(SWIFTACT_SUMS)
  if adds || F.keeps && span.has(SWIFTACT_KEEP) {
    let before = sums
    if span.across {
      addUpAcross(span, row, setting, &sums, memory.partialSums)
    } else {
      addUpAlong(span, row, setting, &sums)
    }
    if !adds { sums = before }
  }
  if !span.isWhole { memory.store(row, sums) }

  row.take(sums)
  if F.hasTotal && span.isLast && adds {
    F.derive(&row)
    F.total(row).packed.store(to: memory.number(SWIFTACT_TOTAL))
  }
  if F.hasResult && span.has(SWIFTACT_MAP), let y = span.y {
    F.derive(&row)
    writeResults(span, row, in: y)
  }
}

// MARK: - Stages

@_transparent
private func raised<F: RowFunction, L: RowLanes>(
  _ before: Peak<L.V>, _ span: Span<F, L>, sign: L.V.Packed
) -> Peak<L.V> {
  var peak = before
  var i = 0
  // In fours, so that no maximum waits for the one before.
  let none = Peak<L.V>(key: -L.V.Packed.infinity, companion: -L.V.Packed.infinity)
  var (a, b, c) = (none, none, none)
  while i &+ 4 <= span.count {
    a.raise(span.packedX(i) * sign, span.packedDY(i), F.hasCompanion)
    b.raise(span.packedX(i &+ 1) * sign, span.packedDY(i &+ 1), F.hasCompanion)
    c.raise(span.packedX(i &+ 2) * sign, span.packedDY(i &+ 2), F.hasCompanion)
    peak.raise(span.packedX(i &+ 3) * sign, span.packedDY(i &+ 3), F.hasCompanion)
    i &+= 4
  }
  while i < span.count {
    peak.raise(span.packedX(i) * sign, span.packedDY(i), F.hasCompanion)
    i &+= 1
  }
  if span.tail > 0 {
    b.raise(span.packedX(i, true) * sign, span.packedDY(i, true), F.hasCompanion)
  }
  a.raise(b.key, b.companion, F.hasCompanion)
  peak.raise(c.key, c.companion, F.hasCompanion)
  peak.raise(a.key, a.companion, F.hasCompanion)
  if span.isLast && !span.across {
    peak.fold(8, F.hasCompanion)
    peak.fold(4, F.hasCompanion)
    peak.fold(2, F.hasCompanion)
    peak.fold(1, F.hasCompanion)
  }
  return peak
}

/// The largest key so far, and the largest dy beside it.
private struct Peak<V: RowVector> {
  var key: V.Packed
  var companion: V.Packed

  @inline(__always)
  mutating func raise(_ key: V.Packed, _ dy: V.Packed, _ hasCompanion: Bool) {
    if hasCompanion {
      let tied = select(key == self.key, max(dy, companion), companion)
      companion = select(key > self.key, dy, tied)
    }
    self.key = max(key, self.key)
  }

  /// The same over each lane and the one `distance` away.
  @inline(__always)
  mutating func fold(_ distance: Int, _ hasCompanion: Bool) {
    raise(V.swapped(key, distance), V.swapped(companion, distance), hasCompanion)
  }
}

@inline(__always)
private func addUpAlong<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ row: Row<L.V>, _ setting: L.Setting, _ sums: inout RowSums<F, L.V>
) {
  var i = 0
  while i < span.all {
    var partial = PartialSums<F, L>()
    let end = Swift.min(i &+ blockVectors, span.all)
    if L.isPlain(setting) {
      let whole = Swift.min(end, span.count)
      while L.isQuickerInStep && i &+ 4 <= whole {
        addFour(span, i, row, setting, &partial)
        i &+= 4
      }
      while i < whole {
        add(span, i, row, setting, &partial, isPlain: true, isTail: false)
        i &+= 1
      }
    }
    while i < end {
      add(span, i, row, setting, &partial, isPlain: false, isTail: i == span.count)
      i &+= 1
    }
    sums = sums + partial.sums.acrossLanes
  }
}

@inline(__always)
private func addUpAcross<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ row: Row<L.V>, _ setting: L.Setting, _ sums: inout RowSums<F, L.V>,
  _ partials: UnsafeMutablePointer<PartialSums<F, L>>
) {
  let inStep = L.isQuickerInStep && L.isPlain(setting)
  var i = 0
  while i < span.count {
    let place = (span.start &+ i) % blockElements
    if place == 0 && span.start &+ i > 0 { sums = sums + folded(partials, 16) }
    let isNew = place < 16
    // Spans start at multiples of four.
    if inStep && i &+ 4 <= span.count {
      let four = fourExponentials(span, i, row, setting)
      add(span, i, four.a, row, &partials[place % 16], isNew: isNew)
      add(span, i &+ 1, four.b, row, &partials[place % 16 &+ 1], isNew: isNew)
      add(span, i &+ 2, four.c, row, &partials[place % 16 &+ 2], isNew: isNew)
      add(span, i &+ 3, four.d, row, &partials[place % 16 &+ 3], isNew: isNew)
      i &+= 4
    } else {
      var partial = PartialSums<F, L>()
      if !isNew { partial.set(partials[place % 16]) }
      add(span, i, row, setting, &partial, isPlain: false, isTail: false)
      partials[place % 16].set(partial)
      i &+= 1
    }
  }
  let n = span.start &+ span.count
  if span.isLast && n > 0 {
    sums = sums + folded(partials, Swift.min((n &- 1) % blockElements &+ 1, 16))
  }
}

@_transparent
private func addFour<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ row: Row<L.V>, _ setting: L.Setting,
  _ partial: inout PartialSums<F, L>
) {
  let four = fourExponentials(span, i, row, setting)
  add(span, i, four.a, row, &partial)
  add(span, i &+ 1, four.b, row, &partial)
  add(span, i &+ 2, four.c, row, &partial)
  add(span, i &+ 3, four.d, row, &partial)
}

@_transparent
private func fourExponentials<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ row: Row<L.V>, _ setting: L.Setting
) -> Four<L.Exponential> {
  L.exponentials(
    Four(
      a: span.packedX(i), b: span.packedX(i &+ 1), c: span.packedX(i &+ 2),
      d: span.packedX(i &+ 3)), row, setting)
}

#if SWIFTACT_FMA
  @inline(__always)
#else
  @inline(never)
#endif
private func add<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ row: Row<L.V>, _ setting: L.Setting,
  _ partial: inout PartialSums<F, L>, isPlain: Bool, isTail: Bool
) {
  let entry = span.entry(i, isTail) {
    F.exponentials == .none ? L.nothing : L.exponential($0, row, setting, isPlain: isPlain)
  }
  if F.keeps { span.keep(entry.exponential, i) }
  partial.add(entry, row, first: isTail ? span.tail : nil)
}

@inline(__always)
private func add<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ exponential: L.Exponential, _ row: Row<L.V>,
  _ partial: inout PartialSums<F, L>
) {
  if F.keeps { span.keep(exponential, i) }
  partial.add(span.entry(i, false) { _ in exponential }, row, first: nil)
}

/// To a sum that lies in memory.
@inline(__always)
private func add<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ exponential: L.Exponential, _ row: Row<L.V>,
  _ place: inout PartialSums<F, L>, isNew: Bool
) {
  var partial = PartialSums<F, L>()
  if !isNew { partial.set(place) }
  add(span, i, exponential, row, &partial)
  place.set(partial)
}

@inline(__always)
private func writeResults<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ row: Row<L.V>, in y: UnsafeMutableRawPointer
) {
  var i = 0
  while i < span.count {
    span.store(result(span, i, row, isTail: false), i, in: y)
    i &+= 1
  }
  if span.tail > 0 { span.storeTail(result(span, i, row, isTail: true), in: y) }
}

#if SWIFTACT_FMA
  @inline(__always)
#else
  @inline(never)
#endif
private func result<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ i: Int, _ row: Row<L.V>, isTail: Bool
) -> L.V.Packed {
  F.result(
    span.entry(i, isTail) { _ in F.keeps ? span.keptExponential(i) : L.nothing }, row)
}
