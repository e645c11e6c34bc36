// SPDX-License-Identifier: MIT
//
// The arithmetic loops: contiguous operands, inputs before the output, and `n` a
// multiple of 16. `Loop.swift` brings every other layout into this form.

typealias Operands = UnsafePointer<UnsafeMutableRawPointer?>?

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V) -> V) {
  guard let x = operands?[0], let y = operands?[1] else { return }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    formula(V(loading: x + offset)).store(to: y + offset)
    offset &+= V.stride
  }
}

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V, V) -> V) {
  guard let a = operands?[0], let b = operands?[1], let y = operands?[2] else { return }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    formula(V(loading: a + offset), V(loading: b + offset)).store(to: y + offset)
    offset &+= V.stride
  }
}

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V, V, V) -> V) {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let y = operands?[3]
  else {
    return
  }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    formula(V(loading: a + offset), V(loading: b + offset), V(loading: c + offset))
      .store(to: y + offset)
    offset &+= V.stride
  }
}

@inline(__always)
func map<V: Vector>(_ operands: Operands, _ n: Int, _ formula: (V, V, V, V) -> V) {
  guard let a = operands?[0], let b = operands?[1], let c = operands?[2], let d = operands?[3],
    let y = operands?[4]
  else { return }
  var offset = 0
  let end = n / V.count &* V.stride
  while offset < end {
    formula(
      V(loading: a + offset), V(loading: b + offset), V(loading: c + offset), V(loading: d + offset)
    ).store(to: y + offset)
    offset &+= V.stride
  }
}
