// SPDX-License-Identifier: MIT
//
// The normal distribution: Φ(-a) = e^(-a²/2) R(a), with R from `ScaledNormalTail`.
//
// The square a² is not a double; what its rounding leaves out is taken along. The power
// of two of e^(-a²/2) is multiplied in last, so that results below 2^-1022 come out right.

/// e^(-x²/2), for a bounded x.
@inline(__always)
private func gaussian<V: RealVector>(_ x: V) -> Exponential<V> {
  let square = x * x
  return Exponential(bounded: -0.5 * square, low: V.servesFloat32 ? 0.0 : -0.5 * fma(x, x, -square))
}

/// Beyond this a every result of this file is what it is at infinity.
@inline(__always)
private func bounded<V: RealVector>(_ a: V) -> V { min(V.servesFloat32 ? 26.0 : 40.0, a) }

/// Φ(-a), for a >= 0.
///
/// Error: float32 0.57 ulp, float64 1.2 ulp.
@inline(__always)
func normalTail<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let tail = ScaledNormalTail(a)
  return exponential.times(tail.leading, correction: tail.correction)
}

/// a Φ(-a), for a >= 0.
///
/// Error: float32 0.57 ulp, float64 1.9 ulp.
@inline(__always)
func normalTailMoment<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let tail = ScaledNormalTail(a)
  return exponential.times(a * tail.leading, correction: tail.correction)
}

/// (a Φ(-a))′ = Φ(-a) - a φ(a), for a >= 0; zero near a = 0.75.
///
/// Error: float32 0.57 ulp, float64 3.5 ulp; next to the zero in ulps of 1/4.
@inline(__always)
func normalTailMomentSlope<V: RealVector>(_ a: V) -> V {
  let a = bounded(a)
  let exponential = gaussian(a)
  let scaled = fma(a, -0.3989422804014327, ScaledNormalTail(a).value)
  return exponential.times(scaled)
}

/// Φ(x)
///
/// Error: float32 0.57 ulp, float64 1.2 ulp.
@inline(__always)
func normalCDF<V: RealVector>(_ x: V) -> V {
  let tail = normalTail(x.magnitude)
  return select(x > 0.0, 1.0 - tail, tail)
}

/// φ(x) = Φ′(x) = e^(-x²/2) / √(2π)
///
/// Error: float32 0.55 ulp, float64 1.2 ulp.
@inline(__always)
func normalPDF<V: RealVector>(_ x: V) -> V {
  let exponential = gaussian(bounded(x.magnitude))
  return exponential.times(0.3989422804014327)
}

/// log Φ(x) = log R(-x) - x²/2   x < 0
///          = log(1 - Φ(-x))     otherwise
///
/// Error: float32 0.57 ulp, float64 1.8 ulp.
@inline(__always)
func logNormalCDF<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  // R does not change the sum where a is larger than this.
  let scaled = ScaledNormalTail(min(1e10, a))
  let (tail, low) = gaussian(bounded(a)).product(scaled.leading, correction: scaled.correction)
  let isLeft = x < 0.0
  let form = select(isLeft, scaled.value, 1.0 - tail).binaryForm
  let scale = form.inverseScale
  let excess = select(isLeft, form.mantissa - 1.0, fma(-tail, scale, scale - 1.0))
  let logarithm = logarithm(exponent: form.exponent, excess: excess)
  // 1 / (1 - Φ(-x)) is near enough to scale (1 - excess) for the last digit.
  let right = V.servesFloat32 ? logarithm : fma(low * scale, excess - 1.0, logarithm)
  return -select(isLeft, fma(-0.5 * a, a, logarithm), right).magnitude
}

/// (log Φ)′(x) = φ(x) / Φ(x), which is 1 / (√(2π) R(-x)) for x < 0.
///
/// Error: float32 0.57 ulp, float64 3.3 ulp.
@inline(__always)
func inverseMillsRatio<V: RealVector>(_ x: V) -> V {
  let a = x.magnitude
  let exponential = gaussian(bounded(a))
  let scaled = ScaledNormalTail(min(1e10, a))
  let tail = exponential.times(scaled.leading, correction: scaled.correction)
  let right = exponential.value
  let isLeft = x < 0.0
  let ratio = select(isLeft, 1.0, right) / select(isLeft, scaled.value, 1.0 - tail)
  // 1 / (√(2π) R(a)) = a (1 + 1/a² - ...)
  return select(x < -1e10, a, ratio * 0.3989422804014327)
}
