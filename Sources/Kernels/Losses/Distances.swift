// SPDX-License-Identifier: MIT
//
// Losses of the difference d = x - t, and the hinge.

///     SE(d)  = d²
///     SE′(d) = 2d
enum SquaredError: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V) -> V { (x - t) * (x - t) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V) -> V { 2.0 * (x - t) }
}

/// Squares near 0, straight lines beyond ±δ [Huber, 1964].
///
///     Huber(d)  = d² / 2            |d| < δ
///               = δ (|d| - δ / 2)   otherwise
///     Huber′(d) = max(-δ, min(δ, d))
enum Huber: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V, _ delta: V) -> V {
    let a = (x - t).magnitude
    return select(a < delta, 0.5 * a * a, delta * (a - 0.5 * delta))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V, _ delta: V) -> V {
    max(-delta, min(delta, x - t))
  }
}

/// Huber's with δ = β, divided by β; |d| when β = 0.
///
///     SmoothL1(d)  = d² / 2β       |d| < β
///                  = |d| - β / 2   otherwise
///     SmoothL1′(d) = d / β         |d| < β
///                  = sign d        otherwise
enum SmoothL1: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V, _ beta: V) -> V {
    let a = (x - t).magnitude
    return select(a < beta, 0.5 * a * (a / beta), a - 0.5 * beta)
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V, _ beta: V) -> V {
    let d = x - t
    let one: V = 1.0
    let sign = select(d == 0.0, d, one.withSign(of: d))
    return propagatingNaN(of: d, select(d.magnitude < beta, d / beta, sign))
  }
}

/// With m = e^|d| - 1, exact for small d,
///
///     log cosh d  = log(1 + m² / (2m + 2))
///                 = |d| - log 2              |d| > 20
///     (log cosh)′ = tanh d
enum LogCosh: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V) -> V {
    let a = (x - t).magnitude
    let m = expm1Bounded(min(20.0, a))
    return select(a > 20.0, a - 0.6931471805599453, log1p(0.5 * m * (m / (m + 1.0))))
  }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V) -> V { hyperbolicTangent(x - t) }
}

/// For t of -1 or 1.
///
///     Hinge(x, t)  = max(0, 1 - t x)
///     Hinge′(x, t) = -t   t x < 1
///                  = 0    otherwise
enum Hinge: Loss {
  @inline(__always)
  static func value<V: RealVector>(_ x: V, _ t: V) -> V { max(0.0, 1.0 - t * x) }

  @inline(__always)
  static func slope<V: RealVector>(_ x: V, _ t: V) -> V {
    propagatingNaN(of: x, select(t * x < 1.0, -t, 0.0))
  }
}
