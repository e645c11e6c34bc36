// SPDX-License-Identifier: MIT

/// Eight vectors of eight.
struct Square<T: SIMDScalar> {
  var a: SIMD8<T>
  var b: SIMD8<T>
  var c: SIMD8<T>
  var d: SIMD8<T>
  var e: SIMD8<T>
  var f: SIMD8<T>
  var g: SIMD8<T>
  var h: SIMD8<T>

  @inline(__always)
  init(
    _ a: SIMD8<T>, _ b: SIMD8<T>, _ c: SIMD8<T>, _ d: SIMD8<T>, _ e: SIMD8<T>, _ f: SIMD8<T>,
    _ g: SIMD8<T>, _ h: SIMD8<T>
  ) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g
    self.h = h
  }

  /// Rows become columns. Each turn moves the top bit of the row's number to the end
  /// of the column's; three turns exchange the two.
  @inline(__always)
  var transposed: Square { turned.turned.turned }

  @inline(__always)
  private var turned: Square {
    Square(
      Self.zip(a.lowHalf, e.lowHalf), Self.zip(a.highHalf, e.highHalf),
      Self.zip(b.lowHalf, f.lowHalf), Self.zip(b.highHalf, f.highHalf),
      Self.zip(c.lowHalf, g.lowHalf), Self.zip(c.highHalf, g.highHalf),
      Self.zip(d.lowHalf, h.lowHalf), Self.zip(d.highHalf, h.highHalf))
  }

  @inline(__always)
  private static func zip(_ even: SIMD4<T>, _ odd: SIMD4<T>) -> SIMD8<T> {
    var result = SIMD8<T>()
    result.evenHalf = even
    result.oddHalf = odd
    return result
  }
}
