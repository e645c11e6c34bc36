// SPDX-License-Identifier: MIT

/// Squared rectified linear unit [So, Mańke, Liu, Dai, Shazeer & Le, 2021].
///
///     SquaredReLU(x)  = max(0, x)²
///     SquaredReLU′(x) = 2 max(0, x)
enum SquaredReLU: Activation {
  typealias Single = F32

  @inline(__always)
  static func value<V: Vector>(_ x: V) -> V {
    let rectified = max(0.0, x)
    return rectified * rectified
  }

  @inline(__always)
  static func slope<V: Vector>(_ x: V) -> V {
    let rectified = max(0.0, x)
    return rectified + rectified
  }
}
