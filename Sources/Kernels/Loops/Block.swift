// SPDX-License-Identifier: MIT
//
// The arithmetic loops: contiguous operands, inputs before the output, and `n` a
// multiple of 16. `Loop.swift` brings every other layout into this form.
//
// Each begins after as many elements as are done already, goes as far as whole vectors
// of its kind do, and tells how far that was: wide ones come first, narrow ones last.

typealias Operands = UnsafePointer<UnsafeMutableRawPointer?>?

/// For each input all bits; or none where it is one element, of which a bundle is there.
typealias Masks = UnsafePointer<Int>?

/// An input, by the distance from its start in bytes.
struct Input<V: Vector> {
  private let start: UnsafeMutableRawPointer
  private let mask: Int

  @inline(__always)
  init?(_ operands: Operands, _ masks: Masks, _ index: Int) {
    guard let start = operands?[index], let masks else { return nil }
    self.start = start
    mask = masks[index]
  }

  @inline(__always)
  subscript(offset: Int) -> V { V(loading: start + (offset & mask)) }
}

/// The whole vectors among elements `first ..< n`, as elements and as bytes.
struct Stretch<V: Vector> {
  let last: Int
  let offset: Int
  let end: Int

  @inline(__always)
  init(from first: Int, to n: Int) {
    // That n is a multiple of 16 is said to the optimiser: nothing remains of no bundles.
    last = first &+ ((n & ~15) &- first) & ~(V.count &- 1)
    offset = first / V.count &* V.stride
    end = last / V.count &* V.stride
  }
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let y = operands?[1]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(a[offset]).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let b = Input<V>(operands, masks, 1),
    let y = operands?[2]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(a[offset], b[offset]).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V, V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let b = Input<V>(operands, masks, 1),
    let c = Input<V>(operands, masks, 2),
    let y = operands?[3]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(a[offset], b[offset], c[offset]).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V, V, V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let b = Input<V>(operands, masks, 1),
    let c = Input<V>(operands, masks, 2),
    let d = Input<V>(operands, masks, 3),
    let y = operands?[4]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(a[offset], b[offset], c[offset], d[offset]).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}
