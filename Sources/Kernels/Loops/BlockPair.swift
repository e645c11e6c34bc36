// SPDX-License-Identifier: MIT
//
// The arithmetic loops with two outputs, as those of Block.swift.

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V, V, V) -> (V, V)) {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let y = operands?[3],
    let z = operands?[4]
  else { return }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    let results = formula(
      V(loading: a + offset), V(loading: b + offset), V(loading: c + offset))
    results.0.store(to: y + offset)
    results.1.store(to: z + offset)
    offset &+= V.stride
  }
}

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V, V, V, V) -> (V, V)) {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let d = operands?[3],
    let y = operands?[4], let z = operands?[5]
  else { return }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    let results = formula(
      V(loading: a + offset), V(loading: b + offset), V(loading: c + offset),
      V(loading: d + offset))
    results.0.store(to: y + offset)
    results.1.store(to: z + offset)
    offset &+= V.stride
  }
}
