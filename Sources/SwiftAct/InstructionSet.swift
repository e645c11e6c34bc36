// SPDX-License-Identifier: MIT
//
// Which instruction sets this CPU runs, and the best of them, or the one that
// the environment variable SWIFTACT_ISA names.

import CSwiftAct

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@_cdecl("swiftact_abi_version")
public func swiftact_abi_version() -> Int32 { 1 }

@_cdecl("swiftact_isa")
public func swiftact_isa() -> Int32 { swiftact_once(fillTablesAndChoose) }

@_cdecl("swiftact_isa_name")
public func swiftact_isa_name(_ isa: Int32) -> UnsafePointer<CChar>? {
  switch Int(isa) {
  case SWIFTACT_BASELINE: literal("baseline")
  case SWIFTACT_AVX2: literal("avx2")
  case SWIFTACT_AVX512: literal("avx512")
  default: nil
  }
}

@_cdecl("swiftact_kernels")
public func swiftact_kernels(
  _ isa: Int32, _ count: UnsafeMutablePointer<Int32>
) -> UnsafePointer<swiftact_kernel>? {
  _ = swiftact_isa()
  guard swiftact_cpu_runs(isa) != 0 else {
    count.pointee = 0
    return nil
  }
  return swiftact_table(isa, count)
}

private func fillTablesAndChoose() -> Int32 {
  let wanted = getenv("SWIFTACT_ISA")
  var best: Int32 = 0
  var isWanted = false
  var isa: Int32 = 0
  while isa < SWIFTACT_INSTRUCTION_SETS {
    if swiftact_cpu_runs(isa) != 0 {
      switch Int(isa) {
      case SWIFTACT_AVX512: swiftact_table_fill(isa, swiftact_fill_avx512)
      case SWIFTACT_AVX2: swiftact_table_fill(isa, swiftact_fill_avx2)
      default: swiftact_table_fill(isa, swiftact_fill_baseline)
      }
      if !isWanted { best = isa }
      if let wanted, let name = swiftact_isa_name(isa), strcmp(wanted, name) == 0 {
        isWanted = true
      }
    }
    isa += 1
  }
  return best
}

private func literal(_ text: StaticString) -> UnsafePointer<CChar> {
  UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
