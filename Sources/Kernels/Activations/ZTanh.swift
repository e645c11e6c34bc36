// SPDX-License-Identifier: MIT

/// x tanh(x), or LiSHT [Roy, Manna, Dubey & Chaudhuri, 2019].
///
///     ztanh(x)  = x tanh(x)
///     ztanh′(x) = tanh(x) + x (1 - tanh²(x))
///
/// With m = 1 - e^-2|x|, tanh|x| = m / (2 - m), and both terms have the sign of x:
///
///     |ztanh′(x)| = (m (2 - m) + 4 |x| (1 - m)) / (2 - m)²
enum ZTanh: Activation {
  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V { x * hyperbolicTangent(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let a = min(1400.0, x.magnitude)
    let m = -expm1Bounded(-2.0 * a)
    let d = 2.0 - m
    return (fma(4.0 * a, 1.0 - m, m * d) / (d * d)).withSign(of: x)
  }
}
