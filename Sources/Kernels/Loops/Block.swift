// SPDX-License-Identifier: MIT
//
// The arithmetic loops: contiguous operands, inputs before the output, and `n` a
// multiple of 16. `Loop.swift` brings every other layout into this form.
//
// Each begins after as many elements as are done already, goes as far as whole vectors
// of its kind do, and tells how far that was: wide ones come first, narrow ones last.

typealias Operands = UnsafePointer<UnsafeMutableRawPointer?>?

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
  _ operands: Operands, _ n: Int, after done: Int = 0, _ formula: (V) -> V
) -> Int {
  guard let x = operands?[0], let y = operands?[1] else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(V(loading: x + offset)).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ n: Int, after done: Int = 0, _ formula: (V, V) -> V
) -> Int {
  guard let a = operands?[0], let b = operands?[1], let y = operands?[2] else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(V(loading: a + offset), V(loading: b + offset)).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ n: Int, after done: Int = 0, _ formula: (V, V, V) -> V
) -> Int {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let y = operands?[3]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(V(loading: a + offset), V(loading: b + offset), V(loading: c + offset))
      .store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ n: Int, after done: Int = 0, _ formula: (V, V, V, V) -> V
) -> Int {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let d = operands?[3],
    let y = operands?[4]
  else { return n }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    formula(
      V(loading: a + offset), V(loading: b + offset), V(loading: c + offset), V(loading: d + offset)
    ).store(to: y + offset)
    offset &+= V.stride
  }
  return stretch.last
}
