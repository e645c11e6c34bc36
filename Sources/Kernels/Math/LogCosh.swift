// SPDX-License-Identifier: MIT

/// p in log(cosh(x)) = x²/2 + x⁴ p(x²) for |x| <= 1, to a relative error of 2^-30, 2^-56.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // log_cosh_wide
    return polynomial(
      z, -0.08333331009137218, 0.022221611273685292, -0.006740545417119108, 0.002163203746056378,
      -0.0006820053337393665, 0.00017797963529375533, -2.6103572566114815e-05)
  }
  let square = z * z
  // log_cosh_f64.even
  let even = polynomial(
    square, -0.08333333333333194, -0.006746031741871825, -0.0007386022947490365,
    -9.097121695749167e-05, -1.1827986819589003e-05, -1.3773612317566156e-06,
    -7.347504174634086e-08)
  // log_cosh_f64.odd
  let odd = polynomial(
    square, 0.022222222222093725, 0.00218694878537488, 0.00025657634576741324,
    3.272219319160177e-05, 4.192896627964352e-06, 3.7819751666150867e-07, 7.252458331110807e-09)
  return fma(z, odd, even)
}

/// log(cosh(x)) = x²/2 + x⁴ p(x²)                       |x| < 1
///              = |x| - ln2 + log(1 + e^-2|x|)          otherwise
///
/// Error: float32 0.51 ulp, float64 1.6 ulp.
@inline(__always)
func logCosh<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let z = a * a
  let near = fma(z * z, tail(z), 0.5 * z)
  // ln2 is 0.6931471805599453 + 2.3190468138462996e-17.
  let far = (a - 0.6931471805599453) + (log1pUnit(exp(-2.0 * a)) - 2.3190468138462996e-17)
  return select(a < 1.0, near, far)
}
