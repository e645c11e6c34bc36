// SPDX-License-Identifier: MIT
//
// The exponential in three steps:
//
//   reduce       x = n ln2 + r,  n an integer, |r| <= ln2/2
//   approximate  e^r = 1 + r + r² q(r)
//   reconstruct  e^x = 2^n e^r

/// x + low = n ln2 + r; `anchored` is `anchor + n`.
@inline(__always)
private func reduce<V: RealVector>(_ x: V, low: V?) -> (anchored: V, n: V, r: V) {
  let anchored = fma(x, 0x1.71547652b82fep+0, V.anchor)
  let n = anchored - V.anchor
  // Taking ln2's first 53 bits times an integer below 2^11 from x is exact.
  var r = fma(n, -0x1.62e42fefa39efp-1, x)
  if let low { r = r + low }
  return (anchored, n, V.servesFloat32 ? r : fma(n, -0x1.abc9e3b39803fp-56, r))
}

/// q(r) = (e^r - 1 - r) / r², so that e^r has a relative error of 2^-28 for `Wide`.
/// Coefficients: `exp_wide`, `expm1_f64`.
@inline(__always)
private func tail<V: RealVector>(_ r: V) -> V {
  guard V.servesFloat32 else { return relativeTail(r) }
  var q: V = 0.0013814606016726452
  q = fma(q, r, 0.008368709828891855)
  q = fma(q, r, 0.04166838745243571)
  q = fma(q, r, 0.16666520690599704)
  return fma(q, r, 0.49999993451753527)
}

/// The same where e^r - 1 itself has to be relatively exact, to 2^-32 and 2^-55.
/// Coefficients: `expm1_wide`, `expm1_f64`.
@inline(__always)
private func relativeTail<V: RealVector>(_ r: V) -> V {
  if V.servesFloat32 {
    var q: V = 0.00019845865937565004
    q = fma(q, r, 0.0013940616783934753)
    q = fma(q, r, 0.008333389357143344)
    q = fma(q, r, 0.04166636103936821)
    q = fma(q, r, 0.16666666370675484)
    return fma(q, r, 0.5000000044136262)
  }
  var q: V = 2.5072045508798433e-08
  q = fma(q, r, 2.762787267373615e-07)
  q = fma(q, r, 2.7557359129078105e-06)
  q = fma(q, r, 2.4801501065180516e-05)
  q = fma(q, r, 0.00019841269764586683)
  q = fma(q, r, 0.001388888893461865)
  q = fma(q, r, 0.008333333333371004)
  q = fma(q, r, 0.04166666666656934)
  q = fma(q, r, 0.16666666666666619)
  return fma(q, r, 0.5000000000000006)
}

/// e^x with its power of two held back, so that a product with it can be
/// subnormal, or finite, where e^x alone would have lost its digits.
struct Exponential<V: RealVector> {
  /// e^x = mantissa · scale · rest
  private let mantissa: V
  private let scale: V
  private let rest: V

  /// For every x, NaN included. `Wide` takes x as if it were within ±350, which
  /// no function of float32 can tell apart. `low` is a part of x below its last
  /// bit, such as the rounding error of a square.
  @inline(__always)
  init(_ x: V, low: V? = nil) {
    if V.servesFloat32 {
      let (anchored, _, r) = reduce(min(350.0, max(-350.0, x)), low: low)
      mantissa = fma(fma(tail(r), r, 1.0), r, 1.0)
      scale = anchored.powerOfTwo
      rest = 1.0
    } else {
      // 2^n in two factors, for n may be below -1022 or above 1023.
      let (anchored, n, r) = reduce(min(1400.0, max(-1400.0, x)), low: low)
      mantissa = 1.0 + fma(r * r, tail(r), r)
      let half = fma(n, 0.5, V.anchor)
      scale = half.powerOfTwo
      rest = (anchored - (half - V.anchor)).powerOfTwo
    }
  }

  @inline(__always)
  var value: V { V.servesFloat32 ? mantissa * scale : mantissa * scale * rest }

  /// factor · e^x, rounded no more often than a product of normal numbers.
  @inline(__always)
  func times(_ factor: V) -> V {
    V.servesFloat32 ? factor * value : mantissa * factor * scale * rest
  }
}

@inline(__always)
func exp<V: RealVector>(_ x: V) -> V { Exponential(x).value }

/// e^x - 1 for x <= 44, relatively small where x is, and with the sign of x.
@inline(__always)
func expm1Bounded<V: RealVector>(_ x: V, low: V? = nil) -> V {
  let (anchored, _, r) = reduce(max(-44.0, x), low: low)
  let power = anchored.powerOfTwo
  return fma(power, fma(r * r, relativeTail(r), r), power - 1.0).withSign(of: x)
}
