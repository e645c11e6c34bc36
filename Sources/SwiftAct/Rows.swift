// SPDX-License-Identifier: MIT
//
// The Swift door to functions of whole rows: arrays that hold rows of `columns`
// elements, one after the other.

import CSwiftAct

/// Softmax or one of its family.
///
///     let p  = RowActivation.softmax(x, columns: 10)
///     let dx = RowActivation.softmax.backward(dy, output: p, columns: 10)
public struct RowActivation: Sendable {
  private let value: Int
  private let fromInput: Int
  private let fromOutput: Int
  private let sign: Double

  public static var softmax: RowActivation {
    RowActivation(
      value: RowNumber.softmax, fromInput: RowNumber.softmax_backward,
      fromOutput: RowNumber.softmax_backward_y, sign: 1)
  }

  /// Softmax of -x.
  public static var softmin: RowActivation {
    RowActivation(
      value: RowNumber.softmax, fromInput: RowNumber.softmax_backward,
      fromOutput: RowNumber.softmax_backward_y, sign: -1)
  }

  public static var logSoftmax: RowActivation {
    RowActivation(
      value: RowNumber.log_softmax, fromInput: RowNumber.log_softmax_backward,
      fromOutput: RowNumber.log_softmax_backward_y, sign: 1)
  }

  /// f of every row of x / temperature.
  public func callAsFunction<T: ActivationElement>(
    _ x: [T], columns: Int, temperature: Double = 1
  ) -> [T] {
    run(value, [x], columns, temperature)
  }

  /// The gradient for x, given that for f(x).
  public func backward<T: ActivationElement>(
    _ dy: [T], at x: [T], columns: Int, temperature: Double = 1
  ) -> [T] {
    run(fromInput, [dy, x], columns, temperature)
  }

  /// The same from the saved output: as exact as y is.
  public func backward<T: ActivationElement>(
    _ dy: [T], output y: [T], columns: Int, temperature: Double = 1
  ) -> [T] {
    run(fromOutput, [dy, y], columns, temperature)
  }

  private func run<T: ActivationElement>(
    _ row: Int, _ inputs: [[T]], _ columns: Int, _ temperature: Double
  ) -> [T] {
    precondition(temperature > 0, "swiftact: a temperature of \(temperature)")
    return rowsOf(columns, inputs) { call, result in
      call.append(value: T(sign * temperature))
      call.append(rowsOf: result)
      call.run(row: row, T._dtype)
    }
  }
}

/// log Σ e^x of every row.
public func logSumExp<T: ActivationElement>(_ x: [T], columns: Int) -> [T] {
  let rows = countRows(columns, [x])
  return [T](unsafeUninitializedCapacity: rows) { buffer, initialized in
    initialized = rows
    guard let target = buffer.baseAddress else { return }
    x.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      withRowCall(rows, columns) { (call: inout RowCall<T>) in
        call.append(rowsOf: source)
        call.append(numbers: target)
        call.run(row: RowNumber.logsumexp, T._dtype)
      }
    }
  }
}

private func countRows<T>(_ columns: Int, _ inputs: [[T]]) -> Int {
  let count = inputs[0].count
  precondition(
    columns > 0 && count % columns == 0, "swiftact: \(count) elements in rows of \(columns)")
  for input in inputs {
    precondition(input.count == count, "swiftact: \(input.count) elements beside \(count)")
  }
  return count / columns
}

private func rowsOf<T: ActivationElement>(
  _ columns: Int, _ inputs: [[T]],
  _ finish: (inout RowCall<T>, UnsafeMutablePointer<T>) -> Void
) -> [T] {
  let rows = countRows(columns, inputs)
  return [T](unsafeUninitializedCapacity: rows * columns) { buffer, initialized in
    initialized = rows * columns
    guard let target = buffer.baseAddress, rows > 0 else { return }
    inputs[0].withUnsafeBufferPointer { first in
      inputs[inputs.count - 1].withUnsafeBufferPointer { last in
        guard let first = first.baseAddress, let last = last.baseAddress else { return }
        withRowCall(rows, columns) { (call: inout RowCall<T>) in
          call.append(rowsOf: first)
          if inputs.count > 1 { call.append(rowsOf: last) }
          finish(&call, target)
        }
      }
    }
  }
}
