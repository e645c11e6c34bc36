// SPDX-License-Identifier: MIT

/// Piecewise quadratic swish [Howard et al., 2019].
///
///     HardSwish(x)  = 0                x <= -3
///                   = x (x + 3) / 6    -3 < x < 3
///                   = x                x >= 3
///     HardSwish′(x) = 0                x <= -3
///                   = (2 x + 3) / 6    -3 < x < 3
///                   = 1                x >= 3
///
/// The product takes along what the roundings of x + 3 and of the sixth left out.
enum HardSwish: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V {
    let bounded = max(-3.0, x)
    let sum = bounded + 3.0
    let share = quotient(sum, plus: bounded - (sum - 3.0), over: 6.0)
    let inside = fma(bounded, share.value, bounded * share.low).withSign(of: x)
    return select(x < 3.0, inside, bounded)
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V {
    let sum = x + 1.5
    let inside = quotient(sum, plus: x - (sum - 1.5), over: 3.0).value
    let belowThree = select(x < 3.0, inside, 1.0)
    return propagatingNaN(of: x, select(x > -3.0, belowThree, 0.0))
  }
}
