// SPDX-License-Identifier: MIT

/// Thresholded rectified linear unit [Konda, Memisevic & Krueger, 2014].
///
///     ThresholdedReLU(x)  = x   x > α
///                         = 0   otherwise
///     ThresholdedReLU′(x) = 1   x > α
///                         = 0   otherwise
enum ThresholdedReLU: Activation {
  typealias Single = Chosen

  @inline(__always)
  static func value<V: Vector>(_ x: V, _ alpha: V) -> V { Threshold.value(x, alpha, 0.0) }

  @inline(__always)
  static func slope<V: Vector>(_ x: V, _ alpha: V) -> V { Threshold.slope(x, alpha, 0.0) }
}
