// SPDX-License-Identifier: MIT

/// Piecewise linear sigmoid [Howard et al., 2019].
///
///     HardSigmoid(x)  = min(max(0, (x + 3) / 6), 1)
///     HardSigmoid′(x) = 1/6   -3 < x < 3
///                     = 0     otherwise
///
/// The sixth takes along what the rounding of x + 3 left out.
enum HardSigmoid: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V {
    let bounded = min(3.0, max(-3.0, x))
    let sum = bounded + 3.0
    return quotient(sum, plus: bounded - (sum - 3.0), over: 6.0).value
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V {
    propagatingNaN(of: x, select(x.magnitude < 3.0, 0.16666666666666666, 0.0))
  }

  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V {
    let belowOne: V = select(y < 1.0, 0.16666666666666666, 0.0)
    return propagatingNaN(of: y, select(y > 0.0, belowOne, 0.0))
  }
}
