// SPDX-License-Identifier: MIT

///     identity(x)  = x
///     identity′(x) = 1
enum Identity: Activation {
  typealias Single = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V { x }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V { propagatingNaN(of: x, 1.0) }
}
