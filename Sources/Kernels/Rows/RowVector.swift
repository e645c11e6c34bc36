// SPDX-License-Identifier: MIT

import CSwiftAct

/// Sixteen lanes: neighbours in a row, or the same element of sixteen rows.
protocol RowVector: RealVector {
  /// The same as they lie in memory, for comparisons and for exponentials in floats.
  associatedtype Packed: Vector
  init(_ packed: Packed)
  var packed: Packed { get }

  /// The first `count` lanes; when loaded, the rest are like the first.
  static func loadFirst(_ count: Int, from source: UnsafeRawPointer) -> Packed
  static func storeFirst(_ count: Int, of packed: Packed, to target: UnsafeMutableRawPointer)

  /// Each lane beside the one `distance` further on, and that beside it: 8, 4, 2 or 1.
  func swapped(_ distance: Int) -> Self
  static func swapped(_ packed: Packed, _ distance: Int) -> Packed

  init(repeating value: Double)

  /// 0, 1, 2 …
  static var iota: Self { get }

  /// Doubles, whatever the lanes are rounded to elsewhere.
  init(loadingDoubles source: UnsafeRawPointer)
  func storeDoubles(to target: UnsafeMutableRawPointer)
}

extension RowVector {
  @inline(__always)
  static func first(_ count: Int) -> Mask { iota < Self(repeating: Double(count)) }
}

extension Twice: RowVector where V: EightDoubles {
  @inline(__always)
  init(_ packed: V.TwicePacked) { self = V.unpacked(packed) }

  @inline(__always)
  var packed: V.TwicePacked { V.packed(self) }

  @inline(__always)
  static func loadFirst(_ count: Int, from source: UnsafeRawPointer) -> V.TwicePacked {
    V.loadFirst(count, from: source)
  }

  @inline(__always)
  static func storeFirst(
    _ count: Int, of packed: V.TwicePacked, to target: UnsafeMutableRawPointer
  ) {
    V.storeFirst(count, of: packed, to: target)
  }

  @inline(__always)
  func swapped(_ distance: Int) -> Self {
    distance == 8 ? Self(b, a) : Self(a.swapped(distance), b.swapped(distance))
  }

  @inline(__always)
  static func swapped(_ packed: V.TwicePacked, _ distance: Int) -> V.TwicePacked {
    V.swapped(packed, distance)
  }

  @inline(__always)
  init(repeating value: Double) {
    let same = V(SIMD8(repeating: value))
    self.init(same, same)
  }

  @inline(__always)
  static var iota: Self {
    Self(V(SIMD8(0, 1, 2, 3, 4, 5, 6, 7)), V(SIMD8(8, 9, 10, 11, 12, 13, 14, 15)))
  }

  @inline(__always)
  init(loadingDoubles source: UnsafeRawPointer) {
    self.init(
      V(source.loadUnaligned(as: SIMD8<Double>.self)),
      V((source + 64).loadUnaligned(as: SIMD8<Double>.self)))
  }

  @inline(__always)
  func storeDoubles(to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: a.lanes, as: SIMD8<Double>.self)
    (target + 64).storeBytes(of: b.lanes, as: SIMD8<Double>.self)
  }
}

extension EightDoubles {
  @inline(__always)
  fileprivate func swapped(_ distance: Int) -> Self {
    switch distance {
    case 4: Self(swiftact_swap_4_f64x8(lanes))
    case 2: Self(swiftact_swap_2_f64x8(lanes))
    default: Self(swiftact_swap_1_f64x8(lanes))
    }
  }
}

// MARK: - As they lie in memory

extension Wide {
  @inline(__always)
  static func unpacked(_ packed: F32) -> Twice<Wide> { packed.doubles }

  @inline(__always)
  static func packed(_ values: Twice<Wide>) -> F32 { F32(rounding: values) }

  @inline(__always)
  static func loadFirst(_ count: Int, from source: UnsafeRawPointer) -> F32 {
    F32(swiftact_load_first_f32x16(source, count))
  }

  @inline(__always)
  static func storeFirst(_ count: Int, of packed: F32, to target: UnsafeMutableRawPointer) {
    swiftact_store_first_f32x16(target, packed.lanes, count)
  }

  @inline(__always)
  static func swapped(_ packed: F32, _ distance: Int) -> F32 {
    switch distance {
    case 8: F32(swiftact_swap_8_f32x16(packed.lanes))
    case 4: F32(swiftact_swap_4_f32x16(packed.lanes))
    case 2: F32(swiftact_swap_2_f32x16(packed.lanes))
    default: F32(swiftact_swap_1_f32x16(packed.lanes))
    }
  }
}

extension F64 {
  @inline(__always)
  static func unpacked(_ packed: Twice<F64>) -> Twice<F64> { packed }

  @inline(__always)
  static func packed(_ values: Twice<F64>) -> Twice<F64> { values }

  @inline(__always)
  static func loadFirst(_ count: Int, from source: UnsafeRawPointer) -> Twice<F64> {
    let a = F64(swiftact_load_first_f64x8(source, count))
    let isLong = count > 8
    let b = swiftact_load_first_f64x8(isLong ? source + 64 : source, isLong ? count &- 8 : 1)
    return Twice(a, F64(b))
  }

  @inline(__always)
  static func storeFirst(
    _ count: Int, of packed: Twice<F64>, to target: UnsafeMutableRawPointer
  ) {
    swiftact_store_first_f64x8(target, packed.a.lanes, count)
    if count > 8 { swiftact_store_first_f64x8(target + 64, packed.b.lanes, count &- 8) }
  }

  @inline(__always)
  static func swapped(_ packed: Twice<F64>, _ distance: Int) -> Twice<F64> {
    packed.swapped(distance)
  }
}
