// SPDX-License-Identifier: MIT
//
// Eight rows side by side, to scratch and back: line j holds element j of each.
// Storages convert sixteen elements at a time: two lines.

import CSwiftAct

/// `count` lines; lanes beyond `lanes` repeat the last row.
@inline(__always)
func gatherLines<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ operand: swiftact_strided,
  _ place: UnsafeMutableRawPointer, _ count: Int, lanes: Int
) {
  let size = MemoryLayout<S.Element>.size
  let isDense = operand.outer == size && lanes == 8
  if operand.inner == size && lanes == 8 && count >= 8 {
    transposeIn(storage, source, operand.outer, place, count)
    return
  }
  var line = 0
  while line < count {
    let first = source + line &* operand.inner
    let second = source + Swift.min(line &+ 1, count &- 1) &* operand.inner
    var elements = SIMD16<S.Element>()
    if isDense {
      elements.lowHalf = first.loadUnaligned(as: SIMD8<S.Element>.self)
      elements.highHalf = second.loadUnaligned(as: SIMD8<S.Element>.self)
    } else {
      var lane = 0
      while lane < 8 {
        let offset = Swift.min(lane, lanes &- 1) &* operand.outer
        elements[lane] = (first + offset).loadUnaligned(as: S.Element.self)
        elements[lane &+ 8] = (second + offset).loadUnaligned(as: S.Element.self)
        lane &+= 1
      }
    }
    place.storeBytes(
      of: S.widen(elements), toByteOffset: 8 &* line &* MemoryLayout<S.Computed>.size,
      as: SIMD16<S.Computed>.self)
    line &+= 2
  }
}

@inline(__always)
func scatterLines<S: Storage>(
  _ storage: S.Type, _ place: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer,
  _ operand: swiftact_strided, _ count: Int, lanes: Int
) {
  let size = MemoryLayout<S.Element>.size
  let isDense = operand.outer == size && lanes == 8
  if operand.inner == size && lanes == 8 && count >= 8 {
    transposeOut(storage, place, target, operand.outer, count)
    return
  }
  var line = 0
  while line < count {
    let elements = S.narrow(
      (place + 8 &* line &* MemoryLayout<S.Computed>.size).loadUnaligned(
        as: SIMD16<S.Computed>.self))
    let first = target + line &* operand.inner
    let hasSecond = line &+ 1 < count
    if isDense {
      first.storeBytes(of: elements.lowHalf, as: SIMD8<S.Element>.self)
      if hasSecond {
        (first + operand.inner).storeBytes(of: elements.highHalf, as: SIMD8<S.Element>.self)
      }
    } else {
      var lane = 0
      while lane < lanes {
        let place = first + lane &* operand.outer
        place.storeBytes(of: elements[lane], as: S.Element.self)
        if hasSecond {
          (place + operand.inner).storeBytes(of: elements[lane &+ 8], as: S.Element.self)
        }
        lane &+= 1
      }
    }
    line &+= 2
  }
}

// MARK: - Rows of neighbours, eight by eight; the last eight may overlap the ones before

@inline(__always)
private func transposeIn<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ outer: Int,
  _ place: UnsafeMutableRawPointer, _ count: Int
) {
  let bytes = 8 &* MemoryLayout<S.Computed>.size
  var line = 0
  while line < count {
    let start = Swift.min(line, count &- 8)
    let from = source + start &* MemoryLayout<S.Element>.size
    let ab = widenPair(storage, from, outer)
    let cd = widenPair(storage, from + 2 &* outer, outer)
    let ef = widenPair(storage, from + 4 &* outer, outer)
    let gh = widenPair(storage, from + 6 &* outer, outer)
    let lines = Square(
      ab.lowHalf, ab.highHalf, cd.lowHalf, cd.highHalf, ef.lowHalf, ef.highHalf, gh.lowHalf,
      gh.highHalf
    ).transposed
    let to = place + start &* bytes
    to.storeBytes(of: lines.a, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.b, toByteOffset: bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.c, toByteOffset: 2 &* bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.d, toByteOffset: 3 &* bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.e, toByteOffset: 4 &* bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.f, toByteOffset: 5 &* bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.g, toByteOffset: 6 &* bytes, as: SIMD8<S.Computed>.self)
    to.storeBytes(of: lines.h, toByteOffset: 7 &* bytes, as: SIMD8<S.Computed>.self)
    line &+= 8
  }
}

@inline(__always)
private func transposeOut<S: Storage>(
  _ storage: S.Type, _ place: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer,
  _ outer: Int, _ count: Int
) {
  let bytes = 8 &* MemoryLayout<S.Computed>.size
  var line = 0
  while line < count {
    let start = Swift.min(line, count &- 8)
    let from = place + start &* bytes
    let rows = Square(
      load(storage, from), load(storage, from + bytes), load(storage, from + 2 &* bytes),
      load(storage, from + 3 &* bytes), load(storage, from + 4 &* bytes),
      load(storage, from + 5 &* bytes), load(storage, from + 6 &* bytes),
      load(storage, from + 7 &* bytes)
    ).transposed
    let to = target + start &* MemoryLayout<S.Element>.size
    narrowPair(storage, rows.a, rows.b, to, outer)
    narrowPair(storage, rows.c, rows.d, to + 2 &* outer, outer)
    narrowPair(storage, rows.e, rows.f, to + 4 &* outer, outer)
    narrowPair(storage, rows.g, rows.h, to + 6 &* outer, outer)
    line &+= 8
  }
}

@inline(__always)
private func load<S: Storage>(
  _ storage: S.Type, _ place: UnsafeMutableRawPointer
) -> SIMD8<S.Computed> {
  place.loadUnaligned(as: SIMD8<S.Computed>.self)
}

@inline(__always)
private func widenPair<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ outer: Int
) -> SIMD16<S.Computed> {
  S.widen(
    SIMD16(
      lowHalf: source.loadUnaligned(as: SIMD8<S.Element>.self),
      highHalf: (source + outer).loadUnaligned(as: SIMD8<S.Element>.self)))
}

@inline(__always)
private func narrowPair<S: Storage>(
  _ storage: S.Type, _ first: SIMD8<S.Computed>, _ second: SIMD8<S.Computed>,
  _ target: UnsafeMutableRawPointer, _ outer: Int
) {
  let elements = S.narrow(SIMD16(lowHalf: first, highHalf: second))
  target.storeBytes(of: elements.lowHalf, as: SIMD8<S.Element>.self)
  (target + outer).storeBytes(of: elements.highHalf, as: SIMD8<S.Element>.self)
}
