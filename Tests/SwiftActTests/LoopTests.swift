// SPDX-License-Identifier: MIT
import CSwiftAct
import Testing

/// Ordinary numbers in any of the four data types.
private func samples(_ dtype: Int, _ count: Int, seed: Int) -> [UInt8] {
  var state = UInt64(truncatingIfNeeded: seed) &* 0x9e37_79b9_7f4a_7c15 | 1
  let numbers = (0..<count).map { _ -> Double in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(Int64(bitPattern: state) >> 32) * 0x1p-31 * 6 + 0.25
  }
  switch dtype {
  case SWIFTACT_FLOAT16: return [UInt8](bytesOf: numbers.map { Float16($0) })
  case SWIFTACT_BFLOAT16:
    return [UInt8](bytesOf: numbers.map { UInt16(Float($0).bitPattern >> 16) })
  case SWIFTACT_FLOAT32: return [UInt8](bytesOf: numbers.map { Float($0) })
  default: return [UInt8](bytesOf: numbers)
  }
}

extension Row {
  /// One element at a time: what every other layout must agree with, bit by bit.
  fileprivate func oneByOne(_ dtype: Int, _ inputs: [[UInt8]], count: Int) -> [UInt8] {
    let size = elementSizes[dtype]
    var result = [UInt8]()
    for index in 0..<count {
      var operands = inputs.map { Array($0[index * size..<(index + 1) * size]) }
      operands.append([UInt8](repeating: 0, count: size))
      run(dtype, &operands, operands.map { _ in Layout(step: size) }, count: 1)
      result += operands.last ?? []
    }
    return result
  }
}

@Test(arguments: Row.elementwise, 0..<Int(SWIFTACT_DTYPES))
func everyLengthGivesTheSameBits(_ row: Row, _ dtype: Int) {
  let size = elementSizes[dtype]
  let most = 70
  let inputs = (0..<row.inputs).map { samples(dtype, most, seed: $0) }
  let expected = row.oneByOne(dtype, inputs, count: most)
  for count in [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, most] {
    var operands = inputs + [[UInt8](repeating: 0xa5, count: most * size)]
    run(row, dtype, &operands, operands.map { _ in Layout(step: size) }, count)
    let output = operands[row.inputs]
    #expect(
      Array(output[..<(count * size)]) == Array(expected[..<(count * size)]), "length \(count)")
    #expect(output[(count * size)...].allSatisfy { $0 == 0xa5 }, "wrote beyond \(count)")
  }
}

private func run(
  _ row: Row, _ dtype: Int, _ operands: inout [[UInt8]], _ layouts: [Layout], _ count: Int
) {
  row.run(dtype, &operands, layouts, count: count)
}

@Test(arguments: Row.elementwise, 0..<Int(SWIFTACT_DTYPES))
func everyStrideGivesTheSameBits(_ row: Row, _ dtype: Int) {
  let size = elementSizes[dtype]
  let count = 200
  let inputs = (0..<row.inputs).map { samples(dtype, count, seed: $0 + 9) }
  let expected = row.oneByOne(dtype, inputs, count: count)
  for step in [-size, 2 * size, 3 * size + 1, -2 * size] {
    let span = abs(step) * (count - 1)
    let layout = Layout(offset: step < 0 ? span : 0, step: step)
    var operands = inputs.map { contiguous -> [UInt8] in
      var bytes = [UInt8](repeating: 0, count: span + size)
      for index in 0..<count {
        for byte in 0..<size {
          bytes[layout.offset + index * step + byte] = contiguous[index * size + byte]
        }
      }
      return bytes
    }
    operands.append([UInt8](repeating: 0, count: span + size))
    row.run(dtype, &operands, operands.map { _ in layout }, count: count)
    var output = [UInt8]()
    for index in 0..<count {
      let start = layout.offset + index * step
      output += operands[row.inputs][start..<(start + size)]
    }
    #expect(output == expected, "step \(step)")
  }
}

@Test(arguments: Row.elementwise.filter { $0.inputs > 1 }, 0..<Int(SWIFTACT_DTYPES))
func aBroadcastOperandGivesTheSameBits(_ row: Row, _ dtype: Int) {
  let size = elementSizes[dtype]
  let count = 300
  let single = samples(dtype, 1, seed: 77)
  var inputs = (0..<row.inputs).map { samples(dtype, count, seed: $0) }
  inputs[row.inputs - 1] = (0..<count).flatMap { _ in single }
  let expected = row.oneByOne(dtype, inputs, count: count)
  var operands = inputs + [[UInt8](repeating: 0, count: count * size)]
  operands[row.inputs - 1] = single
  var layouts = operands.map { _ in Layout(step: size) }
  layouts[row.inputs - 1].step = 0
  row.run(dtype, &operands, layouts, count: count)
  #expect(operands[row.inputs] == expected)
}

@Test(arguments: Row.elementwise, 0..<Int(SWIFTACT_DTYPES))
func anOutputMayBeAnInput(_ row: Row, _ dtype: Int) {
  let size = elementSizes[dtype]
  let count = 100
  let inputs = (0..<row.inputs).map { samples(dtype, count, seed: $0) }
  let expected = row.oneByOne(dtype, inputs, count: count)
  for shared in 0..<row.inputs {
    let memory = inputs.map { bytes -> UnsafeMutablePointer<CChar> in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
      return copy
    }
    defer { memory.forEach { $0.deallocate() } }
    row.call(
      dtype, memory + [memory[shared]], [Int](repeating: size, count: row.inputs + 1), count)
    let output = (0..<(count * size)).map { UInt8(bitPattern: memory[shared][$0]) }
    #expect(output == expected, "output over input \(shared)")
  }
}

/// `accumulate` hands the loop an output one element ahead of its input.
@Test(arguments: Row.elementwise.filter { $0.inputs == 2 }, 0..<Int(SWIFTACT_DTYPES))
func anOutputThatFeedsTheNextInputIsSequential(_ row: Row, _ dtype: Int) {
  let size = elementSizes[dtype]
  let count = 40
  let second = samples(dtype, count, seed: 5)
  var expected = samples(dtype, 1, seed: 6)
  for index in 0..<(count - 1) {
    let previous = Array(expected.suffix(size))
    let operand = Array(second[index * size..<(index + 1) * size])
    expected += row.oneByOne(dtype, [previous, operand], count: 1)
  }
  let memory = UnsafeMutablePointer<CChar>.allocate(capacity: count * size)
  let other = UnsafeMutablePointer<CChar>.allocate(capacity: count * size)
  defer {
    memory.deallocate()
    other.deallocate()
  }
  for byte in 0..<size { memory[byte] = CChar(bitPattern: expected[byte]) }
  for byte in second.indices { other[byte] = CChar(bitPattern: second[byte]) }
  row.call(dtype, [memory, other, memory + size], [size, size, size], count - 1)
  #expect((0..<(count * size)).map { UInt8(bitPattern: memory[$0]) } == expected)
}
