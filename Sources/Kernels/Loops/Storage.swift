// SPDX-License-Identifier: MIT

/// A data type as it lies in arrays, and what its kernels read and write:
/// sixteen elements at a time.
protocol Storage {
  associatedtype Element: SIMDScalar
  associatedtype Computed: SIMDScalar

  static func widen(_ elements: SIMD16<Element>) -> SIMD16<Computed>
  static func narrow(_ values: SIMD16<Computed>) -> SIMD16<Element>

  /// Whether `Element` is `Computed`, so that kernels work on arrays in place.
  static var isDirect: Bool { get }
}

enum Float32Storage: Storage {
  @inline(__always)
  static func widen(_ elements: SIMD16<Float>) -> SIMD16<Float> { elements }

  @inline(__always)
  static func narrow(_ values: SIMD16<Float>) -> SIMD16<Float> { values }

  @inline(__always)
  static var isDirect: Bool { true }
}

enum Float64Storage: Storage {
  @inline(__always)
  static func widen(_ elements: SIMD16<Double>) -> SIMD16<Double> { elements }

  @inline(__always)
  static func narrow(_ values: SIMD16<Double>) -> SIMD16<Double> { values }

  @inline(__always)
  static var isDirect: Bool { true }
}

/// float16 or bfloat16, for kernels that convert by themselves.
enum HalfStorage: Storage {
  @inline(__always)
  static func widen(_ elements: SIMD16<UInt16>) -> SIMD16<UInt16> { elements }

  @inline(__always)
  static func narrow(_ values: SIMD16<UInt16>) -> SIMD16<UInt16> { values }

  @inline(__always)
  static var isDirect: Bool { true }
}
