// SPDX-License-Identifier: MIT
//
// Any number of threads gives the bits of one, also when several callers ask at
// once and find the pool busy.

import CSwiftAct
import Foundation
import SwiftAct
import Testing

@Suite(.serialized)
struct ParallelTests {
  private static let x: [Float] = (0..<1_000_003).map { Float($0 % 4001 - 2000) / 100 }

  @Test
  func threadsDoNotChangeBits() {
    let expected = Activation.silu(Self.x)
    for threads: Int32 in [2, 3, 8] {
      let before = swiftact_set_num_threads_here(threads)
      #expect(swiftact_num_threads() == threads)
      #expect(Activation.silu(Self.x) == expected, "\(threads) threads")
      swiftact_set_num_threads_here(before)
    }
    #expect(swiftact_num_threads() == 1)
  }

  @Test
  func callersAtOnceAllGetTheirAnswers() {
    let expected = Activation.tanh(Self.x)
    nonisolated(unsafe) var wrong = 0
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      swiftact_set_num_threads_here(2)
      if Activation.tanh(Self.x) != expected { lock.withLock { wrong += 1 } }
      swiftact_set_num_threads_here(0)
    }
    #expect(wrong == 0)
  }

  @Test
  func anOutputOverItsInputIsStillRight() {
    let expected = Activation.leaky_relu(alpha: 0.1)(Self.x)
    var values = Self.x
    let before = swiftact_set_num_threads_here(4)
    values.withUnsafeMutableBufferPointer {
      Activation.leaky_relu(alpha: 0.1).apply(UnsafeBufferPointer($0), into: $0)
    }
    swiftact_set_num_threads_here(before)
    #expect(values == expected)
  }
}
