// SPDX-License-Identifier: MIT

/// A loss is a caseless enum that compares a prediction x with a target t:
///
///     static func value<V: RealVector>(_ x: V, _ t: V) -> V
///     static func slope<V: RealVector>(_ x: V, _ t: V) -> V    for x
///
/// Parameters follow.
protocol Loss {
  /// What float32 elements are computed with.
  associatedtype Single: Vector = Wide
}
