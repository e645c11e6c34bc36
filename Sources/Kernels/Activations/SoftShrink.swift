// SPDX-License-Identifier: MIT

/// Soft threshold [Donoho, 1995].
///
///     SoftShrink(x)  = x - λ   x > λ
///                    = x + λ   x < -λ
///                    = 0       otherwise
///     SoftShrink′(x) = 1   |x| > λ
///                    = 0   otherwise
enum SoftShrink: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ lambda: V) -> V {
    select(x.magnitude <= lambda, 0.0, x - lambda.withSign(of: x))
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ lambda: V) -> V { HardShrink.slope(x, lambda) }
}
