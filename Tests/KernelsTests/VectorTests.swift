// SPDX-License-Identifier: MIT
import Foundation
import Testing

@testable import Kernels

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

/// The same in floats; exponents reach those of subnormal products and sums.
@Test
func floatMultiplyAddRoundsOnce() {
  var generator = SplitMix(state: 11)
  func number() -> Float {
    let exponent = Int(generator.next() % 150) - 75
    let sign: Float = generator.next() & 1 == 0 ? 1 : -1
    return sign * Float(scalbn(1 + Double(generator.next() >> 41) * 0x1p-23, exponent))
  }
  let special: [Float] = [0, -0.0, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, 0x1p-149]
  var cases = (0..<200_000).map { _ in
    let (a, b) = (number(), number())
    return (a, b, generator.next() % 3 == 0 ? -(a * b).nextUp : number())
  }
  for a in special { for b in special { for c in special { cases.append((a, b, c)) } } }
  for (a, b, c) in cases {
    let got = F32.fma(
      F32(SIMD16(repeating: a)), F32(SIMD16(repeating: b)), F32(SIMD16(repeating: c))
    ).lanes[13]
    let expected = Foundation.fma(a, b, c)
    #expect(
      got.bitPattern == expected.bitPattern || got.isNaN && expected.isNaN,
      "\(a)·\(b) + \(c) = \(got), expected \(expected)")
  }
}

/// x = 2^n m, with m between ¾ and 1½ but for the last bit: -n and 4 / 2^n.
@Test
func octavesReachTheEndsOfTheRange() {
  let cases: [(x: Float, minus: Float)] = [
    (1, 0), (1.25, 0), (1.5, -1), (0.75, 0), (0.7, 1), (0x1p-24, 24), (0x1.8p127, -128),
    (.greatestFiniteMagnitude, -128),
  ]
  for (x, minus) in cases {
    let octave = Twice(F32(SIMD16(repeating: x)), F32(SIMD16(repeating: 1))).octave
    #expect(octave.minus.a.lanes[15] == minus, "\(x)")
    #expect(octave.scale.a.lanes[15] == Float(scalbn(4, Int(minus))), "\(x)")
    #expect(octave.minus.b.lanes[0] == 0 && octave.scale.b.lanes[0] == 4)
  }
}

@Test
func roughInversesAreATwentiethOff() {
  for x in stratified(0x1p-126...0x1p125, each: 20).map(Float.init) where x > 0 {
    let inverse = Twice(F32(SIMD16(repeating: x)), F32(SIMD16(repeating: 2))).roughInverse
    #expect(abs(Double(inverse.a.lanes[3]) * Double(x) - 1) < 0.0506, "\(x)")
    #expect(abs(inverse.b.lanes[8] - 0.5) < 0.0253)
  }
  for x: Float in [0x1p127, .greatestFiniteMagnitude, .infinity] {
    #expect(F32(SIMD16(repeating: x)).roughInverse.lanes[0] == 0)
  }
}

/// Vectors side by side give what each gives alone.
@Test
func vectorsInStepDoNotMix() {
  func twice(_ a: Double, _ b: Double) -> Twice<F64> {
    Twice(F64(SIMD8(repeating: a)), F64(SIMD8(repeating: b)))
  }
  for a in awkward {
    for b in awkward {
      let x = twice(a, b)
      let y = twice(b, a)
      let expected = [
        (x + y, a + b, b + a), (x - y, a - b, b - a), (x * y, a * b, b * a), (x / y, a / b, b / a),
        (-x, -a, -b), (x.magnitude, abs(a), abs(b)),
        (x.squareRoot, a.squareRoot(), b.squareRoot()),
        (Twice.fma(x, y, x), Foundation.fma(a, b, a), Foundation.fma(b, a, b)),
        (select(x < y, x, y), a < b ? a : b, b < a ? b : a),
        (select(x <= y, x, y), a <= b ? a : b, b <= a ? b : a),
        (select(x == y, x, y), a == b ? a : b, b == a ? b : a),
        (x.withSign(of: y), Double(signOf: b, magnitudeOf: a), Double(signOf: a, magnitudeOf: b)),
      ]
      for (index, (got, first, second)) in expected.enumerated() {
        let isRight = [(got.a.lanes[1], first), (got.b.lanes[6], second)].allSatisfy {
          $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN
        }
        #expect(isRight, "operation \(index) of \(a) and \(b): \(got)")
      }
    }
  }
  let form = twice(12, 0.75).binaryForm
  #expect(form.exponent.a.lanes[0] == 4 && form.mantissa.a.lanes[0] == 0.75)
  #expect(form.exponent.b.lanes[0] == 0 && form.inverseScale.b.lanes[0] == 1)
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
    // Of a NaN the lower half is always 0.
    let narrowed = value.isNaN ? Float(bitPattern: value.bitPattern & 0xffff_0000) : value
    let upper = Float(
      bitPattern: UInt32(BFloat16Storage.narrow(SIMD16(repeating: narrowed))[9]) << 16)
    let ulp = value.isNaN ? 0 : max(value.ulp * 0x1p16, 0x1p-133)
    #expect(
      abs(upper - value) <= ulp / 2 || value.isNaN && upper.isNaN == narrowed.isNaN
        || !upper.isFinite, "\(value)")
  }
}
