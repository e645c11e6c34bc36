// SPDX-License-Identifier: MIT
import CSwiftAct

/// The loop of each data type, in the order of the table; then that of halves
/// which the block converts.
func fillLoops(_ loops: UnsafeMutablePointer<swiftact_scratch_loop?>) {
  loops[0] = { run(Float16Storage.self, $0!, $1!, $2!, $3!, $4!) }
  loops[1] = { run(UnorderedBFloat16Storage.self, $0!, $1!, $2!, $3!, $4!) }
  loops[2] = { run(Float32Storage.self, $0!, $1!, $2!, $3!, $4!) }
  loops[3] = { run(Float64Storage.self, $0!, $1!, $2!, $3!, $4!) }
  loops[4] = { run(HalfStorage.self, $0!, $1!, $2!, $3!, $4!) }
}

/// The same for functions of whole rows.
func fillRowLoops(_ loops: UnsafeMutablePointer<swiftact_row_loop?>) {
  loops[0] = { runRows(Float16Storage.self, $0!, $1!) }
  loops[1] = { runRows(BFloat16Storage.self, $0!, $1!) }
  loops[2] = { runRows(Float32Storage.self, $0!, $1!) }
  loops[3] = { runRows(Float64Storage.self, $0!, $1!) }
}
