// SPDX-License-Identifier: MIT

/// Binary cross-entropy of σ(x) with t in [0, 1]; w weighs the positive part.
///
///     BCE(x, t)  = w t log(1 + e^-x) + (1 - t) log(1 + e^x)
///     BCE′(x, t) = (1 - t) σ(x) - w t σ(-x)
///
/// A part whose weight is 0 is 0, be its logarithm infinite.
enum BCEWithLogits: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V, _ weight: V) -> V {
    let common = log1pUnit(exp(-x.magnitude))
    let positive = weight * t * (max(0.0, -x) + common)
    let negative = (1.0 - t) * (max(0.0, x) + common)
    let sum = select(weight * t == 0.0, 0.0, positive) + select(t == 1.0, 0.0, negative)
    return propagatingNaN(of: x, sum)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V, _ weight: V) -> V {
    let sigmoid = Sigmoids(x)
    return (1.0 - t) * sigmoid.atX - weight * t * sigmoid.atMinusX
  }
}

/// σ(x) and 1 - σ(x) = σ(-x), from one exponential.
struct Sigmoids<V: RealVector> {
  let atX: V
  let atMinusX: V

  @inline(__always)
  init(_ x: V) {
    let z = exp(-x.magnitude)
    let large = 1.0 / (1.0 + z)
    let small = z / (1.0 + z)
    atX = select(x < 0.0, small, large)
    atMinusX = select(x < 0.0, large, small)
  }
}
