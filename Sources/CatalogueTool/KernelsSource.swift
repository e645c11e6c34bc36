// SPDX-License-Identifier: MIT

/// Two blocks for each row, float32 then float64, in the order of the table.
func kernelsSource(_ functions: [Function], instructionSet: String) -> String {
  var lines = [
    "@_cdecl(\"swiftact_fill_\(instructionSet)\")",
    "public func swiftact_fill_\(instructionSet)(",
    "  _ blocks: UnsafeMutablePointer<swiftact_block?>,",
    "  _ loops: UnsafeMutablePointer<swiftact_loop?>",
    ") {",
    "  fillLoops(loops)",
  ]
  var slot = 0
  for function in functions {
    for pass in function.passes {
      for lanes in ["\(function.type).\(pass.single)", "F64"] {
        lines.append("  blocks[\(slot)] = { \(block(function, pass, lanes)) }")
        slot += 1
      }
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
