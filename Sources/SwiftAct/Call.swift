// SPDX-License-Identifier: MIT
//
// What the functions called by name have in common: a row of the best table, and
// operands that are contiguous arrays or, for parameters, one number.

import CSwiftAct

/// f(x; parameters) or f′(x; parameters)
@inline(__always)
func call<T>(
  row: Int, _ dtype: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>, _ n: Int,
  _ a: T? = nil, _ b: T? = nil
) {
  withOperands { (operands: inout OperandList<T>) in
    operands.append(x)
    operands.append(value: a)
    operands.append(value: b)
    operands.append(y)
    operands.run(row: row, dtype, n)
  }
}

/// dy · f′(x; parameters)
@inline(__always)
func call<T>(
  row: Int, _ dtype: Int, _ dy: UnsafePointer<T>, _ x: UnsafePointer<T>,
  _ dx: UnsafeMutablePointer<T>, _ n: Int, _ a: T? = nil, _ b: T? = nil
) {
  withOperands { (operands: inout OperandList<T>) in
    operands.append(dy)
    operands.append(x)
    operands.append(value: a)
    operands.append(value: b)
    operands.append(dx)
    operands.run(row: row, dtype, n)
  }
}

/// The arguments of a loop, on the stack.
struct OperandList<T> {
  private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let steps: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<T>
  private var count = 0

  static var most: Int { 8 }
  static var bytes: Int { 3 * 8 * most }

  fileprivate init(in memory: UnsafeMutableRawPointer) {
    pointers = memory.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    steps = (memory + 8 * Self.most).assumingMemoryBound(to: Int.self)
    values = (memory + 16 * Self.most).assumingMemoryBound(to: T.self)
  }

  mutating func append(_ array: UnsafePointer<T>) {
    append(UnsafeMutableRawPointer(mutating: array), step: MemoryLayout<T>.size)
  }

  mutating func append(value: T?) {
    guard let value else { return }
    values[count] = value
    append(values + count, step: 0)
  }

  private mutating func append(_ pointer: UnsafeMutableRawPointer, step: Int) {
    pointers[count] = pointer.assumingMemoryBound(to: CChar.self)
    steps[count] = step
    count &+= 1
  }

  func run(row: Int, _ dtype: Int, _ n: Int) {
    var rows: Int32 = 0
    guard let table = swiftact_kernels(swiftact_isa(), &rows) else { return }
    withUnsafePointer(to: table[row].body) { bodies in
      UnsafeRawPointer(bodies).withMemoryRebound(
        to: swiftact_body.self, capacity: Int(SWIFTACT_DTYPES)
      ) { bodies in
        withUnsafePointer(to: n) { n in
          swiftact_run(pointers, n, steps, bodies + dtype)
        }
      }
    }
  }
}

@inline(__always)
func withOperands<T>(_ use: (inout OperandList<T>) -> Void) {
  withUnsafeTemporaryAllocation(byteCount: OperandList<T>.bytes, alignment: 16) { memory in
    guard let base = memory.baseAddress else { return }
    var operands = OperandList<T>(in: base)
    use(&operands)
  }
}
