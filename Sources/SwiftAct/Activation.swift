// SPDX-License-Identifier: MIT
//
// The Swift door: `Activation.gelu` and its siblings, on arrays or buffers.

import CSwiftAct

/// An activation function with its parameters bound.
///
///     let y  = Activation.gelu([-1, 0, 1] as [Float])
///     let dx = Activation.elu(alpha: 0.5).backward(dy, at: x)
public struct Activation: Sendable {
  let row: Int
  let a: Double?
  let b: Double?

  init(row: Int, _ a: Double? = nil, _ b: Double? = nil) {
    self.row = row
    self.a = a
    self.b = b
  }

  enum Pass: Int {
    case value, slope, backward
  }
}

/// Float or Double.
public protocol ActivationElement: BinaryFloatingPoint {
  static var _dtype: Int { get }
}

extension Float: ActivationElement {
  public static var _dtype: Int { SWIFTACT_FLOAT32 }
}

extension Double: ActivationElement {
  public static var _dtype: Int { SWIFTACT_FLOAT64 }
}

// MARK: - Buffers

extension Activation {
  /// y[i] = f(x[i]). `y` may be `x`, and must be as long.
  public func apply<T: ActivationElement>(
    _ x: UnsafeBufferPointer<T>, into y: UnsafeMutableBufferPointer<T>
  ) {
    run(.value, [x], y)
  }

  /// dx[i] = f′(x[i])
  public func derivative<T: ActivationElement>(
    at x: UnsafeBufferPointer<T>, into dx: UnsafeMutableBufferPointer<T>
  ) {
    run(.slope, [x], dx)
  }

  /// dx[i] = dy[i] · f′(x[i]). `dx` may be `dy` or `x`.
  public func backward<T: ActivationElement>(
    _ dy: UnsafeBufferPointer<T>, at x: UnsafeBufferPointer<T>,
    into dx: UnsafeMutableBufferPointer<T>
  ) {
    run(.backward, [dy, x], dx)
  }

  private func run<T: ActivationElement>(
    _ pass: Pass, _ inputs: [UnsafeBufferPointer<T>], _ output: UnsafeMutableBufferPointer<T>
  ) {
    for input in inputs {
      precondition(
        input.count == output.count,
        "swiftact: \(input.count) elements in, \(output.count) out; lengths must be equal")
    }
    guard let target = output.baseAddress, !output.isEmpty else { return }
    withOperands { (operands: inout OperandList<T>) in
      for input in inputs {
        if let source = input.baseAddress { operands.append(source) }
      }
      operands.append(value: a.map { T($0) })
      operands.append(value: b.map { T($0) })
      operands.append(target)
      operands.run(row: row + pass.rawValue, T._dtype, output.count)
    }
  }
}

// MARK: - Arrays

extension Activation {
  /// f of every element.
  public func callAsFunction<T: ActivationElement>(_ x: [T]) -> [T] {
    fresh(x.count) { y in x.withUnsafeBufferPointer { apply($0, into: y) } }
  }

  /// f′ at every element.
  public func derivative<T: ActivationElement>(at x: [T]) -> [T] {
    fresh(x.count) { dx in x.withUnsafeBufferPointer { derivative(at: $0, into: dx) } }
  }

  /// dy · f′(x), element by element.
  public func backward<T: ActivationElement>(_ dy: [T], at x: [T]) -> [T] {
    fresh(x.count) { dx in
      dy.withUnsafeBufferPointer { dy in
        x.withUnsafeBufferPointer { backward(dy, at: $0, into: dx) }
      }
    }
  }

  private func fresh<T>(_ count: Int, _ fill: (UnsafeMutableBufferPointer<T>) -> Void) -> [T] {
    [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
      initialized = count
    }
  }
}
