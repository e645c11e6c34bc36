// SPDX-License-Identifier: MIT

import CSwiftAct

/// x = 2^exponent · mantissa with √½ <= mantissa < √2.
struct BinaryForm<V: RealVector> {
  let exponent: V
  let mantissa: V
  /// 2^-exponent, where that is a normal number: for x < 2^1022.
  let inverseScale: V
}

extension EightDoubles {
  @inline(__always)
  var binaryForm: BinaryForm<Self> {
    BinaryForm(
      exponent: Self(swiftact_exponent(lanes)), mantissa: Self(swiftact_mantissa(lanes)),
      inverseScale: Self(swiftact_inverse_scale(lanes)))
  }
}
