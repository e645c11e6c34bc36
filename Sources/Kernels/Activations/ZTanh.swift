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
  typealias SingleValue = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let a = min(0x1p1000, x.magnitude)
    let m = -expm1Bounded(-2.0 * a)
    let d = 2.0 - m
    let product = a * m
    let ratio = quotient(
      product, plus: fma(a, m, -product), over: d, low: (2.0 - d) - m)
    return select(x.magnitude < 40.0, ratio, x.magnitude)
  }

  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V { hyperbolicGate(x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    let a = min(1400.0, x.magnitude)
    let m = -expm1Bounded(-2.0 * a)
    let d = 2.0 - m
    // 1 - m has lost the digits that a large a would need.
    let decay = V.servesFloat32 ? 1.0 - m : exp(-2.0 * a)
    return (fma(4.0 * a, decay, m * d) / (d * d)).withSign(of: x)
  }
}
