// SPDX-License-Identifier: MIT

import CSwiftAct

/// Sixteen floats, computed with as floats: for functions made of comparisons
/// and a few exact or once-rounded operations.
struct F32: Vector {
  typealias Mask = SIMDMask<SIMD16<Int32>>

  var lanes: SIMD16<Float>

  @inline(__always)
  init(_ lanes: SIMD16<Float>) { self.lanes = lanes }

  @inline(__always)
  init(floatLiteral value: Double) { lanes = SIMD16(repeating: Float(value)) }

  @inline(__always)
  static var count: Int { 16 }

  @inline(__always)
  static var stride: Int { 64 }

  @inline(__always)
  static var flags: Int32 { Int32(SWIFTACT_CHEAP) }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    lanes = source.loadUnaligned(as: SIMD16<Float>.self)
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: lanes, as: SIMD16<Float>.self)
  }

  @inline(__always)
  static func + (a: F32, b: F32) -> F32 { F32(a.lanes + b.lanes) }

  @inline(__always)
  static func - (a: F32, b: F32) -> F32 { F32(a.lanes - b.lanes) }

  @inline(__always)
  static func * (a: F32, b: F32) -> F32 { F32(a.lanes * b.lanes) }

  @inline(__always)
  static func / (a: F32, b: F32) -> F32 { F32(a.lanes / b.lanes) }

  @inline(__always)
  static prefix func - (a: F32) -> F32 { a.bits { $0 ^ SIMD16(repeating: 0x8000_0000) } }

  @inline(__always)
  static func < (a: F32, b: F32) -> Mask { a.lanes .< b.lanes }

  @inline(__always)
  static func <= (a: F32, b: F32) -> Mask { a.lanes .<= b.lanes }

  @inline(__always)
  static func == (a: F32, b: F32) -> Mask { a.lanes .== b.lanes }

  @inline(__always)
  static func select(_ mask: Mask, _ a: F32, _ b: F32) -> F32 {
    F32(b.lanes.replacing(with: a.lanes, where: mask))
  }

  @inline(__always)
  static func fma(_ a: F32, _ b: F32, _ c: F32) -> F32 {
    F32(swiftact_fma_f32x16(a.lanes, b.lanes, c.lanes))
  }

  @inline(__always)
  var squareRoot: F32 { F32(swiftact_sqrt_f32x16(lanes)) }

  @inline(__always)
  var magnitude: F32 { bits { $0 & SIMD16(repeating: 0x7fff_ffff) } }

  @inline(__always)
  func withSign(of other: F32) -> F32 {
    let sign = unsafeBitCast(other.lanes, to: SIMD16<UInt32>.self) & SIMD16(repeating: 0x8000_0000)
    return magnitude.bits { $0 | sign }
  }

  @inline(__always)
  private func bits(_ change: (SIMD16<UInt32>) -> SIMD16<UInt32>) -> F32 {
    F32(
      unsafeBitCast(change(unsafeBitCast(lanes, to: SIMD16<UInt32>.self)), to: SIMD16<Float>.self))
  }
}
