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
  /// Exact while nothing on the way overflows, e is normal or 0, and the result is
  /// not 0, whose sign it would lose: such lanes are left to the C library, which is
  /// exact and slow. Not inlined: it is long, and called often.
  @inline(never)
  private func emulatedMultiplyAdd(
    _ a: SIMD8<Double>, _ b: SIMD8<Double>, _ c: SIMD8<Double>
  ) -> SIMD8<Double> {
    let (aHigh, aLow) = split(a)
    let (bHigh, bLow) = split(b)
    let p = a * b
    let e = ((aHigh * bHigh - p) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    let (t, s) = twoSum(c, e)
    let (v, u) = twoSum(p, t)
    let (z, lost) = twoSum(s, u)
    var result = v + roundedToOdd(z, lost)

    let limit = SIMD8<Double>(repeating: 0x1p900)
    let size = magnitude(p)
    let isSafe =
      (size .> SIMD8<Double>(repeating: 0x1p-900)) .& (size .< limit) .& (magnitude(a) .< limit)
      .& (magnitude(b) .< limit) .& (magnitude(c) .< limit)
      .& (result .!= SIMD8<Double>(repeating: 0))
    var lane = 0
    while lane < 8 {
      if !isSafe[lane] { result[lane] = c[lane].addingProduct(a[lane], b[lane]) }
      lane &+= 1
    }
    return result
  }

  @inline(__always)
  private func magnitude(_ a: SIMD8<Double>) -> SIMD8<Double> {
    let bits = unsafeBitCast(a, to: SIMD8<UInt64>.self)
    return unsafeBitCast(
      bits & SIMD8<UInt64>(repeating: 0x7fff_ffff_ffff_ffff), to: SIMD8<Double>.self)
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
