// SPDX-License-Identifier: MIT
//
// Functions of whole rows, gates and losses: by name from C, and from Swift.

import CSwiftAct
import Foundation
import SwiftAct
import Testing

private let logits: [Double] = [1000, 1001, 1002, 0, 0, -40]

@Test
func softmaxOfRows() {
  let p = RowActivation.softmax(logits, columns: 3)
  for (row, wanted) in [[exp(-2.0), exp(-1.0), 1], [1, 1, exp(-40.0)]].enumerated() {
    let total = wanted.reduce(0, +)
    for column in 0..<3 {
      #expect(abs(p[3 * row + column] * total / wanted[column] - 1) < 1e-15)
    }
  }
  #expect(RowActivation.softmin(logits.map { -$0 }, columns: 3) == p)
  #expect(RowActivation.softmax([Float](), columns: 3) == [])
  #expect(RowActivation.softmax(logits, columns: 3, temperature: 1e-300)[2] == 1)
}

@Test
func logarithmsKeepSmallParts() {
  #expect(abs(RowActivation.logSoftmax([0, -40], columns: 2)[0] / -exp(-40.0) - 1) < 1e-15)
  #expect(logSumExp([0, -40] as [Double], columns: 2) == [log1p(exp(-40.0))])
  #expect(
    RowActivation.logSoftmax([.infinity, 0, 0] as [Float], columns: 3) == [
      0, -.infinity, -.infinity,
    ])
}

@Test
func backwardFromInputAndOutputAgree() {
  let x = (0..<40).map { sin(Double($0)) * 3 }
  let dy = (0..<40).map { cos(Double(3 * $0)) }
  for function in [RowActivation.softmax, .softmin, .logSoftmax] {
    for columns in [4, 40] {
      let y = function(x, columns: columns, temperature: 0.7)
      let a = function.backward(dy, at: x, columns: columns, temperature: 0.7)
      let b = function.backward(dy, output: y, columns: columns, temperature: 0.7)
      for (left, right) in zip(a, b) { #expect(abs(left - right) < 1e-14) }
    }
  }
}

@Test
func crossEntropyByName() {
  let x: [Float] = [2, 1, 0.5, 2, 1, 0.5]
  let labels = [0, -1]
  var loss: [Float] = [0, 0]
  var dx = [Float](repeating: 7, count: 6)
  swiftact_cross_entropy_f32(x, labels, &loss, 2, 3)
  let p = RowActivation.softmax(x, columns: 3)
  #expect(abs(loss[0] + log(p[0])) < 1e-6 && loss[1] == 0)
  swiftact_cross_entropy_grad_f32(x, labels, [2, 2], &loss, &dx, 2, 3)
  #expect(abs(dx[0] - 2 * (p[0] - 1)) < 1e-6 && abs(dx[1] - 2 * p[1]) < 1e-6)
  #expect(dx[3...] == [0, 0, 0])
  swiftact_cross_entropy_targets_f32(x, [1, 0, 0, 0, 0, 1], [-1, -1], [0, 0], &loss, 2, 3)
  #expect(abs(loss[0] + log(p[0])) < 1e-6 && abs(loss[1] + log(p[2])) < 1e-6)
}

@Test
func gatesAndLossesByName() {
  let gate: [Double] = [-1, 0, 2]
  let value: [Double] = [3, 4, 5]
  let dy: [Double] = [1, 1, 1]
  var y = [Double](repeating: 0, count: 3)
  var dgate = y
  var dvalue = y
  swiftact_swiglu_f64(gate, value, &y, 3)
  #expect(y == zip(Activation.silu(gate), value).map { $0 * $1 })
  swiftact_swiglu_backward_f64(dy, gate, value, &dgate, &dvalue, 3)
  #expect(dvalue == Activation.silu(gate))
  #expect(dgate == zip(value, Activation.silu.derivative(at: gate)).map { $0 * $1 })
  swiftact_huber_grad_f64(gate, value, dy, &y, &dgate, 3, 1)
  #expect(y == [3.5, 3.5, 2.5] && dgate == [-1, -1, -1])
}

/// Two outputs, of every length: as one element at a time.
@Test(arguments: Row.all.filter { $0.kernel.pointee.signature == nil && $0.outputs == 2 })
func twoOutputsOfEveryLength(_ row: Row) {
  let most = 40
  let inputs = (0..<row.inputs).map { seed in
    (0..<most).map { Float(sin(Double($0 * 7 + seed))) + 1.5 }
  }
  for count in [0, 1, 8, 15, 16, 17, 33, most] {
    var operands = inputs.map { [UInt8](bytesOf: $0) }
    operands += [[UInt8]](repeating: [UInt8](repeating: 0xa5, count: 4 * most), count: 2)
    row.run(SWIFTACT_FLOAT32, &operands, operands.map { _ in Layout(step: 4) }, count: count)
    for index in 0..<count {
      var single = inputs.map { [UInt8](bytesOf: [$0[index]]) }
      single += [[UInt8]](repeating: [0, 0, 0, 0], count: 2)
      row.run(SWIFTACT_FLOAT32, &single, single.map { _ in Layout(step: 4) }, count: 1)
      for output in row.inputs..<(row.inputs + 2) {
        #expect(Array(operands[output][4 * index..<4 * index + 4]) == single[output])
      }
    }
    for output in operands[row.inputs...] {
      #expect(output[(4 * count)...].allSatisfy { $0 == 0xa5 })
    }
  }
}
