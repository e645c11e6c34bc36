// SPDX-License-Identifier: MIT
import Foundation

/// The distance from the true value in units of the last place of `T` there;
/// subnormal results are measured by the smallest subnormal.
func ulps<T: BinaryFloatingPoint>(_ got: T, from truth: Float80) -> Double {
  if truth.isNaN || got.isNaN { return truth.isNaN && got.isNaN ? 0 : .infinity }
  let nearest = T(truth)
  if !got.isFinite || !nearest.isFinite { return got == nearest ? 0 : .infinity }
  return Double(abs(Float80(got) - truth) / Float80(nearest.ulp))
}

/// Every exponent of Double between the two, both ends of each and some in between.
func stratified(_ range: ClosedRange<Double>, each count: Int) -> [Double] {
  var generator = SplitMix(state: 42)
  var samples = [range.lowerBound, range.upperBound, 0.0, -0.0]
  for sign in [1.0, -1.0] {
    for exponent in -1074...1023 {
      for index in 0..<count {
        let fraction = index == 0 ? 0 : Double(generator.next() >> 11) * 0x1p-53
        let x = sign * scalbn(1 + fraction, exponent)
        if range.contains(x) { samples.append(x) }
      }
    }
  }
  return samples
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
