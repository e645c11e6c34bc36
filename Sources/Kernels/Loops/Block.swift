// SPDX-License-Identifier: MIT
//
// The arithmetic loops: contiguous operands, inputs before the output, and `n` a
// multiple of 16. `Loop.swift` brings every other layout into this form.
//
// Each begins after as many elements as are done already, goes as far as whole vectors
// of its kind do, and tells how far that was: wide ones come first, narrow ones last.
//
// One may be for the usual case alone, that the last so many inputs, the parameters, are
// `repeated` and the others are not. It keeps them in registers, and elsewhere does nothing.

typealias Operands = UnsafePointer<UnsafeMutableRawPointer?>?

/// For each input all bits; or none where it is one element, of which a bundle is there.
typealias Masks = UnsafePointer<Int>?

/// An input, by the distance from its start in bytes.
struct Input<V: Vector> {
  private let start: UnsafeMutableRawPointer
  private let mask: Int
  private var same: V?

  /// With `isRepeated` only if it is; or only if it is not.
  @inline(__always)
  init?(_ operands: Operands, _ masks: Masks, _ index: Int, isRepeated: Bool? = nil) {
    guard let start = operands?[index], let masks else { return nil }
    self.start = start
    mask = isRepeated == nil ? masks[index] : -1
    guard let isRepeated else { return }
    if (masks[index] == 0) != isRepeated { return nil }
    if isRepeated { same = V(loading: start) }
  }

  @inline(__always)
  subscript(offset: Int) -> V { same ?? V(loading: start + (offset & mask)) }
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
  else { return done }
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
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0, repeated: Int? = nil,
  _ formula: (V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0, isRepeated: repeated.map { 0 >= 2 &- $0 }),
    let b = Input<V>(operands, masks, 1, isRepeated: repeated.map { 1 >= 2 &- $0 }),
    let y = operands?[2]
  else { return done }
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
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0, repeated: Int? = nil,
  _ formula: (V, V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0, isRepeated: repeated.map { 0 >= 3 &- $0 }),
    let b = Input<V>(operands, masks, 1, isRepeated: repeated.map { 1 >= 3 &- $0 }),
    let c = Input<V>(operands, masks, 2, isRepeated: repeated.map { 2 >= 3 &- $0 }),
    let y = operands?[3]
  else { return done }
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
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0, repeated: Int? = nil,
  _ formula: (V, V, V, V) -> V
) -> Int {
  guard let a = Input<V>(operands, masks, 0, isRepeated: repeated.map { 0 >= 4 &- $0 }),
    let b = Input<V>(operands, masks, 1, isRepeated: repeated.map { 1 >= 4 &- $0 }),
    let c = Input<V>(operands, masks, 2, isRepeated: repeated.map { 2 >= 4 &- $0 }),
    let d = Input<V>(operands, masks, 3, isRepeated: repeated.map { 3 >= 4 &- $0 }),
    let y = operands?[4]
  else { return done }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(a[offset], b[offset], c[offset], d[offset]).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}
