// SPDX-License-Identifier: MIT

import CSwiftAct

/// Lanes computed with as doubles: what the elementary functions need.
protocol RealVector: Vector {
  /// Whether the lanes are float32 values that will be rounded back to float32,
  /// so that 2^-30 of relative error in between does no harm.
  static var servesFloat32: Bool { get }

  /// 2^n from `anchor + n`, for -1022 <= n <= 1023.
  var powerOfTwo: Self { get }

  /// For positive normal numbers; anything else gives some number or NaN.
  var binaryForm: BinaryForm<Self> { get }
}

extension RealVector {
  /// `anchor + n` is a double whose last bits are those of n + 1023, for an
  /// integral n: adding it rounds to an integer, and `powerOfTwo` reads it back.
  @inline(__always)
  static var anchor: Self { 0x1.80000000003ffp52 }
}

/// A vector of eight of them.
protocol EightDoubles: RealVector
where Mask == SIMD8<Int64>, OfFloat16 == Self, OfBFloat16 == Self {
  var lanes: SIMD8<Double> { get }
  init(_ lanes: SIMD8<Double>)

  /// Two vectors as they lie in memory.
  associatedtype TwicePacked: Vector
  static func unpacked(_ packed: TwicePacked) -> Twice<Self>
  static func packed(_ values: Twice<Self>) -> TwicePacked
  static func loadFirst(_ count: Int, from source: UnsafeRawPointer) -> TwicePacked
  static func storeFirst(
    _ count: Int, of packed: TwicePacked, to target: UnsafeMutableRawPointer)
  static func swapped(_ packed: TwicePacked, _ distance: Int) -> TwicePacked
}

/// Eight float32 values. The 29 spare bits of a double absorb every rounding on
/// the way, and its range absorbs overflow and underflow, so formulas need no
/// compensation and the result is rounded once.
struct Wide: EightDoubles {
  var lanes: SIMD8<Double>

  @inline(__always)
  init(_ lanes: SIMD8<Double>) { self.lanes = lanes }

  @inline(__always)
  static var servesFloat32: Bool { true }

  @inline(__always)
  static var stride: Int { 32 }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    lanes = swiftact_widen_f32x8(source.loadUnaligned(as: SIMD8<Float>.self))
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: swiftact_narrow_f64x8(lanes), as: SIMD8<Float>.self)
  }
}

/// Eight doubles.
struct F64: EightDoubles {
  var lanes: SIMD8<Double>

  @inline(__always)
  init(_ lanes: SIMD8<Double>) { self.lanes = lanes }

  @inline(__always)
  static var servesFloat32: Bool { false }

  @inline(__always)
  static var stride: Int { 64 }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    lanes = source.loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: lanes, as: SIMD8<Double>.self)
  }
}

extension EightDoubles {
  @inline(__always)
  static var count: Int { 8 }

  @inline(__always)
  static var flags: Int32 { 0 }

  @inline(__always)
  static var readsHalves: Bool { false }

  @inline(__always)
  init(floatLiteral value: Double) { self.init(SIMD8(repeating: value)) }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(swiftact_add_f64x8(a.lanes, b.lanes)) }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(swiftact_subtract_f64x8(a.lanes, b.lanes)) }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(swiftact_multiply_f64x8(a.lanes, b.lanes)) }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(swiftact_divide_f64x8(a.lanes, b.lanes)) }

  @inline(__always)
  static prefix func - (a: Self) -> Self { Self(swiftact_negate_f64x8(a.lanes)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> Mask { swiftact_less_f64x8(a.lanes, b.lanes) }

  @inline(__always)
  static func <= (a: Self, b: Self) -> Mask { swiftact_at_most_f64x8(a.lanes, b.lanes) }

  @inline(__always)
  static func == (a: Self, b: Self) -> Mask { swiftact_equal_f64x8(a.lanes, b.lanes) }

  @inline(__always)
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
    Self(swiftact_select_f64x8(mask, a.lanes, b.lanes))
  }

  @inline(__always)
  static func isEverywhere(_ mask: Mask) -> Bool { swiftact_everywhere_f64x8(mask) != 0 }

  @inline(__always)
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(fusedMultiplyAdd(a.lanes, b.lanes, c.lanes))
  }

  @inline(__always)
  var squareRoot: Self { Self(swiftact_sqrt_f64x8(lanes)) }

  @inline(__always)
  var magnitude: Self { Self(swiftact_magnitude_f64x8(lanes)) }

  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(swiftact_with_sign_f64x8(lanes, other.lanes))
  }

  @inline(__always)
  var powerOfTwo: Self { Self(swiftact_power_of_two_f64x8(lanes)) }
}
