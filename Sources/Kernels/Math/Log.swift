// SPDX-License-Identifier: MIT
//
// Logarithms in three steps:
//
//   reduce       x = 2^n (1 + f),  √½ <= 1 + f < √2
//   approximate  s = f / (2 + f),  log(1 + f) = 2 atanh(s) = f - s (f - s² p(s²))
//   reconstruct  log(x) = n ln2 + log(1 + f)
//
// The last form of log(1 + f) takes something smaller from f, which is exact, so that
// the rounding of s hardly counts.

/// p(z) for z <= (√2 - 1)⁴, where log(1 + f) gets a relative error of 2^-30, 2^-59.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // logarithm_wide
    return polynomial(z, 0.6666677608413103, 0.3997757416877007, 0.29870933627940344)
  }
  // logarithm_f64
  return polynomial(
    z, 0.6666666666666734, 0.3999999999941705, 0.2857142874189017, 0.2222219862197149,
    0.18183561884256885, 0.15314111009449305, 0.14795362335163817)
}

/// p(z) for z <= 1/9, where log(1 + f) gets a relative error of 2^-33, 2^-59.
@inline(__always)
private func unitTail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // logarithm_unit_wide
    return polynomial(
      z, 0.6666667550026978, 0.39998888360772356, 0.28616596615825957, 0.21430741799842473,
      0.24289555071461344)
  }
  // logarithm_unit_f64
  return polynomial(
    z, 0.6666666666666631, 0.40000000000155905, 0.28571428548011624, 0.222222239606358,
    0.1818174422070196, 0.15386554133774255, 0.13301043120658215, 0.12105585278767426,
    0.08342085660173554, 0.17015259860076704)
}

/// n ln2 + log(1 + f)
@inline(__always)
func logarithm<V: RealVector>(exponent n: V, excess f: V) -> V {
  let s = f / (2.0 + f)
  let z = s * s
  let difference = fma(-z, tail(z), f)
  if V.servesFloat32 { return fma(n, 0.6931471805599453, fma(-s, difference, f)) }
  // ln2 in two parts, the first short enough for its product with n to be exact. What
  // the sum with f loses goes to the smaller terms.
  let most = n * 0x1.62e42fefa38p-1
  let sum = most + f
  let lost = f - (sum - most)
  return sum + fma(-s, difference, fma(n, 0x1.ef35793c7673p-45, lost))
}

/// log(1 + x) for all x: -infinity at -1, NaN below.
///
/// Error: float32 0.52 ulp, float64 1.5 ulp.
@inline(__always)
func log1p<V: RealVector>(_ x: V) -> V {
  let form = (1.0 + x).binaryForm
  // (1 + x) / 2^n - 1 without the rounding of 1 + x.
  var excess = fma(x, form.inverseScale, form.inverseScale - 1.0)
  if !V.servesFloat32 { excess = select(x < 0x1p60, excess, form.mantissa - 1.0) }
  let inside = logarithm(exponent: form.exponent, excess: excess).withSign(of: x)
  let outside: V = select(x == -1.0, -V.infinity, V.nan)
  return select(x < V.infinity, select(x > -1.0, inside, outside), x)
}

/// log(1 + f) for 0 <= f <= 1, in one step: s <= 1/3.
///
/// Error: float32 0.51 ulp, float64 1.1 ulp.
@inline(__always)
func log1pUnit<V: RealVector>(_ f: V) -> V {
  let s = f / (2.0 + f)
  let z = s * s
  return fma(-s, fma(-z, unitTail(z), f), f)
}

/// f - log(1 + f) for 0 <= f <= 1, relatively small where f² is.
@inline(__always)
func log1pDeficit<V: RealVector>(_ f: V) -> V {
  let s = f / (2.0 + f)
  let z = s * s
  return s * fma(-z, unitTail(z), f)
}

/// log(1 + e^x) = max(0, x) + log(1 + e^-|x|)
///
/// Error: float32 0.55 ulp, float64 1.7 ulp.
@inline(__always)
func log1pExp<V: RealVector>(_ x: V) -> V {
  max(0.0, x) + log1pUnit(exp(-x.magnitude))
}

/// log(p / (1 - p)): -infinity at 0, infinity at 1, NaN outside [0, 1].
///
/// With p = 2^m a and 1 - p = 2^n b, where a / b lies in (½, 2), this is
/// (m - n) ln2 + 2 atanh((a - b) / (a + b)). Near p = ½, where m = n, a - b is
/// 2^-n (2 p - 1), rounded once.
///
/// Error: float32 0.51 ulp, float64 1.7 ulp.
@inline(__always)
func logit<V: RealVector>(_ p: V) -> V {
  // In float64 p / 2^m would overflow for the smallest p; next to them 1 - p is 1.
  let isTiny = p < 0x1p-60
  let lifted = V.servesFloat32 ? p : select(isTiny, p * 0x1p64, p)
  let lift: V = V.servesFloat32 ? 0.0 : select(isTiny, 64.0, 0.0)
  let form = lifted.binaryForm
  let complement = (1.0 - p).binaryForm
  let exponent = form.exponent - lift
  let isNearHalf = exponent == complement.exponent
  let scale = complement.inverseScale
  let difference = select(
    isNearHalf, fma(p, scale + scale, -scale), form.mantissa - complement.mantissa)
  let sum = select(isNearHalf, scale, form.mantissa + complement.mantissa)
  let s = difference / sum
  let z = s * s
  let logarithm = fma(s * z, unitTail(z), s + s)
  let n = exponent - complement.exponent
  // The digits of ln2 beyond a double count where the two sums cancel in part.
  let small = V.servesFloat32 ? logarithm : fma(n, 2.3190468138462996e-17, logarithm)
  let inside = fma(n, 0.6931471805599453, small)
  let outside: V = select(p == 0.0, -V.infinity, select(p == 1.0, V.infinity, V.nan))
  return select(p > 0.0, select(p < 1.0, inside, outside), outside)
}
