// SPDX-License-Identifier: MIT

import CSwiftAct

/// Eight lanes computed with as doubles: what the elementary functions need.
protocol RealVector: Vector
where Mask == SIMDMask<SIMD8<Int64>>, OfFloat16 == Self, OfBFloat16 == Self {
  /// Whether the lanes are float32 values that will be rounded back to float32,
  /// so that 2^-30 of relative error in between does no harm.
  static var servesFloat32: Bool { get }

  var lanes: SIMD8<Double> { get }
  init(_ lanes: SIMD8<Double>)

  /// A register of lanes as they lie in memory, for comparisons: one vector or two.
  associatedtype Packed: Vector
  static func unpacked(_ packed: Packed) -> (Self, Self)
  static func packed(_ value: Self) -> Packed
}

/// Eight float32 values. The 29 spare bits of a double absorb every rounding on
/// the way, and its range absorbs overflow and underflow, so formulas need no
/// compensation and the result is rounded once.
struct Wide: RealVector {
  var lanes: SIMD8<Double>

  @inline(__always)
  init(_ lanes: SIMD8<Double>) { self.lanes = lanes }

  @inline(__always)
  static var servesFloat32: Bool { true }

  @inline(__always)
  static var stride: Int { 32 }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    lanes = SIMD8<Double>(source.loadUnaligned(as: SIMD8<Float>.self))
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: SIMD8<Float>(lanes), as: SIMD8<Float>.self)
  }
}

extension Wide {
  @inline(__always)
  static func unpacked(_ packed: F32) -> (Wide, Wide) {
    let lanes = packed.lanes
    return (Wide(SIMD8<Double>(lanes.lowHalf)), Wide(SIMD8<Double>(lanes.highHalf)))
  }

  @inline(__always)
  static func packed(_ value: Wide) -> F32 {
    let lanes = SIMD8<Float>(value.lanes)
    return F32(SIMD16(lowHalf: lanes, highHalf: lanes))
  }
}

/// Eight doubles.
struct F64: RealVector {
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

extension F64 {
  @inline(__always)
  static func unpacked(_ packed: F64) -> (F64, F64) { (packed, packed) }

  @inline(__always)
  static func packed(_ value: F64) -> F64 { value }
}

extension RealVector {
  @inline(__always)
  static var count: Int { 8 }

  @inline(__always)
  static var flags: Int32 { 0 }

  @inline(__always)
  static var readsHalves: Bool { false }

  @inline(__always)
  init(floatLiteral value: Double) { self.init(SIMD8(repeating: value)) }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(a.lanes + b.lanes) }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(a.lanes - b.lanes) }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(a.lanes * b.lanes) }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(a.lanes / b.lanes) }

  @inline(__always)
  static prefix func - (a: Self) -> Self { Self(bits: a.bits ^ SIMD8(repeating: signBit)) }

  @inline(__always)
  static func < (a: Self, b: Self) -> Mask { a.lanes .< b.lanes }

  @inline(__always)
  static func <= (a: Self, b: Self) -> Mask { a.lanes .<= b.lanes }

  @inline(__always)
  static func == (a: Self, b: Self) -> Mask { a.lanes .== b.lanes }

  @inline(__always)
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self {
    Self(b.lanes.replacing(with: a.lanes, where: mask))
  }

  @inline(__always)
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(fusedMultiplyAdd(a.lanes, b.lanes, c.lanes))
  }

  @inline(__always)
  var squareRoot: Self { Self(swiftact_sqrt_f64x8(lanes)) }

  @inline(__always)
  var magnitude: Self { Self(bits: bits & SIMD8(repeating: ~Self.signBit)) }

  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(bits: magnitude.bits | (other.bits & SIMD8(repeating: Self.signBit)))
  }

  // MARK: - Bits

  @inline(__always)
  static var signBit: UInt64 { 0x8000_0000_0000_0000 }

  @inline(__always)
  var bits: SIMD8<UInt64> { unsafeBitCast(lanes, to: SIMD8<UInt64>.self) }

  @inline(__always)
  init(bits: SIMD8<UInt64>) { self.init(unsafeBitCast(bits, to: SIMD8<Double>.self)) }

  /// `anchor + n` is a double whose last bits are those of n + 1023, for an
  /// integral n: adding it rounds to an integer, and `powerOfTwo` reads it back.
  @inline(__always)
  static var anchor: Self { 0x1.80000000003ffp52 }

  /// 2^n from `anchor + n`, for -1022 <= n <= 1023.
  @inline(__always)
  var powerOfTwo: Self { Self(bits: bits &<< SIMD8(repeating: 52)) }
}
