// SPDX-License-Identifier: MIT

/// Lanes computed with as floats by functions that carry along what their roundings lost.
protocol FloatVector: Vector where OfFloat16: FloatVector, OfBFloat16: FloatVector {
  /// A formula of sixteen lanes at a time, whatever they are stored as.
  static func inSixteens(_ a: Self, _ b: Self, _ formula: (F32, F32) -> F32) -> Self
  static func inSixteens(
    _ a: Self, _ b: Self, _ c: Self, _ formula: (F32, F32, F32) -> F32
  ) -> Self

  /// 2^n from `anchor + n`, for -126 <= n <= 127.
  var powerOfTwo: Self { get }

  /// 1 / x to a twentieth, for a normal x up to 2^125; 0 from 2^127.
  var roughInverse: Self { get }

  /// For x = 2^n m > 0, with m between ¾ and 1½: -n and 4 / 2^n.
  var octave: (minus: Self, scale: Self) { get }
}

extension FloatVector {
  /// `anchor + n` is a float whose last bits are those of n + 127, for an integral n:
  /// adding it rounds to an integer, and `powerOfTwo` reads it back.
  @inline(__always)
  static var anchor: Self { 0x1.8000fep23 }
}
