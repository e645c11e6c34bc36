// SPDX-License-Identifier: MIT

/// x log(1 + e^x)
///
///     zsoftplus(x)  = x log(1 + e^x)
///     zsoftplus′(x) = log(1 + e^x) + x σ(x)
///
/// With z = e^-|x| and the deficit D = z - log(1 + z), on the left x z - x D and
/// z (1 + x / (1 + z)) - D, so that z, which may be subnormal, is multiplied in last.
enum ZSoftplus: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let exponential = Exponential(decay: x.magnitude)
    let (z, zLow) = exponential.product(1.0, correction: 0.0)
    let deficit = log1pDeficit(z)
    let bounded = max(-1400.0, x)
    let left = fma(-bounded, deficit, exponential.times(min(0.0, bounded)))
    // Its square overflows where this bound is reached.
    let (sum, low) = exactSum(max(0.0, min(0x1p600, x)), z)
    // What z lost counts by (log(1 + z))′ = 1 / (1 + z), of which 1 - z/2 is enough.
    let lost = fma(-0.5 * z, zLow, zLow)
    return select(x < -1.0, -left.magnitude, x * (sum + ((low + lost) - deficit)))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let bounded = max(-1400.0, x)
    let exponential = Exponential(decay: bounded.magnitude)
    let z = exponential.value
    let share = quotient(bounded, onePlus: z)
    let left = exponential.times(1.0 + min(0.0, share)) - log1pDeficit(z)
    return select(x < 0.0, left, x + log1pUnit(z) + share)
  }
}
