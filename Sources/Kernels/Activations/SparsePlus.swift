// SPDX-License-Identifier: MIT

/// A parabola between 0 and the identity.
///
///     SparsePlus(x)  = 0              x <= -1
///                    = (x + 1)² / 4   -1 < x < 1
///                    = x              x >= 1
///     SparsePlus′(x) = min(max(0, (x + 1) / 2), 1)
///
/// The square takes along what the rounding of x + 1 left out.
enum SparsePlus: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V {
    let bounded = max(-1.0, x)
    let sum = bounded + 1.0
    let left = bounded - (sum - 1.0)
    let square = fma(sum, sum, (sum + sum) * left)
    return select(x < 1.0, 0.25 * square, x)
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V { SparseSigmoid.value(x) }
}
