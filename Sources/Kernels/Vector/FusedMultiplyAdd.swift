// SPDX-License-Identifier: MIT

import CSwiftAct

/// a·b + c, rounded once. One instruction where the instruction set has it.
@inline(__always)
func fusedMultiplyAdd(
  _ a: SIMD8<Double>, _ b: SIMD8<Double>, _ c: SIMD8<Double>
) -> SIMD8<Double> {
  #if SWIFTACT_FMA
    return swiftact_fma_f64x8(a, b, c)
  #else
    return emulatedMultiplyAdd(a, b, c)
  #endif
}

#if !SWIFTACT_FMA
  /// The same bits from additions and multiplications [Boldo & Melquiond, 2008]:
  ///
  ///     p + e = a b           exactly (Dekker)
  ///     t + s = c + e         exactly (Knuth)
  ///     v + u = p + t         exactly
  ///     v + odd(s + u)        rounded to odd first, a sum of three rounds right
  ///
  /// Exact while neither a b nor its error e overflow or underflow; where they might,
  /// the C library's is taken. Not inlined: it is long, and called often.
  @inline(never)
  private func emulatedMultiplyAdd(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>, _ c: SIMD8<Double>
  ) -> SIMD8<Double> {
    guard swiftact_fma_is_plain_f64x8(a, b, c) else { return swiftact_fma_f64x8(a, b, c) }
    let (aHigh, aLow) = split(a)
    let (bHigh, bLow) = split(b)
    let p = a * b
    let e = ((aHigh * bHigh - p) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    let (t, s) = twoSum(c, e)
    let (v, u) = twoSum(p, t)
    let (z, lost) = twoSum(s, u)
    let exact = v + roundedToOdd(z, lost)
    // Infinities, NaN and the sign of zero come out of the plain operations.
    let usable = (exact .== exact) .& (exact .!= SIMD8<Double>(repeating: 0))
    return (p + c).replacing(with: exact, where: usable)
  }

  /// 26 bits and the rest, so that products of halves are exact.
  @inline(__always)
  private func split(_ a: SIMD8<Double>) -> (SIMD8<Double>, SIMD8<Double>) {
    let scaled = a * SIMD8<Double>(repeating: 0x1p27 + 1)
    let high = scaled - (scaled - a)
    return (high, a - high)
  }

  @inline(__always)
  private func twoSum(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> (SIMD8<Double>, SIMD8<Double>) {
    let sum = a + b
    let bPart = sum - a
    return (sum, (a - (sum - bPart)) + (b - bPart))
  }

  /// `sum` if nothing was lost or its last bit is 1, else its neighbour towards
  /// what was lost, whose last bit is.
  @inline(__always)
  private func roundedToOdd(_ sum: SIMD8<Double>, _ lost: SIMD8<Double>) -> SIMD8<Double> {
    let bits = unsafeBitCast(sum, to: SIMD8<Int64>.self)
    let sign = SIMD8<Int64>(repeating: Int64.min)
    let differ = (bits ^ unsafeBitCast(lost, to: SIMD8<Int64>.self)) & sign
    let one = SIMD8<Int64>(repeating: 1)
    let step = one.replacing(with: SIMD8<Int64>(repeating: -1), where: differ .== sign)
    let isEven = (bits & one) .== SIMD8<Int64>(repeating: 0)
    let moved = bits.replacing(with: bits &+ step, where: isEven)
    let odd = unsafeBitCast(moved, to: SIMD8<Double>.self)
    return sum.replacing(with: odd, where: lost .!= SIMD8<Double>(repeating: 0))
  }
#endif
