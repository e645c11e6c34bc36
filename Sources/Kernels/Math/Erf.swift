// SPDX-License-Identifier: MIT

/// p in erf(x) = x + x p(x²) for |x| <= 1, to a relative error of 2^-29, 2^-56.
@inline(__always)
private func tail<V: RealVector>(_ z: V) -> V {
  if V.servesFloat32 {
    // erf_wide
    return polynomial(
      z, 0.12837916572698457, -0.37612625825097634, 0.11283585156343069, -0.0268538122235789,
      0.0051883281946929595, -0.0008010197855073498, 7.853874688360786e-05)
  }
  // erf_f64
  return polynomial(
    z, 0.12837916709551256, -0.37612638903183343, 0.1128379167093695, -0.026866170641959154,
    0.005223977596736226, -0.0008548325485029239, 0.00012055280497948591,
    -1.492446567522804e-05, 1.6444151114551972e-06, -1.6183996070345476e-07,
    1.3616723199446613e-08, -7.607861312933741e-10)
}

/// e^-x², for a bounded x.
@inline(__always)
private func gaussian<V: RealVector>(_ x: V) -> Exponential<V> {
  let square = x * x
  return Exponential(bounded: -square, low: V.servesFloat32 ? 0.0 : fma(-x, x, square))
}

/// Beyond this a every result of this file is what it is at infinity.
@inline(__always)
private func bounded<V: RealVector>(_ a: V) -> V { min(V.servesFloat32 ? 18.0 : 28.0, a) }

/// erfc(a) = 2 Φ(-√2 a), for a >= 0.
@inline(__always)
private func complement<V: RealVector>(_ a: V) -> V {
  // √2 is 1.4142135623730951 - 9.667293313452913e-17.
  let scaled = a * 1.4142135623730951
  let low = fma(a, -9.667293313452913e-17, fma(a, 1.4142135623730951, -scaled))
  let tail = ScaledNormalTail(scaled, low: low)
  return gaussian(a).times(2.0 * tail.leading, correction: tail.correction)
}

/// erf(x) = 2/√π ∫ e^-t² dt, from 0 to x
///
/// Error: float32 0.53 ulp, float64 1.1 ulp.
@inline(__always)
func erf<V: RealVector>(_ x: V) -> V {
  let a = bounded(x.magnitude)
  // Lifted, so that the product inside is exact where the result is subnormal.
  let lifted = a * 0x1p200
  let small = fma(lifted, tail(a * a), lifted) * 0x1p-200
  return select(a < 1.0, small, 1.0 - complement(a)).withSign(of: x)
}

/// erfc(x) = 1 - erf(x)
///
/// Error: float32 0.57 ulp, float64 1.2 ulp.
@inline(__always)
func erfc<V: RealVector>(_ x: V) -> V {
  let tail = complement(bounded(x.magnitude))
  return select(x > 0.0, tail, 2.0 - tail)
}

/// erf′(x) = 2/√π e^-x²
///
/// Error: float32 0.55 ulp, float64 0.9 ulp.
@inline(__always)
func erfSlope<V: RealVector>(_ x: V) -> V {
  gaussian(bounded(x.magnitude)).times(1.1283791670955126)
}
