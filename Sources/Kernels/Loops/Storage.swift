// SPDX-License-Identifier: MIT

/// A data type as it lies in arrays, and what its kernels read and write:
/// sixteen elements at a time.
protocol Storage {
  associatedtype Element: SIMDScalar
  associatedtype Computed: SIMDScalar

  static func widen(_ elements: SIMD16<Element>) -> SIMD16<Computed>
  static func narrow(_ values: SIMD16<Computed>) -> SIMD16<Element>

  /// Two vectors, narrowed, one after the other.
  static func store(
    _ a: SIMD16<Computed>, _ b: SIMD16<Computed>, to target: UnsafeMutableRawPointer)

  /// Whether `Element` is `Computed`, so that kernels work on arrays in place.
  static var isDirect: Bool { get }
}

extension Storage {
  @inline(__always)
  static func store(
    _ a: SIMD16<Computed>, _ b: SIMD16<Computed>, to target: UnsafeMutableRawPointer
  ) {
    target.storeBytes(of: narrow(a), as: SIMD16<Element>.self)
    target.storeBytes(
      of: narrow(b), toByteOffset: 16 &* MemoryLayout<Element>.size, as: SIMD16<Element>.self)
  }
}

/// Kernels work on arrays of these in place.
extension Storage where Computed == Element {
  @inline(__always)
  static func widen(_ elements: SIMD16<Element>) -> SIMD16<Element> { elements }

  @inline(__always)
  static func narrow(_ values: SIMD16<Element>) -> SIMD16<Element> { values }

  @inline(__always)
  static var isDirect: Bool { true }
}

enum Float32Storage: Storage {
  typealias Element = Float
  typealias Computed = Float
}

enum Float64Storage: Storage {
  typealias Element = Double
  typealias Computed = Double
}

/// float16 or bfloat16, for kernels that convert by themselves.
enum HalfStorage: Storage {
  typealias Element = UInt16
  typealias Computed = UInt16
}
