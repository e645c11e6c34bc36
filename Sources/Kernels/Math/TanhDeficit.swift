// SPDX-License-Identifier: MIT

/// p in x - tanh(x) = x³ / (3 + x² p(x²)), a relative error of 2^-35 for |x| < 0.75, and
/// of 2^-58 for |x| < 2. It stays near 6/5, as the continued fraction of tanh shows.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // deficit_wide
    return polynomial(
      z, 1.19999999636014, -0.005714220898865953, 0.00025361118328361663,
      -1.1426325952481276e-05)
  }
  // deficit_f64
  return polynomial(
    z, 1.1999999999999995, -0.00571428571427672, 0.00025396825391111325, -1.2203669165836498e-05,
    5.987659798267754e-07, -2.956473671075554e-08, 1.462505680063027e-09, -7.226161434585312e-11,
    3.526008928841764e-12, -1.621324380552408e-13, 6.120374853636118e-15, -1.337709914345569e-16)
}

/// x - tanh(x), relatively exact at 0 too.
///
///     = |x| (x² / (3 + x² p(x²)))     |x| small
///     = |x| + q / (2 + q)             otherwise, q = e^-2|x| - 1; with the sign of x
///
/// Both quotients come from one reciprocal; `F64` adds what is missing to them.
///
/// Error: float32 0.51 ulp, float64 1.8 ulp.
@inline(__always)
func tanhDeficit<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let isSmall = a < (V.servesFloat32 ? 0.75 : 2.0)
  let z = a * a
  let p = tail(z)
  let q = expm1Bounded(-2.0 * a)
  let numerator = select(isSmall, z, q)
  let denominator = select(isSmall, fma(z, p, 3.0), 2.0 + q)
  if V.servesFloat32 {
    let ratio = numerator / denominator
    return select(isSmall, a * ratio, a + ratio).withSign(of: x)
  }
  let reciprocal = 1.0 / denominator
  let ratio = numerator * reciprocal
  let squareLow = fma(a, a, -z)
  let denominatorLow = fma(z, p, 3.0 - denominator)
  let low = select(isSmall, fma(-ratio, denominatorLow, squareLow), 0.0)
  let missing = (fma(-ratio, denominator, numerator) + low) * reciprocal
  // Lifted, so that the product inside is exact where the result is subnormal.
  let lifted = a * 0x1p200
  let small = fma(lifted, ratio, lifted * missing) * 0x1p-200
  return select(isSmall, small, a + (ratio + missing)).withSign(of: x)
}
