// SPDX-License-Identifier: MIT
//
// NumPy's inner loop: any strides, any length, any storage. Whatever the layout,
// elements reach the same block of arithmetic, sixteen at a time, so a result
// depends on its inputs alone and never on where they lie.

import CSwiftAct

/// As many operands as a function may have, inputs and outputs together.
private let mostOperands = 8

/// As many as a bundle holds, of any lanes.
private let mostElementsAtOnce = 64

typealias Arguments = UnsafePointer<UnsafeMutablePointer<CChar>?>
typealias Steps = UnsafePointer<Int>

/// Operand `index` is `steps[index]` bytes from one element to the next.
@inline(__always)
func run<S: Storage>(
  _ storage: S.Type, _ arguments: Arguments, _ dimensions: Steps, _ steps: Steps,
  _ body: UnsafePointer<swiftact_body>, _ scratch: UnsafeMutableRawPointer
) {
  let n = dimensions[0]
  let inputs = Int(body.pointee.inputs)
  let operands = inputs &+ Int(body.pointee.outputs)
  let size = MemoryLayout<S.Element>.size
  guard let block = body.pointee.block, n > 0 else { return }
  var call = Call(
    arguments: arguments, steps: steps, inputs: inputs, operands: operands, block: block,
    scratch: scratch)

  if overlaps(call, n, size) {
    copyThroughScratch(storage, call, from: 0, to: n, each: 1)
    return
  }
  call.spreadRepeatedInputs(storage)

  var first = 0
  if body.pointee.flags & Int32(SWIFTACT_STREAM) != 0 {
    first = Swift.min(n, elementsBeforeAlignment(call, size))
    call.streams = first < n
    copyThroughScratch(storage, call, from: 0, to: first, each: 16)
  }

  // Operands that the block cannot work on where they lie go through scratch, as
  // long a piece at a time as there is room for.
  var indirect = 0
  var index = 0
  while index < operands {
    if !call.isInPlace(storage, index) { indirect &+= 1 }
    index &+= 1
  }
  let whole = first &+ (n &- first) & ~15
  let piece = indirect == 0 ? n : call.room / (indirect &* MemoryLayout<S.Computed>.size) & ~15
  copyThroughScratch(storage, call, from: first, to: whole, each: piece)
  copyThroughScratch(storage, call, from: whole, to: n, each: 16)
  if call.streams { swiftact_stream_end() }
}

private struct Call {
  let arguments: Arguments
  let steps: Steps
  let inputs: Int
  let operands: Int
  let block: swiftact_block

  /// What the block is told.
  let places: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  let masks: UnsafeMutablePointer<Int>

  /// The bytes of scratch that are left.
  var scratch: UnsafeMutableRawPointer
  var room: Int

  /// Outputs are stored past the cache.
  var streams = false

  @inline(__always)
  init(
    arguments: Arguments, steps: Steps, inputs: Int, operands: Int,
    block: @escaping swiftact_block, scratch: UnsafeMutableRawPointer
  ) {
    self.arguments = arguments
    self.steps = steps
    self.inputs = inputs
    self.operands = operands
    self.block = block
    places = scratch.bindMemory(to: UnsafeMutableRawPointer?.self, capacity: mostOperands)
    masks = (scratch + 8 &* mostOperands).bindMemory(to: Int.self, capacity: mostOperands)
    self.scratch = scratch + 16 &* mostOperands
    room = SWIFTACT_SCRATCH_BYTES &- 16 &* mostOperands
    var index = 0
    while index < operands {
      masks[index] = -1
      index &+= 1
    }
  }

  @inline(__always)
  mutating func spreadRepeatedInputs<S: Storage>(_ storage: S.Type) {
    let bytes = mostElementsAtOnce &* MemoryLayout<S.Computed>.size
    var index = 0
    while index < inputs {
      if steps[index] == 0 {
        let source = element(0, of: index)
        gather(storage, source, 0, scratch, mostElementsAtOnce, upTo: mostElementsAtOnce)
        places[index] = scratch
        masks[index] = 0
        scratch += bytes
        room &-= bytes
      }
      index &+= 1
    }
  }

  /// Whether blocks of whole vectors may read or write this operand where it lies.
  @inline(__always)
  func isInPlace<S: Storage>(_ storage: S.Type, _ operand: Int) -> Bool {
    masks[operand] == 0
      || S.isDirect && steps[operand] == MemoryLayout<S.Element>.size
        && !(streams && operand >= inputs)
  }

  @inline(__always)
  func element(_ index: Int, of operand: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(arguments[operand])! + index &* steps[operand]
  }
}

/// Elements `first ..< last`, `length` at a time: widen the inputs into scratch,
/// run the block there, narrow the outputs back.
@inline(__always)
private func copyThroughScratch<S: Storage>(
  _ storage: S.Type, _ call: Call, from first: Int, to last: Int, each length: Int
) {
  let places = call.places
  let room = ((length &+ 15) & ~15) &* MemoryLayout<S.Computed>.size
  var start = first
  while start < last {
    let count = Swift.min(length, last &- start)
    let whole = (count &+ 15) & ~15
    var place = call.scratch
    var index = 0
    while index < call.operands {
      if call.masks[index] != 0 {
        let source = call.element(start, of: index)
        if count == whole && call.isInPlace(storage, index) {
          places[index] = source
        } else {
          if index < call.inputs {
            gather(storage, source, call.steps[index], place, count, upTo: whole)
          }
          places[index] = place
          place += room
        }
      }
      index &+= 1
    }
    call.block(places, call.masks, whole)
    index = call.inputs
    while index < call.operands {
      let target = call.element(start, of: index)
      if let place = places[index], place != target {
        scatter(
          storage, place, target, call.steps[index], count,
          streaming: call.streams && count == whole)
      }
      index &+= 1
    }
    start &+= count
  }
}

/// Elements of the first output before one that lies where vectors should; all of
/// them if none ever does, or if they are not contiguous.
@inline(__always)
private func elementsBeforeAlignment(_ call: Call, _ size: Int) -> Int {
  let address = Int(bitPattern: call.arguments[call.inputs])
  guard call.operands == call.inputs &+ 1, call.steps[call.inputs] == size, address % size == 0
  else { return .max }
  return (-address & 31) / size
}

/// `count` elements into scratch, and the last of them again up to `padded`.
@inline(__always)
func gather<S: Storage>(
  _ storage: S.Type, _ source: UnsafeMutableRawPointer, _ step: Int,
  _ place: UnsafeMutableRawPointer, _ count: Int, upTo padded: Int
) {
  var i = 0
  if step == 0 {
    let same = S.widen(SIMD16(repeating: source.loadUnaligned(as: S.Element.self)))
    while i < padded {
      place.storeBytes(
        of: same, toByteOffset: i &* MemoryLayout<S.Computed>.size, as: SIMD16<S.Computed>.self)
      i &+= 16
    }
  }
  if step == MemoryLayout<S.Element>.size {
    while i &+ 16 <= count {
      let elements = (source + i &* MemoryLayout<S.Element>.size).loadUnaligned(
        as: SIMD16<S.Element>.self)
      place.storeBytes(
        of: S.widen(elements), toByteOffset: i &* MemoryLayout<S.Computed>.size,
        as: SIMD16<S.Computed>.self)
      i &+= 16
    }
  }
  while i < padded {
    var elements = SIMD16<S.Element>()
    var lane = 0
    while lane < 16 {
      let from = source + Swift.min(i &+ lane, count &- 1) &* step
      elements[lane] = from.loadUnaligned(as: S.Element.self)
      lane &+= 1
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
  _ step: Int, _ count: Int, streaming: Bool
) {
  var i = 0
  if !streaming && step == MemoryLayout<S.Element>.size {
    while i &+ 32 <= count {
      let source = place + i &* MemoryLayout<S.Computed>.size
      S.store(
        source.loadUnaligned(as: SIMD16<S.Computed>.self),
        (source + 16 &* MemoryLayout<S.Computed>.size).loadUnaligned(
          as: SIMD16<S.Computed>.self), to: target + i &* step)
      i &+= 32
    }
  }
  while i < count {
    let elements = S.narrow(
      (place + i &* MemoryLayout<S.Computed>.size).loadUnaligned(as: SIMD16<S.Computed>.self))
    if streaming {
      // Narrow ones are in memory where the wide ones were.
      let bytes = place + i &* MemoryLayout<S.Computed>.size
      if !S.isDirect { bytes.storeBytes(of: elements, as: SIMD16<S.Element>.self) }
      swiftact_stream(target + i &* step, bytes, 16 &* MemoryLayout<S.Element>.size)
    } else if step == MemoryLayout<S.Element>.size && i &+ 16 <= count {
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
private func overlaps(_ call: Call, _ n: Int, _ size: Int) -> Bool {
  var output = call.inputs
  while output < call.operands {
    var input = 0
    while input < call.inputs {
      let a = Int(bitPattern: call.arguments[output])
      let b = Int(bitPattern: call.arguments[input])
      let aSpan = call.steps[output] &* (n &- 1)
      let bSpan = call.steps[input] &* (n &- 1)
      let identical = a == b && aSpan == bSpan && aSpan != 0
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
