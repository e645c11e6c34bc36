// SPDX-License-Identifier: MIT
//
// The arithmetic on the vectors in reach: the peak, the sums, the results.
//
// The order of a sum is fixed by the row alone: eight partial sums, the k-th of the
// elements k, k + 8, k + 16 …, added up as in `Sum.acrossLanes`. Along a row they are
// the lanes of one vector, across eight rows they are eight vectors; each gives the
// same bits.

import CSwiftAct

typealias PanelPointer = UnsafeMutablePointer<swiftact_panel>

@inline(__always)
func run<F: RowFunction, V: RealVector>(_ function: F.Type, _ vector: V.Type, _ panel: PanelPointer)
{
  if panel.pointee.across != 0 {
    runStages(function, vector, panel, across: true)
  } else {
    runStages(function, vector, panel, across: false)
  }
}

@inline(__always)
private func runStages<F: RowFunction, V: RealVector>(
  _ function: F.Type, _ vector: V.Type, _ panel: PanelPointer, across: Bool
) {
  let stages = Int(panel.pointee.stages)
  guard let state = panel.pointee.state, let values = panel.pointee.values else { return }
  let memory = RowMemory<V>(state: state, values: values)
  var row = memory.row(function)
  if F.hasPeak && stages & SWIFTACT_PEAK != 0 {
    findPeak(function, panel, memory, &row, across: across)
  }
  if stages & SWIFTACT_SUMS != 0 {
    addUp(function, panel, memory, &row, across: across)
    if F.hasTotal && panel.pointee.is_last != 0 {
      F.derive(&row)
      F.total(row).store(to: memory.number(SWIFTACT_TOTAL))
    }
  }
  if F.hasResult && stages & SWIFTACT_MAP != 0 {
    F.derive(&row)
    writeResults(function, panel, row, across: across)
  }
}

// MARK: - Elements

/// The vectors in reach, one after the other.
private struct Reader<F: RowFunction, V: RealVector> {
  let across: Bool
  let vectors: Int
  let hasTail: Bool
  private let start: Int
  private let x: UnsafeRawPointer
  private let dy: UnsafeRawPointer
  private let xStep: Int
  private let dyStep: Int
  private let xTail: UnsafeRawPointer
  private let dyTail: UnsafeRawPointer

  /// A copy of what the panel says: stores cannot touch it.
  @inline(__always)
  init(_ function: F.Type, _ panel: PanelPointer, across: Bool) {
    self.across = across
    vectors = panel.pointee.vectors
    hasTail = !across && panel.pointee.tail > 0
    start = panel.pointee.start
    x = panel.pointee.x
    dy = F.readsDY ? panel.pointee.dy : x
    xStep = across ? panel.pointee.x_step : V.stride
    dyStep = across ? panel.pointee.dy_step : V.stride
    xTail = hasTail ? panel.pointee.x_tail : x
    dyTail = F.readsDY && hasTail ? panel.pointee.dy_tail : x
  }

  @inline(__always)
  func place(_ i: Int) -> Int { start &+ i }

  /// Of the i-th vector's elements, in its row.
  @inline(__always)
  func index(_ i: Int) -> V {
    if across { return V(SIMD8(repeating: Double(place(i)))) }
    return V(SIMD8(repeating: Double(place(i) &* 8)) + SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
  }

  @inline(__always)
  func entry(_ i: Int) -> Entry<V> {
    let x = V(loading: x + i &* xStep)
    let dy = F.readsDY ? V(loading: dy + i &* dyStep) : x
    return Entry(x: x, dy: dy, index: index(i), kept: x)
  }

  /// The end of the row, padded.
  @inline(__always)
  var tail: Entry<V> {
    let x = V(loading: xTail)
    let dy = F.readsDY ? V(loading: dyTail) : x
    return Entry(x: x, dy: dy, index: index(vectors), kept: x)
  }
}

// MARK: - Stages

@inline(__always)
private func findPeak<F: RowFunction, V: RealVector>(
  _ function: F.Type, _ panel: PanelPointer, _ memory: RowMemory<V>, _ row: inout Row<V>,
  across: Bool
) {
  let reader = Reader<F, V>(function, panel, across: across)
  if panel.pointee.is_first != 0 {
    row.peak = -V.infinity
    row.companion = -V.infinity
  }
  var i = 0
  // Four at a time, so that no maximum waits for the one before.
  var others = (row, row, row)
  while i &+ 4 <= reader.vectors {
    row.raise(function, reader.entry(i))
    others.0.raise(function, reader.entry(i &+ 1))
    others.1.raise(function, reader.entry(i &+ 2))
    others.2.raise(function, reader.entry(i &+ 3))
    i &+= 4
  }
  others.1.raise(function, others.0.peak, others.0.companion)
  row.raise(function, others.1.peak, others.1.companion)
  row.raise(function, others.2.peak, others.2.companion)
  while i < reader.vectors {
    row.raise(function, reader.entry(i))
    i &+= 1
  }
  if reader.hasTail { row.raise(function, reader.tail) }
  if panel.pointee.is_last != 0 && !across { row.foldPeak(function) }
  memory.store(peakOf: row)
}

@inline(__always)
private func addUp<F: RowFunction, V: RealVector>(
  _ function: F.Type, _ panel: PanelPointer, _ memory: RowMemory<V>, _ row: inout Row<V>,
  across: Bool
) {
  let reader = Reader<F, V>(function, panel, across: across)
  let kept = panel.pointee.kept
  if panel.pointee.is_first != 0 { memory.clearSums(across ? 8 : 1) }
  var sums = Sums<V>(loading: memory.sums(0), F.sums)
  var i = 0
  while i < reader.vectors {
    let terms = F.terms(reader.entry(i), row)
    if F.keeps, let kept { terms.kept.keep(kept + reader.place(i) &* 64) }
    if across {
      let place = memory.sums(reader.place(i) & 7)
      var partial = Sums<V>(loading: place, F.sums)
      partial.add(terms, F.sums)
      partial.store(to: place, F.sums)
    } else {
      sums.add(terms, F.sums)
    }
    i &+= 1
  }
  if reader.hasTail {
    let entry = reader.tail
    let terms = F.terms(entry, row)
    if F.keeps, let kept { terms.kept.keep(kept + reader.place(i) &* 64) }
    sums.add(terms.only(where: entry.index < V(SIMD8(repeating: Double(panel.pointee.n)))), F.sums)
  }
  if !across { sums.store(to: memory.sums(0), F.sums) }
  guard panel.pointee.is_last != 0 else { return }
  row.sums = across ? memory.foldedSums(F.sums) : sums.acrossLanes(F.sums)
  memory.store(sumsOf: row)
}

@inline(__always)
private func writeResults<F: RowFunction, V: RealVector>(
  _ function: F.Type, _ panel: PanelPointer, _ row: Row<V>, across: Bool
) {
  let reader = Reader<F, V>(function, panel, across: across)
  let kept = panel.pointee.kept
  var i = 0
  let yStep = across ? panel.pointee.y_step : V.stride
  guard let y = panel.pointee.y else { return }
  while i < reader.vectors {
    result(function, reader.entry(i), row, kept, reader.place(i)).store(to: y + i &* yStep)
    i &+= 1
  }
  if reader.hasTail, let yTail = panel.pointee.y_tail {
    result(function, reader.tail, row, kept, reader.place(i)).store(to: yTail)
  }
}

@inline(__always)
private func result<F: RowFunction, V: RealVector>(
  _ function: F.Type, _ entry: Entry<V>, _ row: Row<V>, _ kept: UnsafeMutablePointer<CChar>?,
  _ place: Int
) -> V {
  var entry = entry
  if F.keeps {
    if let kept {
      entry.kept = V((UnsafeRawPointer(kept) + place &* 64).loadUnaligned(as: SIMD8<Double>.self))
    } else {
      entry.kept = F.terms(entry, row).kept
    }
  }
  return F.result(entry, row)
}

extension RealVector {
  @inline(__always)
  fileprivate func keep(_ target: UnsafeMutableRawPointer) {
    target.storeBytes(of: lanes, as: SIMD8<Double>.self)
  }
}

extension Row {
  @inline(__always)
  fileprivate mutating func raise<F: RowFunction>(_ function: F.Type, _ entry: Entry<V>) {
    raise(function, key(entry.x), entry.dy)
  }

  @inline(__always)
  fileprivate mutating func raise<F: RowFunction>(_ function: F.Type, _ key: V, _ dy: V) {
    if F.hasCompanion {
      let tied = select(key == peak, max(dy, companion), companion)
      companion = select(key > peak, dy, tied)
    }
    peak = max(key, peak)
  }

  @inline(__always)
  fileprivate mutating func foldPeak<F: RowFunction>(_ function: F.Type) {
    raise(function, peak.swappedHalves, companion.swappedHalves)
    raise(function, peak.swappedQuarters, companion.swappedQuarters)
    raise(function, peak.swappedPairs, companion.swappedPairs)
  }
}
