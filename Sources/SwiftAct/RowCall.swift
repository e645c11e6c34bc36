// SPDX-License-Identifier: MIT
//
// What the functions of whole rows called by name have in common: a row of the best
// table, and contiguous operands.

import CSwiftAct

/// The arguments of a row function, on the stack.
struct RowCall<T> {
  private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let steps: UnsafeMutablePointer<Int>
  private let dimensions: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<T>
  private var count = 0

  static var most: Int { 8 }
  static var bytes: Int { 8 * (4 * most + 2) }

  fileprivate init(in memory: UnsafeMutableRawPointer, _ rows: Int, _ columns: Int) {
    pointers = memory.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    steps = (memory + 8 * Self.most).assumingMemoryBound(to: Int.self)
    values = (memory + 24 * Self.most).assumingMemoryBound(to: T.self)
    dimensions = (memory + 32 * Self.most).assumingMemoryBound(to: Int.self)
    dimensions[0] = rows
    dimensions[1] = columns
  }

  mutating func append(rowsOf array: UnsafePointer<T>) {
    append(array, step: dimensions[1] &* MemoryLayout<T>.size)
  }

  mutating func append(rowsOf array: UnsafeMutablePointer<T>) {
    append(rowsOf: UnsafePointer(array))
  }

  mutating func append(numbers array: UnsafePointer<T>) {
    append(array, step: MemoryLayout<T>.size)
  }

  mutating func append(numbers array: UnsafeMutablePointer<T>) {
    append(numbers: UnsafePointer(array))
  }

  mutating func append(labels array: UnsafePointer<Int>) {
    append(array, step: MemoryLayout<Int>.size)
  }

  mutating func append(value: T) {
    values[count] = value
    append(UnsafeRawPointer(values + count), step: 0)
  }

  private mutating func append(_ pointer: UnsafeRawPointer, step: Int) {
    pointers[count] = UnsafeMutableRawPointer(mutating: pointer).assumingMemoryBound(
      to: CChar.self)
    steps[count] = step
    count &+= 1
  }

  func run(row: Int, _ dtype: Int) {
    var rows: Int32 = 0
    guard let table = swiftact_kernels(swiftact_isa(), &rows) else { return }
    // Elements of a row follow each other, for as many operands as have any.
    var operand = 0
    while operand < count {
      steps[count &+ operand] = MemoryLayout<T>.size
      operand &+= 1
    }
    withUnsafePointer(to: table[row].body) { bodies in
      UnsafeRawPointer(bodies).withMemoryRebound(
        to: swiftact_body.self, capacity: Int(SWIFTACT_DTYPES)
      ) { bodies in
        swiftact_run(pointers, dimensions, steps, bodies + dtype)
      }
    }
  }
}

@inline(__always)
func withRowCall<T>(_ rows: Int, _ columns: Int, _ use: (inout RowCall<T>) -> Void) {
  withUnsafeTemporaryAllocation(byteCount: RowCall<T>.bytes, alignment: 16) { memory in
    guard let base = memory.baseAddress else { return }
    var call = RowCall<T>(in: base, rows, columns)
    use(&call)
  }
}
