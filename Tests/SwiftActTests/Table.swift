// SPDX-License-Identifier: MIT
import CSwiftAct
import Testing

/// A row of the table for one instruction set: what a test is run for.
struct Row: CustomTestStringConvertible, @unchecked Sendable {
  let kernel: UnsafePointer<swiftact_kernel>
  let instructionSet: String

  var name: String { String(cString: kernel.pointee.name) }
  var inputs: Int { Int(kernel.pointee.inputs) }
  var outputs: Int { Int(kernel.pointee.outputs) }
  var testDescription: String { "\(name) (\(instructionSet))" }

  /// Rows of every instruction set that this machine runs.
  static let all: [Row] = (0..<Int32(SWIFTACT_INSTRUCTION_SETS)).flatMap { isa in
    var count: Int32 = 0
    guard let rows = swiftact_kernels(isa, &count), let name = swiftact_isa_name(isa) else {
      return [Row]()
    }
    return (0..<Int(count)).map {
      Row(kernel: rows + $0, instructionSet: String(cString: name))
    }
  }

  /// Those of single elements, with one output.
  static let elementwise = all.filter { $0.kernel.pointee.signature == nil && $0.outputs == 1 }

  /// The same row for the instruction set that every other is compared with.
  var baseline: Row {
    Row.all.first { $0.name == name && $0.instructionSet == "baseline" } ?? self
  }
}

/// Where an operand lies in memory: `count` elements, `step` bytes apart.
struct Layout {
  var offset = 0
  var step: Int
}

extension Row {
  /// Runs the row's loop; operands are byte arrays, the outputs come last.
  func run(
    _ dtype: Int, _ operands: inout [[UInt8]], _ layouts: [Layout], count: Int
  ) {
    let pointers = operands.map { bytes -> UnsafeMutablePointer<CChar> in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
      return copy
    }
    let arguments: [UnsafeMutablePointer<CChar>?] = zip(pointers, layouts).map { $0 + $1.offset }
    call(dtype, arguments, layouts.map(\.step), count)
    for index in operands.indices {
      for byte in operands[index].indices {
        operands[index][byte] = UInt8(bitPattern: pointers[index][byte])
      }
      pointers[index].deallocate()
    }
  }

  func call(
    _ dtype: Int, _ arguments: [UnsafeMutablePointer<CChar>?], _ steps: [Int], _ count: Int
  ) {
    withUnsafePointer(to: kernel.pointee.body) { bodies in
      let body = UnsafeRawPointer(bodies).assumingMemoryBound(to: swiftact_body.self) + dtype
      var n = count
      body.pointee.loop(arguments, &n, steps, body)
    }
  }
}

let elementSizes = [2, 2, 4, 8]

extension Array where Element == UInt8 {
  init<T>(bytesOf values: [T]) {
    self = values.withUnsafeBytes { [UInt8]($0) }
  }

  func values<T>(as type: T.Type) -> [T] {
    withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<T>.size).map {
        bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self)
      }
    }
  }
}
