// SPDX-License-Identifier: MIT
//
// The doors that are not the table: C functions by name, and Swift.

import CClient
import Foundation
import SwiftAct
import Testing

@Test
func aCProgramGetsRightAnswers() {
  #expect(c_client_failures() == 0)
}

@Test
func arraysAndBuffers() {
  let x: [Double] = (-40...40).map { Double($0) / 4 }
  let y = Activation.tanh(x)
  for (input, output) in zip(x, y) { #expect(abs(output - tanh(input)) <= 2 * output.ulp) }

  var floats = x.map(Float.init)
  let expected = Activation.elu(alpha: 0.5)(floats)
  floats.withUnsafeMutableBufferPointer {
    Activation.elu(alpha: 0.5).apply(UnsafeBufferPointer($0), into: $0)
  }
  #expect(floats == expected)
  #expect(Activation.relu([Float]()) == [])
}

@Test
func derivativesMatchDifferences() {
  let x: [Double] = (0..<200).map { Double($0) * 0.05 - 5.017 }
  let step = 1e-6
  for activation in [
    Activation.gelu, .silu, .sigmoid, .tanh, .elu(alpha: 1), .leaky_relu(alpha: 0.1),
  ] {
    let above = activation(x.map { $0 + step })
    let below = activation(x.map { $0 - step })
    let slope = activation.derivative(at: x)
    let backward = activation.backward([Double](repeating: 2, count: x.count), at: x)
    for index in x.indices {
      let difference = (above[index] - below[index]) / (2 * step)
      #expect(abs(slope[index] - difference) < 1e-8, "at \(x[index])")
      #expect(backward[index] == 2 * slope[index])
    }
  }
}
