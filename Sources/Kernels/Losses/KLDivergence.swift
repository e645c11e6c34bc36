// SPDX-License-Identifier: MIT

/// Kullback-Leibler divergence of a distribution t from one whose logarithm is x.
///
///     KL(x, t)  = t (log t - x)
///     KL′(x, t) = -t
///
/// Where t is 0 both are.
enum KLDivergence: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V) -> V {
    select(t == 0.0, propagatingNaN(of: x, 0.0), t * (logarithm(of: t) - x))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V) -> V { propagatingNaN(of: x, 0.0 - t) }
}

/// The same for t given by its logarithm.
///
///     KL(x, t)  = e^t (t - x)
///     KL′(x, t) = -e^t
enum KLDivergenceOfLogs: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V) -> V {
    let product = Exponential(t).times(t - x)
    return select(t == -V.infinity, propagatingNaN(of: x, 0.0), product)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V) -> V { propagatingNaN(of: x, 0.0 - exp(t)) }
}
