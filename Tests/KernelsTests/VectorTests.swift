// SPDX-License-Identifier: MIT
import Foundation
import Testing

@testable import KernelsBaseline

private let awkward: [Double] = [
  0, -0.0, 1, -1, 0.1, 1e300, -1e300, 1e-300, 5e-324, .infinity, -.infinity, .nan,
]

/// Each operation against its scalar twin, on every pair of awkward values.
@Test
func operationsMatchScalars() {
  for a in awkward {
    for b in awkward {
      let x = F64(SIMD8(repeating: a))
      let y = F64(SIMD8(repeating: b))
      let expected = [
        (x + y, a + b), (x - y, a - b), (x * y, a * b), (x / y, a / b), (-x, -a),
        (x.magnitude, abs(a)), (select(x < y, x, y), a < b ? a : b),
        (select(x <= y, x, y), a <= b ? a : b), (select(x == y, x, y), a == b ? a : b),
        (select(x > y, x, y), a > b ? a : b), (select(x >= y, x, y), a >= b ? a : b),
        (x.withSign(of: y), Double(signOf: b, magnitudeOf: a)),
      ]
      for (index, (got, scalar)) in expected.enumerated() {
        #expect(
          got.lanes[2].bitPattern == scalar.bitPattern || (got.lanes[2].isNaN && scalar.isNaN),
          "operation \(index) of \(a) and \(b): \(got.lanes[2]), expected \(scalar)")
      }
    }
  }
}

@Test
func smallerAndLargerKeepTheSecondOperandsNaN() {
  let nan = F64(SIMD8(repeating: .nan))
  let one: F64 = 1.0
  #expect(min(one, nan).lanes[0].isNaN && max(one, nan).lanes[0].isNaN)
  #expect(min(nan, one).lanes[0] == 1 && max(nan, one).lanes[0] == 1)
}

/// The baseline's emulation against the C library's `fma`.
@Test
func fusedMultiplyAddRoundsOnce() {
  var generator = SplitMix(state: 7)
  func number() -> Double {
    let exponent = Int(generator.next() % 160) - 80
    let sign: Double = generator.next() & 1 == 0 ? 1 : -1
    return sign * scalbn(1 + Double(generator.next() >> 11) * 0x1p-53, exponent)
  }
  for _ in 0..<200_000 {
    let a = number()
    let b = number()
    // A third of the time c nearly cancels the product, where one rounding shows.
    let c = generator.next() % 3 == 0 ? -(a * b).nextUp : number()
    let got = F64.fma(
      F64(SIMD8(repeating: a)), F64(SIMD8(repeating: b)), F64(SIMD8(repeating: c)))
    let expected = Foundation.fma(a, b, c)
    #expect(got.lanes[6] == expected, "\(a)·\(b) + \(c)")
  }
}

@Test
func halvesWidenExactlyAndRoundToEven() {
  for first in stride(from: 0, through: 0xffff, by: 16) {
    var bits = SIMD16<UInt16>()
    for lane in 0..<16 { bits[lane] = UInt16(first + lane) }
    let wide = Float16Storage.widen(bits)
    let back = Float16Storage.narrow(wide)
    for lane in 0..<16 {
      let half = Float16(bitPattern: bits[lane])
      #expect(wide[lane] == Float(half) || half.isNaN && wide[lane].isNaN)
      #expect(back[lane] == bits[lane] || half.isNaN && Float16(bitPattern: back[lane]).isNaN)
    }
  }
  var generator = SplitMix(state: 3)
  for _ in 0..<100_000 {
    let value = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    let got = Float16(bitPattern: Float16Storage.narrow(SIMD16(repeating: value))[9])
    #expect(got == Float16(value) || value.isNaN && got.isNaN, "\(value)")
    let upper = Float(bitPattern: UInt32(BFloat16Storage.narrow(SIMD16(repeating: value))[9]) << 16)
    let ulp = value.isNaN ? 0 : max(value.ulp * 0x1p16, 0x1p-133)
    #expect(
      abs(upper - value) <= ulp / 2 || value.isNaN && upper.isNaN || !upper.isFinite, "\(value)")
  }
}
