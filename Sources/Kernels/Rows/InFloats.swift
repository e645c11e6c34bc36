// SPDX-License-Identifier: MIT

/// Exponentials in float lanes, in two parts each, so that a share of their sum is rounded
/// little more than once: for results that nothing is multiplied by.
///
///     2^90 e^z / 2^N = most + more,  z = n ln2 + r + below,  e^r = (1 + r) + small
///
/// With N ln2 next to the largest z, nothing has to be taken off z, which would cost a
/// rounding; 2^90 is for the smallest not to be subnormal. A temperature divides x by way of
/// its inverse, and what the roundings of that leave out goes to `below`.
enum InFloats: RowLanes {
  typealias V = Twice<Wide>

  typealias Exponential = Parts<F32>

  struct Parts<F: FloatVector> {
    let most: F
    let more: F

    @inline(__always)
    func with(_ mask: F.Mask, _ most: F, _ more: F) -> Parts {
      Parts(most: select(mask, most, self.most), more: select(mask, more, self.more))
    }
  }

  struct Setting {
    /// Where the temperature is moderate and the top not far from 0. All else is left to
    /// doubles.
    let near: F32.Mask
    let isNear: Bool
    let isNowhereNear: Bool
    /// Near, at a temperature of 1.
    let isPlain: Bool
    /// 1 / T = rate (1 + correction)
    let rate: F32
    let correction: F32
    /// What e^-149 of the top stands for is 0 in float32, by any number of columns.
    let lowest: F32
    let anchor: F32
    let unit: V
  }

  @inline(__always)
  static func setting(_ row: Row<V>) -> Setting {
    let rate = row.inverseTemperature.packed
    let correction = (fma(V(rate), -row.temperature, 1.0)).packed
    let one: F32 = 1.0
    let scaled = row.top * rate
    let bounded = select(rate.magnitude <= 0x1p60, scaled.magnitude, F32.infinity)
    let near = select(rate.magnitude >= 0x1p-60, bounded, F32.infinity) <= 0x1p14
    let top = select(near, scaled, 0.0)
    // N is an integral float, as n is in `split`.
    let shift = fma(top, 0x1.715476p+0, F32.anchor) - F32.anchor
    let anchor = F32.anchor + (90.0 - shift)
    let lowest = top - 149.0
    let atTop = tempered(row.top, rate, correction, lowest: lowest, anchor: anchor)
    let isNear = F32.isEverywhere(near)
    return Setting(
      near: near, isNear: isNear,
      isNowhereNear: F32.isEverywhere(select(near, 0.0, one) == one),
      isPlain: isNear && F32.isEverywhere(rate == one), rate: rate, correction: correction,
      lowest: lowest, anchor: anchor,
      unit: select(V(select(near, 1.0, 0.0)) == 1.0, value(atTop), 0x1p90))
  }

  @inline(__always)
  static func unit(_ setting: Setting) -> V { setting.unit }

  @inline(__always)
  static func isPlain(_ setting: Setting) -> Bool { setting.isPlain }

  @inline(__always)
  static func exponential(
    _ x: F32, _ row: Row<V>, _ setting: Setting, isPlain: Bool
  ) -> Exponential {
    if isPlain { return split(max(setting.lowest, x), anchor: setting.anchor) }
    if setting.isNowhereNear { return exponential(x, row.top, row.inverseTemperature) }
    let split = tempered(
      x, setting.rate, setting.correction, lowest: setting.lowest, anchor: setting.anchor)
    if setting.isNear { return split }
    let exact = exponential(x, row.top, row.inverseTemperature)
    return exact.with(setting.near, split.most, split.more)
  }

  #if SWIFTACT_BUNDLES
    @inline(__always)
    static var isQuickerInStep: Bool { true }

    @inline(__always)
    static func exponentials(
      _ x: Four<F32>, _ row: Row<V>, _ setting: Setting
    ) -> Four<Exponential> {
      let lowest = Twice(setting.lowest, setting.lowest)
      let anchor = Twice(setting.anchor, setting.anchor)
      let z = max(Bundle<F32>(lowest, lowest), Bundle<F32>(Twice(x.a, x.b), Twice(x.c, x.d)))
      let parts = split(z, anchor: Bundle<F32>(anchor, anchor))
      let (most, more) = (parts.most, parts.more)
      return Four(
        a: Parts(most: most.a.a, more: more.a.a), b: Parts(most: most.a.b, more: more.a.b),
        c: Parts(most: most.b.a, more: more.b.a), d: Parts(most: most.b.b, more: more.b.b))
    }
  #endif

  /// The same by way of doubles.
  #if SWIFTACT_FMA
    @inline(__always)
  #else
    @inline(never)
  #endif
  private static func exponential(
    _ x: F32, _ top: F32, _ inverseTemperature: V
  ) -> Exponential {
    var row = Row<V>()
    row.inverseTemperature = inverseTemperature
    row.peak = top
    let exact = row.exponential(V(x)) * 0x1p90
    let most = exact.packed
    return Exponential(most: most, more: (exact - V(most)).packed)
  }

  /// x / T in two parts. At T = 1 the second is 0, and changes nothing.
  @inline(__always)
  private static func tempered(
    _ x: F32, _ rate: F32, _ correction: F32, lowest: F32, anchor: F32
  ) -> Exponential {
    let z = max(lowest, x * rate)
    let low = fma(z, correction, fma(x, rate, -z))
    return split(z, low: select(z > lowest, low, 0.0), anchor: anchor)
  }

  @inline(__always)
  private static func split<F: FloatVector>(_ z: F, low: F? = nil, anchor: F) -> Parts<F> {
    let anchored = fma(z, 0x1.715476p+0, anchor)
    let n = anchored - anchor
    let r = fma(n, -0x1.62e430p-1, z)
    let belowN = n * 0x1.05c610p-29
    let below = low.map { belowN + $0 } ?? belowN
    let whole = r + below
    let one = 1.0 + r
    let lost = r - (one - 1.0)
    let square = whole * whole
    let rest = fma(square, shortDifferenceTail(whole, less: 0.5), below + lost)
    let small = fma(square, 0.5, rest)
    let power = anchored.powerOfTwo
    return Parts(most: one * power, more: small * power)
  }

  @inline(__always)
  static func value(_ exponential: Exponential) -> V {
    V(exponential.most) + V(exponential.more)
  }

  @inline(__always)
  static func share(_ exponential: Exponential, _ row: Row<V>) -> F32 {
    // 2^60 is held back, so that a subnormal share is rounded once.
    let scaled = row.inverseTotal * 0x1p60
    let inverse = scaled.packed
    let rest = (scaled - V(inverse)).packed
    let small = fma(exponential.most, rest, exponential.more * inverse)
    return fma(exponential.most, inverse, small) * 0x1p-60
  }

  @inline(__always)
  static var nothing: Exponential { Exponential(most: 0.0, more: 0.0) }

  @inline(__always)
  static func keep(_ exponential: Exponential, at place: UnsafeMutableRawPointer) {
    exponential.most.store(to: place)
    exponential.more.store(to: place + F32.stride)
  }

  @inline(__always)
  static func kept(at place: UnsafeRawPointer) -> Exponential {
    Exponential(most: F32(loading: place), more: F32(loading: place + F32.stride))
  }

  struct Tally: ExponentialTally {
    typealias Lanes = InFloats

    private var most: F32
    private var more: F32 = 0.0
    private var count: F32 = 0.0

    /// With the peak in it, the sum starts at more than any exponential, so that what it
    /// loses is found by two subtractions.
    @inline(__always)
    private static func base(_ apart: Bool) -> Double { apart ? 0 : 0x1p91 }

    @inline(__always)
    init(apart: Bool) { most = F32(floatLiteral: Self.base(apart)) }

    @inline(__always)
    mutating func set(_ other: Tally, apart: Bool) {
      most = other.most
      more = other.more
      if apart { count = other.count }
    }

    @inline(__always)
    mutating func add(
      _ exponential: Exponential, _ x: F32, _ row: Row<V>, apart: Bool, first: Int?
    ) {
      let isPeak = x == row.top
      var term = apart ? exponential.with(isPeak, 0.0, 0.0) : exponential
      var peak: F32 = apart ? select(isPeak, 1.0, 0.0) : 0.0
      if let first {
        let inside = F32.first(first)
        term = InFloats.nothing.with(inside, term.most, term.more)
        peak = select(inside, peak, 0.0)
      }
      let (sum, lost) = exactSum(most, term.most)
      more = more + ((apart ? lost : term.most - (sum - most)) + term.more)
      most = sum
      if apart { count = count + peak }
    }

    @inline(__always)
    func exponentials(apart: Bool) -> Sum<V> {
      Sum((V(most) - V(floatLiteral: Self.base(apart))) + V(more))
    }

    @inline(__always)
    func peaks(apart: Bool) -> V { apart ? V(count) : 0.0 }
  }
}

extension F32 {
  /// The first `count` lanes.
  @inline(__always)
  fileprivate static func first(_ count: Int) -> Mask {
    F32(SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
      < F32(SIMD16(repeating: Float(count)))
  }
}
