// SPDX-License-Identifier: MIT

/// Hard threshold [Donoho & Johnstone, 1994].
///
///     HardShrink(x)  = x   |x| > λ
///                    = 0   otherwise
///     HardShrink′(x) = 1   |x| > λ
///                    = 0   otherwise
enum HardShrink: Activation {
  typealias Single = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ lambda: V) -> V {
    select(x.magnitude <= lambda, 0.0, x)
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ lambda: V) -> V {
    propagatingNaN(of: x, select(x.magnitude <= lambda, 0.0, 1.0))
  }
}
