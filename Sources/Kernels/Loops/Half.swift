// SPDX-License-Identifier: MIT
//
// float16 and bfloat16: widened to float32 exactly, rounded back to even once.
// Hardware converts float16 where the instruction set has F16C; the integer
// arithmetic gives the same bits elsewhere.

import CSwiftAct

private typealias Words = SIMD16<UInt32>

/// IEEE binary16.
enum Float16Storage: Storage {
  @inline(__always)
  static var isDirect: Bool { false }

  #if SWIFTACT_F16C
    @inline(__always)
    static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> { swiftact_widen_f16x16(halves) }

    @inline(__always)
    static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> { swiftact_narrow_f16x16(values) }
  #else
    /// Read as if its exponent had 8 bits, a half is too small by 2^112, subnormal
    /// or not. Infinity and NaN need the largest exponent, and NaN its quiet bit.
    @inline(__always)
    static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> {
      let bits = lowerHalves(halves)
      let magnitude = (bits & word(0x7fff)) &<< word(13)
      let scaled =
        unsafeBitCast(magnitude, to: SIMD16<Float>.self) * SIMD16<Float>(repeating: 0x1p112)
      let quiet = word(0).replacing(with: word(0x40_0000), where: magnitude .> word(0x0f80_0000))
      let wide = unsafeBitCast(scaled, to: Words.self).replacing(
        with: magnitude | word(0x7f80_0000) | quiet, where: magnitude .>= word(0x0f80_0000))
      return unsafeBitCast(wide | (bits & word(0x8000)) &<< word(16), to: SIMD16<Float>.self)
    }

    @inline(__always)
    static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> {
      let bits = unsafeBitCast(values, to: Words.self)
      let magnitude = bits & word(0x7fff_ffff)
      // A subnormal half is what adding 0.5 leaves, rounded, in the last bits.
      let shifted = unsafeBitCast(magnitude, to: SIMD16<Float>.self) + SIMD16<Float>(repeating: 0.5)
      let subnormal = unsafeBitCast(shifted, to: Words.self) &- word(0x3f00_0000)
      // Otherwise move the bias, and add just under a half, or a half if odd.
      let odd = (magnitude &>> word(13)) & word(1)
      let normal = (magnitude &- word(0x3800_0000) &+ word(0xfff) &+ odd) &>> word(13)
      let nan = word(0x7e00) | ((magnitude &>> word(13)) & word(0x1ff))
      var half = normal.replacing(with: subnormal, where: magnitude .< word(0x3880_0000))
      half = half.replacing(with: word(0x7c00), where: magnitude .>= word(0x4780_0000))
      half = half.replacing(with: nan, where: magnitude .> word(0x7f80_0000))
      return unsafeBitCast(half | (bits &>> word(16)) & word(0x8000), to: SIMD32<UInt16>.self)
        .evenHalf
    }

    @inline(__always)
    private static func lowerHalves(_ halves: SIMD16<UInt16>) -> Words {
      var pairs = SIMD32<UInt16>()
      pairs.evenHalf = halves
      return unsafeBitCast(pairs, to: Words.self)
    }
  #endif
}

/// The upper half of a float32.
enum BFloat16Storage: Storage {
  @inline(__always)
  static var isDirect: Bool { false }

  @inline(__always)
  static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> { swiftact_widen_bf16x16(halves) }

  @inline(__always)
  static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> {
    swiftact_upper_bf16x16(swiftact_round_bf16x16(values))
  }

  @inline(__always)
  static func store(_ a: SIMD16<Float>, _ b: SIMD16<Float>, to target: UnsafeMutableRawPointer) {
    target.storeBytes(
      of: swiftact_upper_bf16x32(swiftact_round_bf16x16(a), swiftact_round_bf16x16(b)),
      as: SIMD32<UInt16>.self)
  }
}

/// The same for functions of one element, which do not mind the order of lanes, and for values
/// that need no rounding. As two vectors of eight, the even elements and the odd ones take fewer
/// instructions, but where those of two vectors are picked at once.
enum ChosenBFloat16Storage: Storage {
  @inline(__always)
  static var isDirect: Bool { false }

  #if SWIFTACT_BUNDLES
    @inline(__always)
    static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> { swiftact_widen_bf16x16(halves) }

    @inline(__always)
    static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> { swiftact_upper_bf16x16(values) }

    @inline(__always)
    static func store(_ a: SIMD16<Float>, _ b: SIMD16<Float>, to target: UnsafeMutableRawPointer) {
      target.storeBytes(of: swiftact_upper_bf16x32(a, b), as: SIMD32<UInt16>.self)
    }
  #else
    @inline(__always)
    static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> {
      swiftact_widen_apart_bf16x16(halves)
    }

    @inline(__always)
    static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> {
      swiftact_upper_apart_bf16x16(values)
    }
  #endif
}

/// The same, rounded.
enum UnorderedBFloat16Storage: Storage {
  @inline(__always)
  static var isDirect: Bool { false }

  @inline(__always)
  static func widen(_ halves: SIMD16<UInt16>) -> SIMD16<Float> {
    ChosenBFloat16Storage.widen(halves)
  }

  @inline(__always)
  static func narrow(_ values: SIMD16<Float>) -> SIMD16<UInt16> {
    ChosenBFloat16Storage.narrow(swiftact_round_bf16x16(values))
  }

  @inline(__always)
  static func store(_ a: SIMD16<Float>, _ b: SIMD16<Float>, to target: UnsafeMutableRawPointer) {
    ChosenBFloat16Storage.store(
      swiftact_round_bf16x16(a), swiftact_round_bf16x16(b), to: target)
  }
}

@inline(__always)
private func word(_ value: UInt32) -> Words { Words(repeating: value) }
