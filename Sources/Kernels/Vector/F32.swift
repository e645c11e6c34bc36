// SPDX-License-Identifier: MIT

import CSwiftAct

/// Sixteen floats, computed with as floats: for functions made of comparisons
/// and a few exact or once-rounded operations.
typealias F32 = FloatLanes<Float32Storage>

/// The same, whatever they are stored as.
struct FloatLanes<S: Storage>: Vector where S.Computed == Float {
  typealias Mask = SIMDMask<SIMD16<Int32>>
  typealias OfFloat16 = FloatLanes<Float16Storage>
  typealias OfBFloat16 = FloatLanes<BFloat16Storage>

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
  static func + (a: Self, b: Self) -> Self { Self(a.lanes + b.lanes) }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(a.lanes - b.lanes) }

  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(a.lanes * b.lanes) }

  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(a.lanes / b.lanes) }

  @inline(__always)
  static prefix func - (a: Self) -> Self { a.bits { $0 ^ SIMD16(repeating: 0x8000_0000) } }

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
    Self(swiftact_fma_f32x16(a.lanes, b.lanes, c.lanes))
  }

  @inline(__always)
  var squareRoot: Self { Self(swiftact_sqrt_f32x16(lanes)) }

  @inline(__always)
  var magnitude: Self { bits { $0 & SIMD16(repeating: 0x7fff_ffff) } }

  @inline(__always)
  func withSign(of other: Self) -> Self {
    let sign = unsafeBitCast(other.lanes, to: SIMD16<UInt32>.self) & SIMD16(repeating: 0x8000_0000)
    return magnitude.bits { $0 | sign }
  }

  @inline(__always)
  private func bits(_ change: (SIMD16<UInt32>) -> SIMD16<UInt32>) -> Self {
    Self(
      unsafeBitCast(change(unsafeBitCast(lanes, to: SIMD16<UInt32>.self)), to: SIMD16<Float>.self))
  }
}
