// SPDX-License-Identifier: MIT

/// Two blocks for each row, float32 then float64, in the order of the table.
func kernelsSource(
  _ functions: [Function], _ pairs: [Pair], _ rowFunctions: [RowFunction], instructionSet: String
) -> String {
  var lines = [
    "@_cdecl(\"swiftact_fill_\(instructionSet)\")",
    "public func swiftact_fill_\(instructionSet)(_ code: UnsafePointer<swiftact_code>) {",
    "  guard let blocks = code.pointee.blocks, let loops = code.pointee.loops,",
    "    let rowBlocks = code.pointee.row_blocks, let rowLoops = code.pointee.row_loops,",
    "    let flags = code.pointee.flags",
    "  else { return }",
    "  fillLoops(loops)",
    "  fillRowLoops(rowLoops)",
  ]
  var slot = 0
  for function in functions {
    for pass in function.passes {
      for lanes in ["\(function.type).\(pass.single)", "F64"] {
        lines.append("  blocks[\(slot)] = { \(block(function, pass, lanes)) }")
        lines.append("  flags[\(slot)] = \(function.type).\(pass.single).flags")
        slot += 1
      }
    }
  }
  for pass in pairs.flatMap(\.passes) {
    for lanes in ["\(pass.type).Single", "F64"] {
      lines.append("  blocks[\(slot)] = { \(pass.block(lanes)) }")
      lines.append("  flags[\(slot)] = \(pass.type).Single.flags")
      slot += 1
    }
  }
  for (index, function) in rowFunctions.enumerated() {
    for (offset, lanes) in ["Wide", "F64"].enumerated() {
      lines.append(
        "  rowBlocks[\(2 * index + offset)] = { run(\(function.type).self, \(lanes).self, $0!) }")
    }
  }
  return (["import CSwiftAct", ""] + lines + ["}", ""]).joined(separator: "\n")
}

private func block(_ function: Function, _ pass: Pass, _ lanes: String) -> String {
  let inputs = pass.inputs + function.parameters
  let arguments = (pass.inputs.suffix(1) + function.parameters).joined(separator: ", ")
  let call = "\(function.type).\(pass.formula)(\(arguments))"
  let result = pass.inputs.contains("dy") ? "dy * \(call)" : call
  let typed = inputs.map { "\($0): \(lanes)" }.joined(separator: ", ")
  return "map($0, $1) { (\(typed)) in \(result) }"
}
