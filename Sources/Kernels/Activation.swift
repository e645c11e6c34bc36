// SPDX-License-Identifier: MIT

/// An activation is a caseless enum with two static functions, generic over the
/// vectors they compute with; parameters follow x:
///
///     static func value<V: RealVector>(_ x: V) -> V
///     static func slope<V: RealVector>(_ x: V) -> V
///
/// `backward`, dy · slope(x), is derived from the second.
protocol Activation {
  /// What float32 elements are computed with: `Wide`, or `F32` for functions
  /// made of comparisons and once-rounded operations (then `<V: Vector>`).
  associatedtype Single: Vector = Wide
}
