// SPDX-License-Identifier: MIT

import CSwiftAct

/// Sixteen floats, computed with as floats: for functions made of comparisons and a few
/// exact or once-rounded operations, and for those that carry their roundings along.
typealias F32 = FloatLanes<Float32Storage, UnorderedBFloat16Storage>

/// The same for results that are an element of an input or a constant of few digits, which a
/// bfloat16 holds without rounding.
typealias Chosen = FloatLanes<Float32Storage, ChosenBFloat16Storage>

/// The same, whatever they are stored as.
struct FloatLanes<S: Storage, BFloat16: Storage>: FloatVector
where S.Computed == Float, BFloat16.Computed == Float {
  typealias Mask = SIMD16<Int32>
  typealias OfFloat16 = FloatLanes<Float16Storage, BFloat16>
  typealias OfBFloat16 = FloatLanes<BFloat16, BFloat16>

  var lanes: SIMD16<Float>

  @inline(__always)
  init(_ lanes: SIMD16<Float>) { self.lanes = lanes }

  @inline(__always)
  init(floatLiteral value: Double) { lanes = SIMD16(repeating: Float(value)) }

  @inline(__always)
  static var count: Int { 16 }

  @inline(__always)
  static var stride: Int { 16 &* MemoryLayout<S.Element>.size }

  @inline(__always)
  static var flags: Int32 { Int32(SWIFTACT_CHEAP) }

  @inline(__always)
  static var readsHalves: Bool {
    #if SWIFTACT_F16C
      return true
    #else
      return false
    #endif
  }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    lanes = S.widen(source.loadUnaligned(as: SIMD16<S.Element>.self))
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: S.narrow(lanes), as: SIMD16<S.Element>.self)
  }

  @inline(__always)
  static func store(_ a: Self, _ b: Self, to target: UnsafeMutableRawPointer) {
    S.store(a.lanes, b.lanes, to: target)
  }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(swiftact_add_f32x16(a.lanes, b.lanes)) }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(swiftact_subtract_f32x16(a.lanes, b.lanes)) }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(swiftact_multiply_f32x16(a.lanes, b.lanes)) }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(swiftact_divide_f32x16(a.lanes, b.lanes)) }

  @inline(__always)
  static prefix func - (a: Self) -> Self { Self(swiftact_negate_f32x16(a.lanes)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> Mask { swiftact_less_f32x16(a.lanes, b.lanes) }

  @inline(__always)
  static func <= (a: Self, b: Self) -> Mask { swiftact_at_most_f32x16(a.lanes, b.lanes) }

  @inline(__always)
  static func == (a: Self, b: Self) -> Mask { swiftact_equal_f32x16(a.lanes, b.lanes) }

  @inline(__always)
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
    Self(swiftact_select_f32x16(mask, a.lanes, b.lanes))
  }

  @inline(__always)
  static func isEverywhere(_ mask: Mask) -> Bool { swiftact_everywhere_f32x16(mask) != 0 }

  @inline(__always)
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    #if SWIFTACT_FMA
      return Self(swiftact_fma_f32x16(a.lanes, b.lanes, c.lanes))
    #else
      return Self(swiftact_emulated_fma_f32x16(a.lanes, b.lanes, c.lanes))
    #endif
  }

  @inline(__always)
  var squareRoot: Self { Self(swiftact_sqrt_f32x16(lanes)) }

  @inline(__always)
  var magnitude: Self { Self(swiftact_magnitude_f32x16(lanes)) }

  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(swiftact_with_sign_f32x16(lanes, other.lanes))
  }

  @inline(__always)
  var doubles: Twice<Wide> {
    Twice(Wide(swiftact_widen_f32x8(lanes.lowHalf)), Wide(swiftact_widen_f32x8(lanes.highHalf)))
  }

  @inline(__always)
  init(rounding values: Twice<Wide>) {
    lanes = SIMD16(
      lowHalf: swiftact_narrow_f64x8(values.a.lanes),
      highHalf: swiftact_narrow_f64x8(values.b.lanes))
  }

  @inline(__always)
  static func inSixteens(_ a: Self, _ b: Self, _ formula: (F32, F32) -> F32) -> Self {
    Self(formula(F32(a.lanes), F32(b.lanes)).lanes)
  }

  @inline(__always)
  static func inSixteens(
    _ a: Self, _ b: Self, _ c: Self, _ formula: (F32, F32, F32) -> F32
  ) -> Self {
    Self(formula(F32(a.lanes), F32(b.lanes), F32(c.lanes)).lanes)
  }

  @inline(__always)
  var powerOfTwo: Self { Self(swiftact_power_of_two_f32x16(lanes)) }

  @inline(__always)
  var roughInverse: Self { Self(swiftact_rough_inverse_f32x16(lanes)) }

  @inline(__always)
  var octave: (minus: Self, scale: Self) {
    (Self(swiftact_minus_octave(lanes)), Self(swiftact_octave_scale(lanes)))
  }
}
