// SPDX-License-Identifier: MIT

/// Scaled exponential linear unit [Klambauer, Unterthiner, Mayr & Hochreiter, 2017].
///
///     SELU(x)  = λ x              x > 0
///              = λ α (e^x - 1)    otherwise
///     SELU′(x) = λ                x > 0
///              = λ α e^x          otherwise
enum SELU: Activation {
  typealias SingleValue = F32
  typealias SingleSlope = F32

  @inline(__always)
  static func value<V: RealVector>(_ x: V) -> V {
    let rise = expm1Bounded(x)
    let left = rise * 1.7580993408473766
    // λ α is this number and a quarter of its last bit.
    let exact = V.servesFloat32 ? left : fma(rise, 1.7580993408473766, rise * 5.75014648756476e-17)
    return select(x > 0.0, 1.0507009873554805 * x, exact)
  }

  /// The nearest floats to λ - 1 and λ α - 1 are near enough for x next to 0.
  @inline(__always)
  static func value<V: FloatVector>(_ x: V) -> V {
    let curve = scaledExpm1(x, times: 0x1.c212ccp+0, plus: 2.3296717680252718e-08)
    let line = fma(x, select(x > 0.0, 0.0507009873554805, 0.7580993408473766), x)
    return select(x > -0x1p-25, line, curve)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V) -> V {
    select(x > 0.0, 1.0507009873554805, Exponential(x).times(1.7580993408473766))
  }

  /// λ and λ α as two floats each.
  @inline(__always)
  static func slope<V: FloatVector>(_ x: V) -> Slope<V> {
    let isRight = x > 0.0
    return exponentialSlope(min(0.0, x)).times(
      select(isRight, 0x1.0cfabep+0, 0x1.c212ccp+0),
      low: select(isRight, -3.479265183079941e-08, 2.3296717680252718e-08))
  }

  /// λ α e^x = y + λ α
  @inline(__always)
  static func slopeFromOutput<V: Vector>(_ y: V) -> V {
    select(y > 0.0, 1.0507009873554805, y + 1.7580993408473766)
  }
}
