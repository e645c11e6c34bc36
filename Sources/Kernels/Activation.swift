// SPDX-License-Identifier: MIT

/// An activation is a caseless enum with two static functions, generic over the
/// vectors they compute with; parameters follow x:
///
///     static func value<V: RealVector>(_ x: V) -> V
///     static func slope<V: RealVector>(_ x: V) -> V
///
/// `backward`, dy · slope(x), is derived from the second. In the further lists are
/// those that also have
///
///     static func parameterSlope<V: RealVector>(_ x: V, _ alpha: V) -> V
///     static func slopeFromOutput<V: Vector>(_ y: V) -> V
///
/// the derivative for the parameter, and f′(x) given y = f(x), as exact as y is.
protocol Activation {
  /// What float32 elements are computed with: `Wide`, or `F32` for functions made of
  /// comparisons and once-rounded operations (then `<V: Vector>`), or `Chosen` if they choose
  /// among their inputs, with a slope of 0 or 1. A gate multiplies in these: a float σ(-100)
  /// would have few digits left for it.
  associatedtype Single: Vector = Wide

  /// The same for `value`; where that is `F32`, there is one for a `FloatVector`, too.
  associatedtype SingleValue: Vector = Single

  /// The same for `slope`, and for `backward`; where that is `F32`, there is a `slope` for a
  /// `FloatVector`, too: a `Slope` or an `InverseSlope`, for dy times it to be rounded
  /// once, or a `Reciprocal`.
  associatedtype SingleSlope: Vector = Single

  /// The same for `slopeFromOutput`.
  associatedtype SingleFromOutput: Vector = F32
}
