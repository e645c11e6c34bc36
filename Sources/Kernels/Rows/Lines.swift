// SPDX-License-Identifier: MIT
//
// Sixteen rows side by side, to scratch and back: line j holds element j of each.

import CSwiftAct

/// Rows of elements as they are computed with, `outer` bytes apart, and lines.
@inline(__always)
private func turn<T>(
  _ type: T.Type, rows: UnsafeRawPointer, _ outer: Int, to lines: UnsafeMutableRawPointer,
  _ count: Int
) {
  if MemoryLayout<T>.size == 4 {
    swiftact_lines_from_rows_f32x16(rows, outer, lines, count)
  } else {
    swiftact_lines_from_rows_f64x8(rows, outer, lines, count)
  }
}

@inline(__always)
private func turn<T>(
  _ type: T.Type, lines: UnsafeRawPointer, to rows: UnsafeMutableRawPointer, _ outer: Int,
  _ count: Int
) {
  if MemoryLayout<T>.size == 4 {
    swiftact_rows_from_lines_f32x16(lines, rows, outer, count)
  } else {
    swiftact_rows_from_lines_f64x8(lines, rows, outer, count)
  }
}

/// Lines that lie in memory as such are copied, rows that do are turned; all else is made
/// such rows first, in `spare`, all at once if they follow each other. Lanes beyond `lanes`
/// repeat the last row.
@inline(__always)
func gatherLines<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ operand: swiftact_strided,
  _ place: UnsafeMutableRawPointer, _ count: Int, lanes: Int, by spare: UnsafeMutableRawPointer
) {
  let size = MemoryLayout<S.Element>.size
  let computed = MemoryLayout<S.Computed>.size
  if operand.outer == size && lanes == 16 {
    var line = 0
    while line < count {
      let elements = (source + line &* operand.inner).loadUnaligned(as: SIMD16<S.Element>.self)
      (place + 16 &* line &* computed).storeBytes(
        of: S.widen(elements), as: SIMD16<S.Computed>.self)
      line &+= 1
    }
  } else if S.isDirect && operand.inner == size && lanes == 16 {
    turn(S.Computed.self, rows: source, operand.outer, to: place, count)
  } else if followEachOther(operand, count, size, lanes) {
    gather(storage, source, size, spare, 16 &* count, upTo: 16 &* count)
    turn(S.Computed.self, rows: spare, count &* computed, to: place, count)
  } else {
    eachPart(count) { first, length in
      var lane = 0
      while lane < 16 {
        let row = source + Swift.min(lane, lanes &- 1) &* operand.outer + first &* operand.inner
        gather(
          storage, row, operand.inner, spare + lane &* partElements &* computed, length,
          upTo: (length &+ 15) & ~15)
        lane &+= 1
      }
      turn(
        S.Computed.self, rows: spare, partElements &* computed,
        to: place + 16 &* first &* computed, length)
    }
  }
}

@inline(__always)
func scatterLines<S: Storage>(
  _ storage: S.Type, _ place: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer,
  _ operand: swiftact_strided, _ count: Int, lanes: Int, by spare: UnsafeMutableRawPointer
) {
  let size = MemoryLayout<S.Element>.size
  let computed = MemoryLayout<S.Computed>.size
  if operand.outer == size && lanes == 16 {
    var line = 0
    while line < count {
      let values = (place + 16 &* line &* computed).loadUnaligned(as: SIMD16<S.Computed>.self)
      (target + line &* operand.inner).storeBytes(
        of: S.narrow(values), as: SIMD16<S.Element>.self)
      line &+= 1
    }
  } else if S.isDirect && operand.inner == size && lanes == 16 {
    turn(S.Computed.self, lines: place, to: target, operand.outer, count)
  } else if followEachOther(operand, count, size, lanes) {
    turn(S.Computed.self, lines: place, to: spare, count &* computed, count)
    scatter(storage, spare, target, size, 16 &* count, streaming: false)
  } else {
    eachPart(count) { first, length in
      turn(
        S.Computed.self, lines: place + 16 &* first &* computed, to: spare,
        partElements &* computed, length)
      var lane = 0
      while lane < lanes {
        scatter(
          storage, spare + lane &* partElements &* computed,
          target + lane &* operand.outer + first &* operand.inner, operand.inner, length,
          streaming: false)
        lane &+= 1
      }
    }
  }
}

/// Whether sixteen rows are one piece of memory, for which there is room.
@inline(__always)
private func followEachOther(
  _ operand: swiftact_strided, _ count: Int, _ size: Int, _ lanes: Int
) -> Bool {
  lanes == 16 && operand.inner == size && operand.outer == count &* size && count <= partElements
}

/// Elements of sixteen rows that there is room for in a chunk, of doubles too.
private let partElements = 128

@inline(__always)
private func eachPart(_ count: Int, _ body: (_ first: Int, _ length: Int) -> Void) {
  var first = 0
  while first < count {
    body(first, Swift.min(partElements, count &- first))
    first &+= partElements
  }
}
