// SPDX-License-Identifier: MIT
//
// float16 and bfloat16: widened to float32 exactly, rounded back to even once.

/// IEEE binary16. Hardware converts it where the instruction set has F16C; the
/// integer arithmetic below gives the same bits elsewhere.
enum Float16Storage: Storage {
  typealias Element = UInt16
  typealias Computed = Float

  @inline(__always)
  static var isDirect: Bool { false }

  @inline(__always)
  static func widen(_ half: UInt16) -> Float {
    #if SWIFTACT_F16C
      return Float(Float16(bitPattern: half))
    #else
      // As if the exponent had 8 bits, then 2^112 puts its bias right: this also
      // normalises subnormals. Infinities and NaN get the exponent they need.
      let magnitude = UInt32(half & 0x7fff) &<< 13
      let scaled = (Float(bitPattern: magnitude) * 0x1p112).bitPattern
      let special = magnitude | 0x7f80_0000 | (magnitude > 0x0f80_0000 ? 0x40_0000 : 0)
      let bits = magnitude >= 0x0f80_0000 ? special : scaled
      return Float(bitPattern: bits | UInt32(half & 0x8000) &<< 16)
    #endif
  }

  @inline(__always)
  static func narrow(_ value: Float) -> UInt16 {
    #if SWIFTACT_F16C
      return Float16(value).bitPattern
    #else
      let magnitude = value.bitPattern & 0x7fff_ffff
      let sign = UInt16(truncatingIfNeeded: (value.bitPattern & 0x8000_0000) &>> 16)
      // Subnormal: adding 0.5 leaves the bits of a half, rounded, at the end.
      let subnormal = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3f00_0000
      // Normal: move the bias, round half to even by adding just under a half.
      let odd = (magnitude &>> 13) & 1
      let normal = (magnitude &- 0x3800_0000 &+ 0xfff &+ odd) &>> 13
      let nan = 0x7e00 | (magnitude &>> 13 & 0x1ff)
      var bits = magnitude < 0x3880_0000 ? subnormal : normal
      bits = magnitude >= 0x4780_0000 ? 0x7c00 : bits
      bits = magnitude > 0x7f80_0000 ? nan : bits
      return UInt16(truncatingIfNeeded: bits) | sign
    #endif
  }

  @inline(__always)
  static func widen16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    convert16(source, target, widen)
  }

  @inline(__always)
  static func narrow16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    convert16(source, target, narrow)
  }
}

/// The upper half of a float32.
enum BFloat16Storage: Storage {
  typealias Element = UInt16
  typealias Computed = Float

  @inline(__always)
  static var isDirect: Bool { false }

  @inline(__always)
  static func widen(_ half: UInt16) -> Float { Float(bitPattern: UInt32(half) &<< 16) }

  @inline(__always)
  static func narrow(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let rounded = bits &+ 0x7fff &+ (bits &>> 16 & 1)
    let nan = bits | 0x40_0000
    let isNaN = bits & 0x7fff_ffff > 0x7f80_0000
    return UInt16(truncatingIfNeeded: (isNaN ? nan : rounded) &>> 16)
  }

  @inline(__always)
  static func widen16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    convert16(source, target, widen)
  }

  @inline(__always)
  static func narrow16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    convert16(source, target, narrow)
  }
}

/// Sixteen elements, written so that the compiler turns them into vectors: into a
/// local first, for the two pointers might overlap as far as it knows.
@inline(__always)
private func convert16<From, To>(
  _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ convert: (From) -> To
) where From: SIMDScalar, To: SIMDScalar {
  let elements = source.loadUnaligned(as: SIMD16<From>.self)
  var converted = SIMD16<To>(repeating: convert(elements[0]))
  var i = 1
  while i < 16 {
    converted[i] = convert(elements[i])
    i &+= 1
  }
  target.storeBytes(of: converted, as: SIMD16<To>.self)
}
