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
func run<F: RowFunction, V: EightDoubles>(
  _ function: F.Type, _ vector: V.Type, _ panel: PanelPointer
) {
  if panel.pointee.across != 0 {
    runStages(function, vector, panel, across: true)
  } else {
    runStages(function, vector, panel, across: false)
  }
}

@inline(__always)
private func runStages<F: RowFunction, V: EightDoubles>(
  _ function: F.Type, _ vector: V.Type, _ panel: PanelPointer, across: Bool
) {
  let stages = Int(panel.pointee.stages)
  guard let state = panel.pointee.state, let values = panel.pointee.values else { return }
  let memory = RowMemory<V>(state: state, values: values)
  var row = memory.row(function)
  if F.hasPeak && stages & SWIFTACT_PEAK != 0 {
    let key = row.sign
    if F.hasCompanion {
      findPeakAndCompanion(panel, memory, key, across: across)
    } else {
      findPeak(panel, memory, key, across: across)
    }
    memory.load(peakOf: &row)
  }
  if stages & (F.keeps ? SWIFTACT_SUMS | SWIFTACT_KEEP : SWIFTACT_SUMS) != 0 {
    addUp(function, panel, memory, &row, across: across)
    if F.hasTotal && panel.pointee.is_last != 0 && stages & SWIFTACT_SUMS != 0 {
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

/// Some of the vectors in reach, one after the other: those that are whole, or the
/// end of a row, padded. A copy of what the panel says, for stores cannot touch it.
private struct Span<V: EightDoubles> {
  let across: Bool
  let readsDY: Bool
  let count: Int
  private let start: Int
  private let lanes: Int
  private let x: UnsafeRawPointer
  private let dy: UnsafeRawPointer
  private let y: UnsafeMutableRawPointer?
  private let kept: UnsafeMutableRawPointer?
  private let xStep: Int
  private let dyStep: Int
  private let yStep: Int

  @inline(__always)
  static func number(_ panel: PanelPointer, across: Bool) -> Int {
    !across && panel.pointee.tail > 0 ? 2 : 1
  }

  @inline(__always)
  init(_ panel: PanelPointer, _ index: Int, readsDY: Bool, across: Bool) {
    let isTail = !across && index > 0
    let before = isTail ? panel.pointee.vectors : 0
    self.across = across
    self.readsDY = readsDY
    count = isTail ? 1 : panel.pointee.vectors
    start = panel.pointee.start &+ before
    lanes = isTail ? panel.pointee.tail : 8
    x = isTail ? panel.pointee.x_tail : panel.pointee.x
    dy = !readsDY ? x : isTail ? panel.pointee.dy_tail : panel.pointee.dy
    y = isTail ? panel.pointee.y_tail : panel.pointee.y
    kept = panel.pointee.kept.map { UnsafeMutableRawPointer($0) + before &* 64 }
    xStep = across ? panel.pointee.x_step : V.stride
    dyStep = across ? panel.pointee.dy_step : V.stride
    yStep = across ? panel.pointee.y_step : V.stride
  }

  /// Vectors of the row before the i-th of these.
  @inline(__always)
  func place(_ i: Int) -> Int { start &+ i }

  @inline(__always)
  func entry(_ i: Int) -> Entry<V> {
    let x = V(loading: x + i &* xStep)
    let dy = readsDY ? V(loading: dy + i &* dyStep) : x
    return Entry(x: x, dy: dy, index: index(i), kept: x)
  }

  /// Vectors that follow each other in memory.
  @inline(__always)
  func packedX(_ i: Int) -> V.Packed { V.Packed(loading: x + i &* V.stride) }

  @inline(__always)
  func packedDY(_ i: Int) -> V.Packed { V.Packed(loading: dy + i &* V.stride) }

  @inline(__always)
  private func index(_ i: Int) -> V {
    if across { return V(SIMD8(repeating: Double(place(i)))) }
    return V(SIMD8(repeating: Double(place(i) &* 8)) + Self.iota)
  }

  @inline(__always)
  private static var iota: SIMD8<Double> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }

  @inline(__always)
  var isWhole: Bool { lanes == 8 }

  /// The lanes that hold elements.
  @inline(__always)
  var inside: V.Mask { V(Self.iota) < V(SIMD8(repeating: Double(lanes))) }

  @inline(__always)
  func keep(_ value: V, _ i: Int) {
    kept?.storeBytes(of: value.lanes, toByteOffset: i &* 64, as: SIMD8<Double>.self)
  }

  @inline(__always)
  func keptValue(_ i: Int) -> V {
    guard let kept else { return 0.0 }
    return V((kept + i &* 64).loadUnaligned(as: SIMD8<Double>.self))
  }

  @inline(__always)
  func store(_ value: V, _ i: Int) {
    if let y { value.store(to: y + i &* yStep) }
  }
}

// MARK: - Stages

/// The same for every function; one copy of it does for all.
@inline(never)
private func findPeak<V: EightDoubles>(
  _ panel: PanelPointer, _ memory: RowMemory<V>, _ sign: V, across: Bool
) {
  raisePeak(panel, memory, sign, hasCompanion: false, across: across)
}

@inline(never)
private func findPeakAndCompanion<V: EightDoubles>(
  _ panel: PanelPointer, _ memory: RowMemory<V>, _ sign: V, across: Bool
) {
  raisePeak(panel, memory, sign, hasCompanion: true, across: across)
}

@inline(__always)
private func raisePeak<V: EightDoubles>(
  _ panel: PanelPointer, _ memory: RowMemory<V>, _ sign: V, hasCompanion: Bool, across: Bool
) {
  var row = Row<V>()
  if panel.pointee.is_first == 0 { memory.load(peakOf: &row) }
  var peak = Peak(key: row.peak, companion: row.companion)
  var index = 0
  while index < Span<V>.number(panel, across: across) {
    let span = Span<V>(panel, index, readsDY: hasCompanion, across: across)
    var i = 0
    if across {
      let most = peakInFours(span.count, &i, hasCompanion) {
        let entry = span.entry($0)
        return Peak(key: entry.x * sign, companion: entry.dy)
      }
      peak.raise(most.key, most.companion, hasCompanion)
    } else {
      let packedSign = V.packed(sign)
      let step = V.Packed.count / V.count
      let most = peakInFours(span.count / step, &i, hasCompanion) {
        Peak(key: span.packedX($0 &* step) * packedSign, companion: span.packedDY($0 &* step))
      }
      i &*= step
      let (key, companion) = (V.unpacked(most.key), V.unpacked(most.companion))
      peak.raise(key.0, companion.0, hasCompanion)
      peak.raise(key.1, companion.1, hasCompanion)
    }
    while i < span.count {
      let entry = span.entry(i)
      peak.raise(entry.x * sign, entry.dy, hasCompanion)
      i &+= 1
    }
    index &+= 1
  }
  if panel.pointee.is_last != 0 && !across {
    peak.raise(peak.key.swappedHalves, peak.companion.swappedHalves, hasCompanion)
    peak.raise(peak.key.swappedQuarters, peak.companion.swappedQuarters, hasCompanion)
    peak.raise(peak.key.swappedPairs, peak.companion.swappedPairs, hasCompanion)
  }
  memory.store(peak: peak.key, peak.companion)
}

/// The peak of as many of `count` registers as are a multiple of four: so that no maximum
/// waits for the one before. `i` is moved beyond them.
@inline(__always)
private func peakInFours<V: Vector>(
  _ count: Int, _ i: inout Int, _ hasCompanion: Bool, _ register: (Int) -> Peak<V>
) -> Peak<V> {
  let none = Peak<V>(key: -V.infinity, companion: -V.infinity)
  var (a, b, c, d) = (none, none, none, none)
  while i &+ 4 <= count {
    var k = 0
    while k < 4 {
      let next = register(i &+ k)
      a.raise(next.key, next.companion, hasCompanion)
      (a, b, c, d) = (b, c, d, a)
      k &+= 1
    }
    i &+= 4
  }
  a.raise(b.key, b.companion, hasCompanion)
  c.raise(d.key, d.companion, hasCompanion)
  a.raise(c.key, c.companion, hasCompanion)
  return a
}

/// The largest key so far, and the largest dy beside it.
private struct Peak<V: Vector> {
  var key: V
  var companion: V

  @inline(__always)
  mutating func raise(_ key: V, _ dy: V, _ hasCompanion: Bool) {
    if hasCompanion {
      let tied = select(key == self.key, max(dy, companion), companion)
      companion = select(key > self.key, dy, tied)
    }
    self.key = max(key, self.key)
  }
}

@inline(__always)
private func addUp<F: RowFunction, V: EightDoubles>(
  _ function: F.Type, _ panel: PanelPointer, _ memory: RowMemory<V>, _ row: inout Row<V>,
  across: Bool
) {
  if panel.pointee.is_first != 0 { memory.clearSums(across ? 8 : 1, F.sums) }
  var sums = Sums<V>(loading: memory.sums(0), F.sums)
  var index = 0
  while index < Span<V>.number(panel, across: across) {
    let span = Span<V>(panel, index, readsDY: F.readsDY, across: across)
    let inside = span.inside
    var i = 0
    while i < span.count {
      let terms = F.terms(span.entry(i), row)
      if F.keeps { span.keep(terms.kept, i) }
      if across {
        let place = memory.sums(span.place(i) & 7)
        var partial = Sums<V>(loading: place, F.sums)
        partial.add(terms, F.sums)
        partial.store(to: place, F.sums)
      } else {
        sums.add(span.isWhole ? terms : terms.only(where: inside), F.sums)
      }
      i &+= 1
    }
    index &+= 1
  }
  if !across { sums.store(to: memory.sums(0), F.sums) }
  guard panel.pointee.is_last != 0, panel.pointee.stages & Int32(SWIFTACT_SUMS) != 0 else { return }
  if across {
    memory.storeFoldedSums(F.sums)
  } else {
    memory.storeSumsAcrossLanes(F.sums)
  }
  memory.load(sumsOf: &row)
}

@inline(__always)
private func writeResults<F: RowFunction, V: EightDoubles>(
  _ function: F.Type, _ panel: PanelPointer, _ row: Row<V>, across: Bool
) {
  var index = 0
  while index < Span<V>.number(panel, across: across) {
    let span = Span<V>(panel, index, readsDY: F.readsDY, across: across)
    var i = 0
    while i < span.count {
      var entry = span.entry(i)
      if F.keeps { entry.kept = span.keptValue(i) }
      span.store(F.result(entry, row), i)
      i &+= 1
    }
    index &+= 1
  }
}
