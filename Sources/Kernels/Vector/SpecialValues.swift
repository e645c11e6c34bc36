// SPDX-License-Identifier: MIT

extension RealVector {
  @inline(__always)
  static var infinity: Self { Self(SIMD8(repeating: .infinity)) }

  @inline(__always)
  static var nan: Self { Self(SIMD8(repeating: .nan)) }
}
