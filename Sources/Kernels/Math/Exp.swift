// SPDX-License-Identifier: MIT
//
// The exponential in three steps:
//
//   reduce       x = n ln2 + r,  n an integer, |r| <= ln2/2
//   approximate  e^r = 1 + r + r² q(r)
//   reconstruct  e^x = 2^n e^r

private struct Reduced<V: RealVector> {
  /// `anchor + n`
  let anchored: V
  let n: V
  /// What is left, without a rounding, and what is below its last bit.
  let r: V
  let below: V
}

/// x + low = n ln2 + r + below, for x = a or, if `negated`, x = -a.
///
/// n times the first 53 bits of ln2 comes off x exactly: the difference is small
/// and a multiple of the last bit of both.
@inline(__always)
private func reduce<V: RealVector>(
  _ a: V, negated: Bool = false, _ low: V, anchor: V = V.anchor
) -> Reduced<V> {
  let anchored = fma(a, negated ? -0x1.71547652b82fep+0 : 0x1.71547652b82fep+0, anchor)
  let n = anchored - anchor
  return Reduced(
    anchored: anchored, n: n, r: fma(n, -0x1.62e42fefa39efp-1, negated ? -a : a),
    below: fma(n, -0x1.abc9e3b39803fp-56, low))
}

/// The coefficients of q(r) = (e^r - 1 - r) / r² for float32, so that e^r has a relative error
/// of 2^-28.
@inline(__always)
private func shortTail<V: Vector, Result>(
  _ x: V, by polynomial: (V, V, V, V, V, V) -> Result
) -> Result {
  // exp_wide
  polynomial(
    x, 0.49999993450639046, 0.16666520693682263, 0.04166838762206438, 0.008368709481776503,
    0.001381459874901891)
}

/// q(r)
@inline(__always)
func shortTail<V: Vector>(_ r: V) -> V {
  shortTail(r) { r, c0, c1, c2, c3, c4 in pairedPolynomial(r, c0, c1, c2, c3, c4) }
}

/// The same as even(r²) + r odd(r²).
@inline(__always)
func shortTailParts<V: Vector>(_ square: V) -> (even: V, odd: V) {
  shortTail(square) { square, c0, c1, c2, c3, c4 in
    (polynomial(square, c0, c2, c4), polynomial(square, c1, c3))
  }
}

/// The same, so that e^r - 1 has a relative error of 2^-32; less a part of it that the
/// caller adds.
@inline(__always)
func shortDifferenceTail<V: Vector>(_ r: V, less part: V = 0.0) -> V {
  // expm1_wide
  pairedPolynomial(
    r, less: part, 0.5000000044136842, 0.16666666370473532, 0.04166636103482796,
    0.00833338939327153,
    0.0013940617172448146, 0.0001984584646389339)
}

/// The same, for float64 to a relative error of 2^-55.
@inline(__always)
private func quadraticTail<V: RealVector>(_ r: V) -> V {
  if V.servesFloat32 { return shortDifferenceTail(r) }
  // expm1_f64
  return polynomial(
    r, 0.5000000000000006, 0.16666666666666619, 0.04166666666656934, 0.008333333333371004,
    0.001388888893461865, 0.00019841269764586683, 2.4801501065180516e-05,
    2.7557359129078105e-06, 2.762787267373615e-07, 2.5072045508798433e-08)
}

/// e^x with its power of two held back, so that a product with it can be
/// subnormal, or finite, where e^x alone would have lost its digits.
struct Exponential<V: RealVector> {
  /// e^x = (mantissa + tail) · scale · rest, the tail below the mantissa's last bit.
  private let mantissa: V
  private let tail: V
  private let scale: V
  private let rest: V

  /// For every x, NaN included. `Wide` takes x as if it were within ±350, which
  /// no function of float32 can tell apart. `low` is a part of x below its last
  /// bit, such as the rounding error of a square.
  @inline(__always)
  init(_ x: V, low: V = 0.0) {
    self.init(reduce(min(Self.bound, max(-Self.bound, x)), low))
  }

  /// The same for an x that is within ±350, and ±1400, or NaN.
  @inline(__always)
  init(bounded x: V, low: V = 0.0) { self.init(reduce(x, low)) }

  @inline(__always)
  private static var bound: V { V.servesFloat32 ? 350.0 : 1400.0 }

  /// e^(low - a) for a >= 0, NaN included, which has one bound and no sign to change.
  @inline(__always)
  init(decay a: V, low: V = 0.0) {
    self.init(reduce(min(Self.bound, a), negated: true, low))
  }

  @inline(__always)
  private init(_ x: Reduced<V>) {
    let r = x.r
    if V.servesFloat32 {
      mantissa = fma(r * r, shortTail(r), 1.0 + r)
      tail = 0.0
      scale = x.anchored.powerOfTwo
      rest = 1.0
    } else {
      // 1 + r + (r² q + low), its last two parts added before they meet the first.
      let whole = r + x.below
      let one = 1.0 + r
      let small = (r - (one - 1.0)) + fma(whole * whole, quadraticTail(whole), x.below)
      mantissa = one + small
      tail = small - (mantissa - one)
      // 2^n in two factors, for n may be below -1022 or above 1023.
      let half = fma(x.n, 0.5, V.anchor)
      scale = half.powerOfTwo
      rest = (x.anchored - (half - V.anchor)).powerOfTwo
    }
  }

  /// Float64: at most 0.57 ulp.
  @inline(__always)
  var value: V { V.servesFloat32 ? mantissa * scale : mantissa * scale * rest }

  /// factor · e^x. Float64: at most 1.1 ulp, subnormal products included.
  @inline(__always)
  func scaled(by factor: V) -> V {
    V.servesFloat32 ? factor * value : mantissa * factor * scale * rest
  }

  /// factor · (1 + correction) · e^x for a small correction. Float64: at most
  /// 0.51 ulp, subnormal products included.
  @inline(__always)
  func times(_ factor: V, correction: V = 0.0) -> V {
    product(factor, correction: correction).value
  }

  /// The same, and what the rounding of it lost, for `F64`.
  @inline(__always)
  func product(_ factor: V, correction: V) -> (value: V, low: V) {
    if V.servesFloat32 { return (factor * value, 0.0) }
    let product = mantissa * factor
    let lost = fma(tail, factor, fma(mantissa, factor, -product))
    let more = fma(product, correction, lost)
    let sum = product + more
    return (sum * scale * rest, (more - (sum - product)) * scale * rest)
  }
}

@inline(__always)
func exp<V: RealVector>(_ x: V) -> V { Exponential(x).value }

/// 2^shift e^x = power (1 + rise + low) in float64, the low part below the rise's last bit;
/// for an x whose power is normal.
@inline(__always)
func exponentialParts<V: RealVector>(_ x: V, shift: V) -> (power: V, rise: V, low: V) {
  let reduced = reduce(x, 0.0, anchor: V.anchor + shift)
  let whole = reduced.r + reduced.below
  let small = fma(whole * whole, quadraticTail(whole), reduced.below)
  let rise = reduced.r + small
  return (reduced.anchored.powerOfTwo, rise, small - (rise - reduced.r))
}

/// e^x - 1 for x <= 44, relatively small where x is, and with the sign of x;
/// anything for larger x.
@inline(__always)
func expm1Bounded<V: RealVector>(_ x: V, low: V = 0.0) -> V {
  let reduced = reduce(max(-44.0, x), low)
  let r = reduced.r
  let power = reduced.anchored.powerOfTwo
  if V.servesFloat32 {
    return fma(power, fma(r * r, quadraticTail(r), r), power - 1.0).withSign(of: x)
  }
  // 2^n - 1 + 2^n r is nearly exact, and what it lost goes to the smaller rest.
  let whole = r + reduced.below
  let offset = power - 1.0
  let most = fma(power, r, offset)
  let lost = fma(power, r, offset - most)
  let small = fma(whole * whole, quadraticTail(whole), reduced.below)
  return (most + fma(power, small, lost)).withSign(of: x)
}
