// SPDX-License-Identifier: MIT
//
// The tail of the Cauchy distribution, F(-a) = atan(1/a) / π for a >= 0, through one
// arctangent of a small t, and without cancellation:
//
//   a <= 1/2   t = -a                 atan(1/a) = π/2 + atan(t)
//   a <= 3/2   t = (1 - a)/(1 + a)    atan(1/a) = π/4 + atan(t)
//   above      t = 1/a                atan(1/a) = atan(t)
//
// with atan(t) = t + t z q(z), z = t² <= 4/9.

/// q(z) = -1/3 + z p(z); here p, for atan(t) - t / (1 + z) to be relatively exact to
/// 2^-29, 2^-58.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // arctangent_wide
    return polynomial(
      z, 0.19999987438054329, -0.14284989497521752, 0.1109672181197624, -0.08952378510321658,
      0.06953050862402273, -0.0434746889517298, 0.014876904824856324)
  }
  let square = z * z
  // arctangent_f64.even
  let even = polynomial(
    square, 0.19999999999999868, 0.11111111108593073, 0.0769230507664702, 0.058818709238926514,
    0.04738622608536138, 0.03654060513792416, 0.017744326845985668, 0.0016576196710081452)
  // arctangent_f64.odd
  let odd = polynomial(
    square, -0.1428571428568354, -0.09090908985972984, -0.06666623988786444, -0.05259250270202917,
    -0.04244352251370984, -0.028299065793294203, -0.007672321592994635)
  return fma(z, odd, even)
}

private struct Reduced<V: RealVector> {
  let isSmall: V.Mask
  let isLarge: V.Mask
  let t: V

  @inline(__always)
  init(_ a: V) {
    isSmall = a <= 0.5
    isLarge = a > 1.5
    let numerator = select(isSmall, -a, select(isLarge, 1.0, 1.0 - a))
    t = numerator / select(isSmall, 1.0, select(isLarge, a, 1.0 + a))
  }
}

/// a F(-a), for a >= 0; 1/π at infinity.
///
/// Error: float32 0.51 ulp, float64 1.5 ulp.
@inline(__always)
func cauchyTailMoment<V: RealVector>(_ a: V) -> V {
  let reduced = Reduced(a)
  let t = reduced.t
  let z = t * t
  // atan(t) / (π t);  1/π is 0.3183098861837907 - 1.9678676675182486e-17.
  let q = fma(z, tail(z), -0.3333333333333333)
  let rise = 0.3183098861837907 + fma(z * q, 0.3183098861837907, -1.9678676675182486e-17)
  let near = fma(t, rise, select(reduced.isSmall, 0.5, 0.25))
  return select(reduced.isLarge, rise, a * near)
}

/// (a F(-a))′ = F(-a) - a / (π (1 + a²)), for a >= 0. With d = 1 / (1 + z),
///
///     = (π/2 + t + t z q(z) + t d) / π            a <= 1/2
///     = (π/4 - 1/2 + t + t z q(z) + z d) / π      a <= 3/2
///     = t z (2/3 + z (p(z) - d)) / π              above
///
/// Error: float32 0.52 ulp, float64 3.5 ulp.
@inline(__always)
func cauchyTailMomentSlope<V: RealVector>(_ a: V) -> V {
  let a = min(0x1p500, a)  // whose result is 0 already
  let reduced = Reduced(a)
  let t = reduced.t
  let z = t * t
  let p = tail(z)
  let d = 1.0 / (1.0 + z)
  let factor = fma(z * (p - d), 0.3183098861837907, 0.2122065907891938)
  // A third power triples the error of t, for which t a is short of 1.
  let low = V.servesFloat32 ? 0.0 : fma(3.0 * fma(-t, a, 1.0), z, fma(t, t, -z))
  let far = t * fma(z, factor, low * factor)
  let q = fma(z, p, -0.3333333333333333)
  let grown = fma(t * z, q, select(reduced.isSmall, t, z) * d)
  let start: V = select(reduced.isSmall, 0.5, 0.09084505690810467)
  let near = fma(grown, 0.3183098861837907, fma(t, 0.3183098861837907, start))
  return select(reduced.isLarge, far, near)
}
