// SPDX-License-Identifier: MIT

/// x = 2^exponent · mantissa with √½ <= mantissa < √2.
struct BinaryForm<V: RealVector> {
  let exponent: V
  let mantissa: V
  /// 2^-exponent, where that is a normal number: for x < 2^1022.
  let inverseScale: V

  /// For positive normal numbers; anything else gives some number or NaN.
  @inline(__always)
  init(_ x: V) {
    let one = SIMD8<UInt64>(repeating: 0x3ff0_0000_0000_0000)
    let rootOfHalf = SIMD8<UInt64>(repeating: 0x3fe6_a09e_667f_3bcd)
    let shifted = x.bits &+ (one &- rootOfHalf)
    // exponent + 1023, in the place of a double's exponent.
    let field = shifted & SIMD8(repeating: 0xfff0_0000_0000_0000)
    mantissa = V(bits: x.bits &- field &+ one)
    inverseScale = V(bits: SIMD8(repeating: 0x7fe0_0000_0000_0000) &- field)
    // The last bits of 2^52 + k are those of k.
    let counted = (shifted &>> SIMD8(repeating: 52)) | SIMD8(repeating: 0x4330_0000_0000_0000)
    exponent = V(bits: counted) - 0x1.00000000003ffp52
  }
}
