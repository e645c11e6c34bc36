// SPDX-License-Identifier: MIT
import CSwiftAct
import Testing

@Test
func everyInstructionSetHasTheSameRows() {
  let names = Set(Row.all.map(\.instructionSet))
  for set in names {
    let rows = Row.all.filter { $0.instructionSet == set }
    #expect(rows.map(\.name) == Row.all.filter { $0.instructionSet == "baseline" }.map(\.name))
    #expect(Set(rows.map(\.name)).count == rows.count, "a name occurs twice")
  }
  #expect(
    swiftact_isa_name(-1) == nil && swiftact_isa_name(Int32(SWIFTACT_INSTRUCTION_SETS)) == nil)
}

/// Random bit patterns, so every exponent, subnormals, infinities and NaN too.
@Test(arguments: Row.elementwise.filter { $0.instructionSet != "baseline" })
func bitsAreThoseOfTheBaseline(_ row: Row) {
  var generator = SystemRandomNumberGenerator()
  let count = 4096
  for dtype in 0..<Int(SWIFTACT_DTYPES) {
    let size = elementSizes[dtype]
    let inputs = (0..<row.inputs).map { _ in
      (0..<(count * size)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    var ours = inputs + [[UInt8](repeating: 0, count: count * size)]
    var theirs = ours
    let layouts = ours.map { _ in Layout(step: size) }
    row.run(dtype, &ours, layouts, count: count)
    row.baseline.run(dtype, &theirs, layouts, count: count)
    let (got, expected) = (ours[row.inputs], theirs[row.inputs])
    for index in 0..<count where got[index, size, dtype] != expected[index, size, dtype] {
      let x = inputs.map { Array($0[index * size..<(index + 1) * size]) }
      Issue.record("dtype \(dtype), inputs \(x): bits differ from the baseline's")
    }
  }
}

extension Array where Element == UInt8 {
  /// The bits of an element; every NaN counts as the same.
  fileprivate subscript(index: Int, size: Int, dtype: Int) -> UInt64 {
    var bits: UInt64 = 0
    for byte in (0..<size).reversed() { bits = bits << 8 | UInt64(self[index * size + byte]) }
    let infinity: [UInt64] = [0x7c00, 0x7f80, 0x7f80_0000, 0x7ff0_0000_0000_0000]
    let magnitude = bits & ~(1 << UInt64(size * 8 - 1))
    return magnitude > infinity[dtype] ? .max : bits
  }
}
