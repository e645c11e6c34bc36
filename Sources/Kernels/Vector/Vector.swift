// SPDX-License-Identifier: MIT

/// The operations that a formula may use. Every one of them works lane by lane
/// and gives the same bits on every instruction set.
protocol Vector: ExpressibleByFloatLiteral where FloatLiteralType == Double {
  associatedtype Mask

  /// The same lanes, read from float16 and bfloat16 and rounded back to them. Worth
  /// its code where converting costs more than the formula: `readsHalves`.
  associatedtype OfFloat16: Vector
  associatedtype OfBFloat16: Vector
  static var readsHalves: Bool { get }

  /// Lanes in a register, and the bytes they take up in memory.
  static var count: Int { get }
  static var stride: Int { get }

  /// What a function computed with these costs, as flags of a table's body.
  static var flags: Int32 { get }

  init(loading source: UnsafeRawPointer)
  func store(to target: UnsafeMutableRawPointer)

  /// One after the other.
  static func store(_ a: Self, _ b: Self, to target: UnsafeMutableRawPointer)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// False where either side is NaN.
  static func < (a: Self, b: Self) -> Mask
  static func <= (a: Self, b: Self) -> Mask
  static func == (a: Self, b: Self) -> Mask

  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self
  static func isEverywhere(_ mask: Mask) -> Bool

  /// a·b + c, rounded once.
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self

  /// Correctly rounded.
  var squareRoot: Self { get }
  var magnitude: Self { get }

  /// The absolute value of this vector under the sign bits of another.
  func withSign(of other: Self) -> Self
}

extension Vector {
  @inline(__always)
  static func store(_ a: Self, _ b: Self, to target: UnsafeMutableRawPointer) {
    a.store(to: target)
    b.store(to: target + stride)
  }

  /// Without working out `other` where no lane needs it.
  @inline(__always)
  static func select(
    _ mask: Mask, _ usual: Self, rarely other: @autoclosure () -> Self
  ) -> Self {
    isEverywhere(mask) ? usual : select(mask, usual, other())
  }

  @inline(__always)
  static func > (a: Self, b: Self) -> Mask { b < a }

  @inline(__always)
  static func >= (a: Self, b: Self) -> Mask { b <= a }
}

@inline(__always)
func select<V: Vector>(_ mask: V.Mask, _ a: V, _ b: V) -> V { V.select(mask, a, b) }

@inline(__always)
func fma<V: Vector>(_ a: V, _ b: V, _ c: V) -> V { V.fma(a, b, c) }

/// The smaller; `b` when either is NaN, so write `min(limit, x)` to keep x's NaN.
/// The sign of a zero is not to be relied on when both are zero.
@inline(__always)
func min<V: Vector>(_ a: V, _ b: V) -> V { V.select(a < b, a, b) }

/// The larger; `b` when either is NaN, so write `max(limit, x)` to keep x's NaN.
@inline(__always)
func max<V: Vector>(_ a: V, _ b: V) -> V { V.select(b < a, a, b) }

/// `value`, but NaN where `x` is NaN: for derivatives that forget their input.
@inline(__always)
func propagatingNaN<V: Vector>(of x: V, _ value: V) -> V { V.select(x == x, value, x) }
