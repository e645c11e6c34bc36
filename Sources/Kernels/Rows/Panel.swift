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
let blockVectors = blockElements / 16

@inline(__always)
func run<F: RowFunction, L: RowLanes>(
  _ function: F.Type, _ lanes: L.Type, _ panel: PanelPointer
) {
  guard let memory = RowMemory<F, L>(panel) else { return }
  // Code of its own for each is worth a quarter of the time of short rows.
  #if SWIFTACT_FMA
    if panel.pointee.across != 0 {
      runRows(panel, memory, across: true)
    } else {
      runRows(panel, memory, across: false)
    }
  #else
    runRows(panel, memory, across: panel.pointee.across != 0)
  #endif
}

/// One row after the other, or sixteen after sixteen, but in stages that are each for another
/// one: while the sums of one, and what follows from them, are waited for, the peak of the
/// next is found and, if there is room for what they keep, results of the one before are
/// written.
///
/// Transparent, for in a caller of this size `@inline(__always)` is not honoured, and a call
/// would take the row through memory.
@_transparent
private func runRows<F: RowFunction, L: RowLanes>(
  _ panel: PanelPointer, _ memory: RowMemory<F, L>, across: Bool
) {
  let numbers = memory.row
  let together = panel.pointee.together
  let delay = panel.pointee.kept_row > 0 ? 1 : 0
  var row = numbers
  var done = numbers
  // The row whose peak is found; the one before is added up, and one before that written.
  var i = 0
  while i &- delay <= together {
    if i > 0 && i <= together {
      addUp(Span(panel, row: i &- 1, across: across), &row, memory)
    }
    var peak = Peak<L.V>()
    if i < together { peak = Peak(memory, numbers.sign, Span(panel, row: i, across: across)) }
    if delay == 0 { done = row }
    let written = i &- 1 &- delay
    if written >= 0 { write(Span<F, L>(panel, row: written, across: across), done) }
    done = row
    row = numbers
    row.take(peak)
    i &+= 1
  }
}

// MARK: - Stages

/// The sums of a row, and what follows from them.
@_transparent
private func addUp<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ row: inout Row<L.V>, _ memory: RowMemory<F, L>
) {
  var sums = RowSums<F, L.V>()
  if !span.isWhole { memory.load(&sums, span) }
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
    if !adds { sums.set(before) }
  }
  if !span.isWhole { memory.store(row, sums) }
  row.take(sums)
  if F.hasTotal && span.isLast && adds {
    F.derive(&row)
    F.total(row).packed.store(to: memory.number(SWIFTACT_TOTAL))
  }
  if F.hasResult && span.has(SWIFTACT_MAP) { F.derive(&row) }
}

@_transparent
private func write<F: RowFunction, L: RowLanes>(_ span: Span<F, L>, _ row: Row<L.V>) {
  if F.hasResult && span.has(SWIFTACT_MAP), let y = span.y {
    writeResults(span, row, in: y)
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
        span.inputs.prefetchNext(i, 4)
        addFour(span, i, row, setting, &partial)
        i &+= 4
      }
      while i < whole {
        span.inputs.prefetchNext(i, 1)
        add(span, i, row, setting, &partial, isPlain: true, isTail: false)
        i &+= 1
      }
      if i < end {
        add(span, i, row, setting, &partial, isPlain: true, isTail: true)
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
  let isPlain = L.isPlain(setting)
  var i = 0
  while i < span.count {
    let place = (span.start &+ i) & (blockElements &- 1)
    if place == 0 {
      if span.start &+ i > 0 { sums = sums + folded(partials, 16) }
      clear(partials, span.isLast ? Swift.min(span.count &- i, 16) : 16)
    }
    // Spans start at multiples of four.
    if L.isQuickerInStep && isPlain && i &+ 4 <= span.count {
      span.inputs.prefetchNext(i, 4)
      let four = fourExponentials(span, i, row, setting)
      add(span, i, four.a, row, &partials[place & 15])
      add(span, i &+ 1, four.b, row, &partials[place & 15 &+ 1])
      add(span, i &+ 2, four.c, row, &partials[place & 15 &+ 2])
      add(span, i &+ 3, four.d, row, &partials[place & 15 &+ 3])
      i &+= 4
    } else {
      span.inputs.prefetchNext(i, 1)
      if isPlain {
        let one = L.exponential(span.packedX(i), row, setting, isPlain: true)
        add(span, i, one, row, &partials[place & 15])
      } else {
        var partial = PartialSums<F, L>()
        partial.set(partials[place & 15])
        add(span, i, row, setting, &partial, isPlain: false, isTail: false)
        partials[place & 15].set(partial)
      }
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
  _ place: inout PartialSums<F, L>
) {
  var partial = PartialSums<F, L>()
  partial.set(place)
  if F.keeps { span.keep(exponential, i) }
  partial.add(span.entry(i, false) { _ in exponential }, row, first: nil)
  place.set(partial)
}

@inline(__always)
private func clear<F: RowFunction, L: RowLanes>(
  _ partials: UnsafeMutablePointer<PartialSums<F, L>>, _ count: Int
) {
  var k = 0
  while k < count {
    partials[k].set(PartialSums())
    k &+= 1
  }
}

@inline(__always)
private func writeResults<F: RowFunction, L: RowLanes>(
  _ span: Span<F, L>, _ row: Row<L.V>, in y: UnsafeMutableRawPointer
) {
  var i = 0
  while i < span.count {
    span.prefetchResult(i)
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
