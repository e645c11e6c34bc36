// SPDX-License-Identifier: MIT
//
// Vectors side by side. The steps of one formula wait for one another; those of
// several formulas in step fill the time, as far as there are registers for them.

#if SWIFTACT_BUNDLES
  typealias Bundle<V: Vector> = Twice<Twice<V>>
#else
  typealias Bundle<V: Vector> = V
#endif

struct Twice<V: Vector>: Vector {
  typealias OfFloat16 = Twice<V.OfFloat16>
  typealias OfBFloat16 = Twice<V.OfBFloat16>

  struct Mask {
    let a: V.Mask
    let b: V.Mask
  }

  let a: V
  let b: V

  @inline(__always)
  init(_ a: V, _ b: V) {
    self.a = a
    self.b = b
  }

  @inline(__always)
  init(floatLiteral value: Double) { self.init(V(floatLiteral: value), V(floatLiteral: value)) }

  @inline(__always)
  static var readsHalves: Bool { V.readsHalves }

  @inline(__always)
  static var count: Int { 2 &* V.count }

  @inline(__always)
  static var stride: Int { 2 &* V.stride }

  @inline(__always)
  static var flags: Int32 { V.flags }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    self.init(V(loading: source), V(loading: source + V.stride))
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) { V.store(a, b, to: target) }

  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Self(x.a + y.a, x.b + y.b) }

  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Self(x.a - y.a, x.b - y.b) }

  @inline(__always)
  static func * (x: Self, y: Self) -> Self { Self(x.a * y.a, x.b * y.b) }

  @inline(__always)
  static func / (x: Self, y: Self) -> Self { Self(x.a / y.a, x.b / y.b) }

  @inline(__always)
  static prefix func - (x: Self) -> Self { Self(-x.a, -x.b) }

  @inline(__always)
  static func < (x: Self, y: Self) -> Mask { Mask(a: x.a < y.a, b: x.b < y.b) }

  @inline(__always)
  static func <= (x: Self, y: Self) -> Mask { Mask(a: x.a <= y.a, b: x.b <= y.b) }

  @inline(__always)
  static func == (x: Self, y: Self) -> Mask { Mask(a: x.a == y.a, b: x.b == y.b) }

  @inline(__always)
  static func select(_ mask: Mask, _ x: Self, _ y: Self) -> Self {
    Self(V.select(mask.a, x.a, y.a), V.select(mask.b, x.b, y.b))
  }

  @inline(__always)
  static func isEverywhere(_ mask: Mask) -> Bool {
    V.isEverywhere(mask.a) && V.isEverywhere(mask.b)
  }

  @inline(__always)
  static func fma(_ x: Self, _ y: Self, _ z: Self) -> Self {
    Self(V.fma(x.a, y.a, z.a), V.fma(x.b, y.b, z.b))
  }

  @inline(__always)
  var squareRoot: Self { Self(a.squareRoot, b.squareRoot) }

  @inline(__always)
  var magnitude: Self { Self(a.magnitude, b.magnitude) }

  @inline(__always)
  func withSign(of other: Self) -> Self {
    Self(a.withSign(of: other.a), b.withSign(of: other.b))
  }
}

extension Twice: RealVector where V: RealVector {
  @inline(__always)
  static var servesFloat32: Bool { V.servesFloat32 }

  @inline(__always)
  var powerOfTwo: Self { Self(a.powerOfTwo, b.powerOfTwo) }

  @inline(__always)
  var binaryForm: BinaryForm<Self> {
    let a = self.a.binaryForm
    let b = self.b.binaryForm
    return BinaryForm(
      exponent: Self(a.exponent, b.exponent), mantissa: Self(a.mantissa, b.mantissa),
      inverseScale: Self(a.inverseScale, b.inverseScale))
  }
}

extension Twice: FloatVector where V: FloatVector {
  @inline(__always)
  static func inSixteens(_ x: Self, _ y: Self, _ formula: (F32, F32) -> F32) -> Self {
    Self(V.inSixteens(x.a, y.a, formula), V.inSixteens(x.b, y.b, formula))
  }

  @inline(__always)
  static func inSixteens(
    _ x: Self, _ y: Self, _ z: Self, _ formula: (F32, F32, F32) -> F32
  ) -> Self {
    Self(V.inSixteens(x.a, y.a, z.a, formula), V.inSixteens(x.b, y.b, z.b, formula))
  }

  @inline(__always)
  var powerOfTwo: Self { Self(a.powerOfTwo, b.powerOfTwo) }

  @inline(__always)
  var roughInverse: Self { Self(a.roughInverse, b.roughInverse) }

  @inline(__always)
  var octave: (minus: Self, scale: Self) {
    let a = self.a.octave
    let b = self.b.octave
    return (Self(a.minus, b.minus), Self(a.scale, b.scale))
  }
}
