// SPDX-License-Identifier: MIT

/// A running sum. In float64 with what each addition lost, so that the sum of a
/// row of any length is good to the last bit; `Wide` has bits to spare.
struct Sum<V: EightDoubles> {
  private var value: V = 0.0
  private var lost: V = 0.0

  @inline(__always)
  init() {}

  @inline(__always)
  static func += (sum: inout Sum, term: V) {
    let new = sum.value + term
    if !V.servesFloat32 { sum.lost = sum.lost + error(of: new, sum.value, term) }
    sum.value = new
  }

  /// The same whichever comes first.
  @inline(__always)
  static func + (a: Sum, b: Sum) -> Sum {
    var sum = Sum()
    sum.value = a.value + b.value
    if !V.servesFloat32 { sum.lost = (a.lost + b.lost) + error(of: sum.value, a.value, b.value) }
    return sum
  }

  /// a + b - sum, exactly [Knuth].
  @inline(__always)
  private static func error(of sum: V, _ a: V, _ b: V) -> V {
    let part = sum - a
    return (a - (sum - part)) + (b - part)
  }

  /// An infinite sum has lost NaN.
  @inline(__always)
  var total: V {
    if V.servesFloat32 { return value }
    let corrected = value + lost
    return select(corrected == corrected, corrected, value)
  }

  // MARK: Memory

  @inline(__always)
  static var bytes: Int { 128 }

  @inline(__always)
  init(loading source: UnsafeRawPointer) {
    value = V(source.loadUnaligned(as: SIMD8<Double>.self))
    if !V.servesFloat32 { lost = V((source + 64).loadUnaligned(as: SIMD8<Double>.self)) }
  }

  @inline(__always)
  func store(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: value.lanes, as: SIMD8<Double>.self)
    if !V.servesFloat32 { (target + 64).storeBytes(of: lost.lanes, as: SIMD8<Double>.self) }
  }

  // MARK: Order

  /// The sum over the lanes, in every lane:
  /// ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7))
  @inline(__always)
  var acrossLanes: Sum {
    let halves = self + permuted { $0.swappedHalves }
    let quarters = halves + halves.permuted { $0.swappedQuarters }
    return quarters + quarters.permuted { $0.swappedPairs }
  }

  @inline(__always)
  private func permuted(_ permute: (V) -> V) -> Sum {
    var result = Sum()
    result.value = permute(value)
    result.lost = permute(lost)
    return result
  }

  /// The same order, for eight sums `stride` bytes apart.
  @inline(__always)
  static func folding(_ source: UnsafeRawPointer, stride: Int) -> Sum {
    (pair(source, 0, stride) + pair(source, 2, stride))
      + (pair(source, 1, stride) + pair(source, 3, stride))
  }

  @inline(__always)
  private static func pair(_ source: UnsafeRawPointer, _ index: Int, _ stride: Int) -> Sum {
    Sum(loading: source + index &* stride) + Sum(loading: source + (index &+ 4) &* stride)
  }
}

extension EightDoubles {
  @inline(__always)
  var swappedHalves: Self { Self(SIMD8(lowHalf: lanes.highHalf, highHalf: lanes.lowHalf)) }

  @inline(__always)
  var swappedQuarters: Self {
    let low = lanes.lowHalf
    let high = lanes.highHalf
    return Self(
      SIMD8(
        lowHalf: SIMD4(lowHalf: low.highHalf, highHalf: low.lowHalf),
        highHalf: SIMD4(lowHalf: high.highHalf, highHalf: high.lowHalf)))
  }

  @inline(__always)
  var swappedPairs: Self {
    var swapped = SIMD8<Double>()
    swapped.evenHalf = lanes.oddHalf
    swapped.oddHalf = lanes.evenHalf
    return Self(swapped)
  }
}
