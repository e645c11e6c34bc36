// SPDX-License-Identifier: MIT
//
// The tail of the Cauchy distribution, F(-a) = atan(1/a) / π for a >= 0. One quotient t
// in [0, 1] serves every a, and nothing is subtracted:
//
//   a > 1    t = 1/a                atan(1/a) = atan(t)
//   a <= 1   t = (1 - a)/(1 + a)    atan(1/a) = π/4 + atan(t)
//
// with atan(t) = t - t z/3 + t z² p(z), z = t².

/// p(z), for atan(t) - t / (1 + z) to be relatively exact to 2^-30, 2^-56.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // arctangent_wide
    return polynomial(
      z, 0.1999999284044248, -0.14285365476322237, 0.11105111072970508, -0.09038641833470266,
      0.0742288492425756, -0.05770327853163117, 0.038435964305435374, -0.019336285206983776,
      0.006236422862916984, -0.000941142181500402)
  }
  let square = z * z
  // arctangent_f64.even
  let even = polynomial(
    square, 0.19999999999999682, 0.11111111107547779, 0.07692305425955477, 0.05882078200659961,
    0.04752123550366606, 0.038727055573366885, 0.027564509863448532, 0.01274771630169726,
    0.0026186923893155127, 0.00013647405964267275)
  // arctangent_f64.odd
  let odd = polynomial(
    square, -0.14285714285657736, -0.09090908975502222, -0.06666637010985164,
    -0.052612787418467255, -0.0430818884229858, -0.0337495469975567, -0.02023191396844856,
    -0.006568444350978873, -0.0007501607740092569, -1.1789648086604133e-05)
  return fma(z, odd, even)
}

/// t, and what is missing to the exact quotient as a fraction of it, where a > 1.
@inline(__always)
private func quotient<V: RealVector>(_ a: V, _ isLarge: V.Mask) -> (t: V, missing: V) {
  let t = select(isLarge, 1.0, 1.0 - a) / select(isLarge, a, 1.0 + a)
  return (t, fma(-t, a, 1.0))
}

/// a F(-a), for a >= 0; 1/π at infinity.
///
/// Error: float32 0.51 ulp, float64 2 ulp.
@inline(__always)
func cauchyTailMoment<V: RealVector>(_ a: V) -> V {
  let isLarge = a > 1.0
  let t = quotient(a, isLarge).t
  let z = t * t
  // atan(t) / π = t (1/π + rest);  1/π is 0.3183098861837907 - 1.9678676675182486e-17.
  let q = fma(z, tail(z), -0.3333333333333333)
  let rest = fma(z * q, 0.3183098861837907, -1.9678676675182486e-17)
  let slope = 0.3183098861837907 + rest
  return select(isLarge, slope, a * fma(t, slope, 0.25))
}

/// (a F(-a))′ = F(-a) - a / (π (1 + a²)), for a >= 0.
///
///     = t z (2/3 + z (p - d)) / π                           a > 1,  d = 1 / (1 + z)
///     = (π/4 - 1/2 + t + z (d - t/3 + t z p)) / π           otherwise
///
/// Error: float32 0.51 ulp, float64 3.5 ulp.
@inline(__always)
func cauchyTailMomentSlope<V: RealVector>(_ a: V) -> V {
  let isLarge = a > 1.0
  let (t, missing) = quotient(a, isLarge)
  let z = t * t
  let p = tail(z)
  let density = 1.0 / (1.0 + z)
  let factor = fma(z * (p - density), 0.3183098861837907, 0.2122065907891938)
  // A third power triples the error of t.
  let zLow = V.servesFloat32 ? 0.0 : fma(3.0 * missing, z, fma(t, t, -z))
  let large = t * fma(z, factor, zLow * factor)
  let q = fma(z, p, -0.3333333333333333)
  let grown = z * fma(t, q, density)
  let small = fma(grown, 0.3183098861837907, fma(t, 0.3183098861837907, 0.09084505690810467))
  return select(isLarge, large, small)
}
