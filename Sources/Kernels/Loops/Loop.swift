// SPDX-License-Identifier: MIT
//
// NumPy's inner loop: any strides, any length, any storage. Whatever the layout,
// elements reach the same block of arithmetic, sixteen at a time, so a result
// depends on its inputs alone and never on where they lie.

import CSwiftAct

/// As many operands as a function may have, inputs and outputs together.
private let mostOperands = 8

/// Swift keeps a temporary of at most this many bytes on the stack.
private let scratchBytes = 1024

typealias Arguments = UnsafePointer<UnsafeMutablePointer<CChar>?>
typealias Steps = UnsafePointer<Int>

/// Operand `index` is `steps[index]` bytes from one element to the next.
@inline(__always)
func run<S: Storage>(
  _ storage: S.Type, _ arguments: Arguments, _ dimensions: Steps, _ steps: Steps,
  _ body: UnsafePointer<swiftact_body>
) {
  let n = dimensions[0]
  let inputs = Int(body.pointee.inputs)
  let operands = inputs &+ Int(body.pointee.outputs)
  let size = MemoryLayout<S.Element>.size
  guard let block = body.pointee.block, n > 0 else { return }

  // How many operands the block cannot work on where they lie?
  var indirect = 0
  var index = 0
  while index < operands {
    if !S.isDirect || steps[index] != size { indirect &+= 1 }
    index &+= 1
  }

  let overlapping = overlaps(arguments, steps, inputs: inputs, operands: operands, n, size)
  if indirect == 0 && !overlapping {
    let whole = n & ~15
    if whole > 0 {
      UnsafeRawPointer(arguments).withMemoryRebound(
        to: UnsafeMutableRawPointer?.self, capacity: operands
      ) { block($0, whole) }
    }
    guard whole < n else { return }
    copyThroughScratch(
      storage, arguments, steps, body, block, inputs: inputs, operands: operands,
      from: whole, to: n, each: 16)
    return
  }

  // Scratch for as long a block as fits; one element where outputs feed inputs.
  let room = scratchBytes / (operands &* MemoryLayout<S.Computed>.size) & ~15
  copyThroughScratch(
    storage, arguments, steps, body, block, inputs: inputs, operands: operands,
    from: 0, to: n, each: overlapping ? 1 : room)
}

/// Elements `first ..< last`, `length` at a time: widen the inputs into scratch,
/// run the block there, narrow the outputs back.
@inline(__always)
private func copyThroughScratch<S: Storage>(
  _ storage: S.Type, _ arguments: Arguments, _ steps: Steps,
  _ body: UnsafePointer<swiftact_body>,
  _ block: @convention(c) (UnsafePointer<UnsafeMutableRawPointer?>?, Int) -> Void,
  inputs: Int, operands: Int, from first: Int, to last: Int, each length: Int
) {
  let size = MemoryLayout<S.Element>.size
  let padded = (length &+ 15) & ~15
  let room = padded &* MemoryLayout<S.Computed>.size
  withUnsafeTemporaryAllocation(byteCount: scratchBytes, alignment: 16) { scratch in
    withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer?.self, capacity: mostOperands) {
      pointers in
      guard let base = scratch.baseAddress, let places = pointers.baseAddress else { return }
      var start = first
      while start < last {
        let count = Swift.min(length, last &- start)
        let whole = (count &+ 15) & ~15
        var index = 0
        while index < operands {
          let place = base + index &* room
          places[index] = place
          let step = steps[index]
          let source = UnsafeMutableRawPointer(arguments[index])! + start &* step
          let inPlace = S.isDirect && step == size && count == whole && length > 1
          // A repeated input that is in scratch already; an output may have changed it.
          let splatted = step == 0 && start > first && count == length && length > 1
          if inPlace {
            places[index] = source
          } else if index < inputs && !splatted {
            gather(storage, source, step, place, count, upTo: whole)
          }
          index &+= 1
        }
        block(places, whole)
        index = inputs
        while index < operands {
          let step = steps[index]
          let target = UnsafeMutableRawPointer(arguments[index])! + start &* step
          if places[index] != target { scatter(storage, base + index &* room, target, step, count) }
          index &+= 1
        }
        start &+= count
      }
    }
  }
}

/// `count` elements into scratch, and the last of them again up to `padded`.
@inline(__always)
func gather<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ step: Int,
  _ place: UnsafeMutableRawPointer, _ count: Int, upTo padded: Int
) {
  var i = 0
  while i < padded {
    var elements: SIMD16<S.Element>
    if step == MemoryLayout<S.Element>.size && i &+ 16 <= count {
      elements = (source + i &* step).loadUnaligned(as: SIMD16<S.Element>.self)
    } else {
      elements = SIMD16()
      var lane = 0
      while lane < 16 {
        let from = source + Swift.min(i &+ lane, count &- 1) &* step
        elements[lane] = from.loadUnaligned(as: S.Element.self)
        lane &+= 1
      }
    }
    place.storeBytes(
      of: S.widen(elements), toByteOffset: i &* MemoryLayout<S.Computed>.size,
      as: SIMD16<S.Computed>.self)
    i &+= 16
  }
}

@inline(__always)
func scatter<S: Storage>(
  _ storage: S.Type, _ place: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer,
  _ step: Int, _ count: Int
) {
  var i = 0
  while i < count {
    let elements = S.narrow(
      (place + i &* MemoryLayout<S.Computed>.size).loadUnaligned(as: SIMD16<S.Computed>.self))
    if step == MemoryLayout<S.Element>.size && i &+ 16 <= count {
      (target + i &* step).storeBytes(of: elements, as: SIMD16<S.Element>.self)
    } else {
      var lane = 0
      while lane < Swift.min(16, count &- i) {
        (target + (i &+ lane) &* step).storeBytes(of: elements[lane], as: S.Element.self)
        lane &+= 1
      }
    }
    i &+= 16
  }
}

/// Whether an output shares bytes with an input other than element by element,
/// as in `ufunc.accumulate`: then later inputs are earlier outputs.
@inline(__always)
private func overlaps(
  _ arguments: Arguments, _ steps: Steps, inputs: Int, operands: Int, _ n: Int, _ size: Int
) -> Bool {
  var output = inputs
  while output < operands {
    var input = 0
    while input < inputs {
      let a = Int(bitPattern: arguments[output])
      let b = Int(bitPattern: arguments[input])
      let aSpan = steps[output] &* (n &- 1)
      let bSpan = steps[input] &* (n &- 1)
      let identical = a == b && steps[output] == steps[input] && steps[output] != 0
      let apart =
        a &+ Swift.max(0, aSpan) &+ size <= b &+ Swift.min(0, bSpan)
        || b &+ Swift.max(0, bSpan) &+ size <= a &+ Swift.min(0, aSpan)
      if !identical && !apart && n > 1 { return true }
      input &+= 1
    }
    output &+= 1
  }
  return false
}
