// SPDX-License-Identifier: MIT
//
// The arithmetic loops with two outputs, as those of Block.swift.

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V, V, V) -> (V, V)
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let b = Input<V>(operands, masks, 1),
    let c = Input<V>(operands, masks, 2),
    let y = operands?[3],
    let z = operands?[4]
  else { return done }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    let results = formula(a[offset], b[offset], c[offset])
    results.0.store(to: y + offset)
    results.1.store(to: z + offset)
    offset &+= V.stride
  }
  return stretch.last
}

@inline(__always)
func map<V: Vector>(
  _ operands: Operands, _ masks: Masks, _ n: Int, after done: Int = 0,
  _ formula: (V, V, V, V) -> (V, V)
) -> Int {
  guard let a = Input<V>(operands, masks, 0),
    let b = Input<V>(operands, masks, 1),
    let c = Input<V>(operands, masks, 2),
    let d = Input<V>(operands, masks, 3),
    let y = operands?[4],
    let z = operands?[5]
  else { return done }
  let stretch = Stretch<V>(from: done, to: n)
  var offset = stretch.offset
  while offset < stretch.end {
    let results = formula(a[offset], b[offset], c[offset], d[offset])
    results.0.store(to: y + offset)
    results.1.store(to: z + offset)
    offset &+= V.stride
  }
  return stretch.last
}
