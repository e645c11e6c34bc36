// SPDX-License-Identifier: MIT

import CSwiftAct

/// The largest key so far, and the largest dy beside it.
struct Peak<V: RowVector> {
  private(set) var key = -V.Packed.infinity
  private(set) var companion = -V.Packed.infinity

  @inline(__always)
  init() {}

  #if SWIFTACT_FMA
    @_transparent
  #else
    @inline(never)
  #endif
  init<F: RowFunction, L: RowLanes>(
    _ memory: RowMemory<F, L>, _ sign: V.Packed, _ span: Span<F, L>
  ) where L.V == V {
    self.init()
    guard F.hasPeak else { return }
    if !span.isWhole { memory.load(&key, &companion, span) }
    guard span.has(SWIFTACT_PEAK) else { return }
    raise(span.inputs, sign, F.hasCompanion)
    if span.isLast && !span.across {
      fold(8, F.hasCompanion)
      fold(4, F.hasCompanion)
      fold(2, F.hasCompanion)
      fold(1, F.hasCompanion)
    }
  }

  @_transparent
  private mutating func raise(_ inputs: Inputs<V>, _ sign: V.Packed, _ hasCompanion: Bool) {
    var i = 0
    // In fours, so that no maximum waits for the one before.
    var (a, b, c) = (Peak(), Peak(), Peak())
    while i &+ 4 <= inputs.count {
      a.raise(inputs, i, sign, hasCompanion)
      b.raise(inputs, i &+ 1, sign, hasCompanion)
      c.raise(inputs, i &+ 2, sign, hasCompanion)
      raise(inputs, i &+ 3, sign, hasCompanion)
      i &+= 4
    }
    while i < inputs.count {
      raise(inputs, i, sign, hasCompanion)
      i &+= 1
    }
    if inputs.tail > 0 { b.raise(inputs, i, sign, hasCompanion, isTail: true) }
    a.raise(b, hasCompanion)
    raise(c, hasCompanion)
    raise(a, hasCompanion)
  }

  @inline(__always)
  private mutating func raise(
    _ inputs: Inputs<V>, _ i: Int, _ sign: V.Packed, _ hasCompanion: Bool, isTail: Bool = false
  ) {
    var other = Peak()
    other.key = inputs.x(i, isTail) * sign
    if hasCompanion { other.companion = inputs.dy(i, isTail) }
    raise(other, hasCompanion)
  }

  @inline(__always)
  private mutating func raise(_ other: Peak, _ hasCompanion: Bool) {
    if hasCompanion {
      let tied = select(other.key == key, max(other.companion, companion), companion)
      companion = select(other.key > key, other.companion, tied)
    }
    key = max(other.key, key)
  }

  /// The same over each lane and the one `distance` away.
  @inline(__always)
  private mutating func fold(_ distance: Int, _ hasCompanion: Bool) {
    var other = Peak()
    other.key = V.swapped(key, distance)
    other.companion = V.swapped(companion, distance)
    raise(other, hasCompanion)
  }
}

extension Row {
  @inline(__always)
  mutating func take(_ peak: Peak<V>) {
    self.peak = peak.key
    companion = peak.companion
  }
}
