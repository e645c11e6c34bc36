// SPDX-License-Identifier: MIT

/// A data type as it lies in arrays, and the type its kernels read and write.
protocol Storage {
  associatedtype Element
  associatedtype Computed

  static func widen(_ element: Element) -> Computed
  static func narrow(_ value: Computed) -> Element

  /// Sixteen contiguous elements at a time.
  static func widen16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer)
  static func narrow16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer)

  /// Whether `Element` is `Computed`, so that kernels work on arrays in place.
  static var isDirect: Bool { get }
}

protocol DirectStorage: Storage where Element == Computed {}

extension DirectStorage {
  @inline(__always)
  static func widen(_ element: Element) -> Computed { element }

  @inline(__always)
  static func narrow(_ value: Computed) -> Element { value }

  @inline(__always)
  static func widen16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    target.copyMemory(from: source, byteCount: 16 &* MemoryLayout<Element>.size)
  }

  @inline(__always)
  static func narrow16(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
    target.copyMemory(from: source, byteCount: 16 &* MemoryLayout<Element>.size)
  }

  @inline(__always)
  static var isDirect: Bool { true }
}

enum Float32Storage: DirectStorage {
  typealias Element = Float
  typealias Computed = Float
}

enum Float64Storage: DirectStorage {
  typealias Element = Double
  typealias Computed = Double
}
