// SPDX-License-Identifier: MIT

/// A block of each row for each data type, in the order of the table; that of a half
/// type only where it does its own converting.
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
      let single = "\(function.type).\(pass.single)"
      lines += assignments(slot, single) { block(function, pass, $0) }
      slot += 4
    }
  }
  for pass in pairs.flatMap(\.passes) {
    lines += assignments(slot, "\(pass.type).Single", pass.block)
    slot += 4
  }
  for (index, function) in rowFunctions.enumerated() {
    for (offset, lanes) in ["\(function.type).Single", "InDoubles<Twice<F64>>"].enumerated() {
      lines.append(
        "  rowBlocks[\(2 * index + offset)] = { run(\(function.type).self, \(lanes).self, $0!) }")
    }
  }
  return (["import CSwiftAct", ""] + lines + ["}", ""]).joined(separator: "\n")
}

private func assignments(
  _ slot: Int, _ single: String, _ block: (_ lanes: String) -> String
) -> [String] {
  [
    "  if \(single).readsHalves {",
    "    blocks[\(slot)] = { \(block("\(single).OfFloat16")) }",
    "    blocks[\(slot + 1)] = { \(block("\(single).OfBFloat16")) }",
    "  }",
    "  blocks[\(slot + 2)] = { \(block(single)) }",
    "  blocks[\(slot + 3)] = { \(block("F64")) }",
    "  flags[\(slot / 4)] = \(single).flags",
  ]
}

/// A derivative alone is drawn, not trained with: it does without the code of the bundles.
private func block(_ function: Function, _ pass: Pass, _ lanes: String) -> String {
  let arguments = (pass.inputs.suffix(1) + function.parameters).joined(separator: ", ")
  let factor = pass.inputs.contains("dy") ? "dy * " : pass.formula == "slope" ? "1.0 * " : ""
  return inStep(
    pass.inputs + function.parameters, lanes, repeated: function.parameters.count,
    bundles: pass.inputs != ["x"] || pass.formula == "value",
    "\(factor)\(function.type).\(pass.formula)(\(arguments))")
}

/// The formula on bundles of vectors as far as they go, if they are wanted, then on single ones.
/// Where operands are usually `repeated`, the last so many, bundles are for that alone.
func inStep(
  _ operands: [String], _ lanes: String, repeated: Int = 0, bundles: Bool, _ formula: String
) -> String {
  func map(_ lanes: String, _ labels: String) -> String {
    let typed = operands.map { "\($0): \(lanes)" }.joined(separator: ", ")
    return "map($0, $1, $2, \(labels)) { (\(typed)) in \(formula) }"
  }
  let usual = repeated > 0 ? ", repeated: \(repeated)" : ""
  let done = bundles ? map("Bundle<\(lanes)>", "after: 0" + usual) : "0"
  return "_ = " + map(lanes, "after: \(done)")
}
