// SPDX-License-Identifier: MIT

/// Soft threshold [Donoho, 1995].
///
///     SoftShrink(x)  = sign(x) max(0, |x| - λ)
///     SoftShrink′(x) = 1   |x| > λ
///                    = 0   otherwise
enum SoftShrink: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ lambda: V) -> V {
    max(0.0, x.magnitude - lambda).withSign(of: x)
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ lambda: V) -> V { HardShrink.slope(x, lambda) }
}
