// SPDX-License-Identifier: MIT

extension Vector {
  @inline(__always)
  static var infinity: Self { Self(floatLiteral: .infinity) }
}

extension RealVector {
  @inline(__always)
  static var nan: Self { Self(SIMD8(repeating: .nan)) }
}
