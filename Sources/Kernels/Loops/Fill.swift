// SPDX-License-Identifier: MIT
import CSwiftAct

/// The loop of each data type, in the order of the table.
func fillLoops(_ loops: UnsafeMutablePointer<swiftact_loop?>) {
  loops[0] = { run(Float16Storage.self, $0!, $1!, $2!, $3!) }
  loops[1] = { run(BFloat16Storage.self, $0!, $1!, $2!, $3!) }
  loops[2] = { run(Float32Storage.self, $0!, $1!, $2!, $3!) }
  loops[3] = { run(Float64Storage.self, $0!, $1!, $2!, $3!) }
}
