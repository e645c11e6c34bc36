// SPDX-License-Identifier: MIT

extension Vector {
  @inline(__always)
  static var infinity: Self { Self(floatLiteral: .infinity) }

  @inline(__always)
  static var nan: Self { Self(floatLiteral: .nan) }
}
