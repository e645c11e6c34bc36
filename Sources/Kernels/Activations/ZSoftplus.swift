// SPDX-License-Identifier: MIT

/// x log(1 + e^x)
///
///     zsoftplus(x)  = x log(1 + e^x)
///     zsoftplus′(x) = log(1 + e^x) + x σ(x)
enum ZSoftplus: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let exponential = Exponential(decay: x.magnitude)
    let logarithm = log1pUnit(exponential.value)
    // e^x is all there is to log(1 + e^x) on the far left.
    let far = exponential.times(max(-1400.0, x))
    return select(x < -40.0, far, x * (max(0.0, x) + logarithm))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let bounded = max(-1400.0, x)
    let exponential = Exponential(-bounded.magnitude)
    let z = exponential.value
    let share = bounded / (1.0 + z)
    let near = max(0.0, x) + log1pUnit(z) + select(x < 0.0, z * share, share)
    return select(x < -40.0, exponential.times(1.0 + bounded), near)
  }
}
