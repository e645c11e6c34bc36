// SPDX-License-Identifier: MIT

/// Focal loss [Lin et al., 2017]: binary cross-entropy, less where σ(x) is right.
///
///     q           = t σ(-x) + (1 - t) σ(x)
///     Focal(x, t) = q^γ BCE(x, t)
///     q′          = (1 - 2t) σ(x) σ(-x)
///     Focal′      = q^γ (BCE′ + γ BCE q′ / q)
enum FocalLoss: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V, _ gamma: V) -> V {
    let loss = BCEWithLogits.value(x, t, 1.0)
    let q = miss(Sigmoids(x), t)
    return select(q == 0.0, select(gamma == 0.0, loss, 0.0), power(q, gamma) * loss)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V, _ gamma: V) -> V {
    let sigmoid = Sigmoids(x)
    let q = miss(sigmoid, t)
    // Where x is infinite, so is the loss, and nothing changes any more.
    let loss = min(0x1.fffffffffffffp1023, BCEWithLogits.value(x, t, 1.0))
    let turn = (1.0 - 2.0 * t) * sigmoid.atX * sigmoid.atMinusX
    let sum = BCEWithLogits.slope(x, t, 1.0) + gamma * ((loss * turn) / q)
    return select(q == 0.0, 0.0, power(q, gamma) * sum)
  }

  /// How far σ(x) is from the target, for t of 0 or 1.
  @inline(__always)
  private static func miss<V: RealVector>(_ sigmoid: Sigmoids<V>, _ t: V) -> V {
    select(t == 1.0, 0.0, (1.0 - t) * sigmoid.atX) + select(t == 0.0, 0.0, t * sigmoid.atMinusX)
  }

  /// q^γ; without a logarithm, and so exact, for the usual γ.
  @inline(__always)
  private static func power<V: RealVector>(_ q: V, _ gamma: V) -> V {
    var result = exp(gamma * logarithm(of: q))
    result = select(gamma == 0.0, 1.0, result)
    result = select(gamma == 1.0, q, result)
    return select(gamma == 2.0, q * q, result)
  }
}

/// log q for q > 0; infinite at 0.
@inline(__always)
func logarithm<V: RealVector>(of q: V) -> V {
  // Subnormal numbers have no exponent of their own.
  let isTiny = q < 0x1p-1000
  let form = (V.servesFloat32 ? q : select(isTiny, q * 0x1p100, q)).binaryForm
  let exponent = V.servesFloat32 ? form.exponent : form.exponent - select(isTiny, 100.0, 0.0)
  let inside = logarithm(exponent: exponent, excess: form.mantissa - 1.0)
  let outside: V = select(q == 0.0, -V.infinity, V.nan)
  return select(q > 0.0, select(q < V.infinity, inside, q), outside)
}
