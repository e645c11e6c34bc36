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
  let isDense = operand.outer == MemoryLayout<S.Element>.size && lanes == 8
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
  let isDense = operand.outer == MemoryLayout<S.Element>.size && lanes == 8
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
