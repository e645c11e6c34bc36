// SPDX-License-Identifier: MIT
import Foundation

/// One line of the list: `GATE(swiglu, SiLU)` or `LOSS(huber, Huber, ONE(delta))`.
struct Pair {
  let passes: [PairPass]

  static func list(in header: String) throws -> [Pair] {
    let line = /^\s+(GATE|LOSS)\(\s*(\w+),\s*(\w+)(?:,\s*(\w+)(?:\(([\w, ]+)\))?)?\s*\)/
    return try header.split(separator: "\n").compactMap { text -> Pair? in
      guard let match = text.firstMatch(of: line) else { return nil }
      let parameters = (match.5 ?? "").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let count = match.4.map { ["NONE", "ONE", "TWO"].firstIndex(of: $0) } ?? 0
      guard count == parameters.count else {
        throw CatalogueError("\(match.2): \(match.4 ?? "") does not fit \(parameters)")
      }
      let (name, type) = (String(match.2), String(match.3))
      return match.1 == "GATE" ? gate(name, type) : loss(name, type, parameters)
    }
  }

  private static func gate(_ name: String, _ type: String) -> Pair {
    Pair(passes: [
      PairPass(
        row: name, type: type, inputs: ["gate", "value"], outputs: ["y"], parameters: [],
        formulas: ["\(type).value(gate) * value"]),
      PairPass(
        row: name + "_backward", type: type, inputs: ["dy", "gate", "value"],
        outputs: ["dgate", "dvalue"], parameters: [],
        formulas: ["dy * value * \(type).slope(gate)", "dy * \(type).value(gate)"]),
    ])
  }

  private static func loss(_ name: String, _ type: String, _ parameters: [String]) -> Pair {
    let operands = (["x", "target"] + parameters).joined(separator: ", ")
    return Pair(passes: [
      PairPass(
        row: name, type: type, inputs: ["x", "target"], outputs: ["loss"],
        parameters: parameters, formulas: ["\(type).value(\(operands))"]),
      PairPass(
        row: name + "_grad", type: type, inputs: ["x", "target", "weight"],
        outputs: ["loss", "dx"], parameters: parameters,
        formulas: ["\(type).value(\(operands))", "weight * \(type).slope(\(operands))"]),
    ])
  }
}

/// One row of the table, with a formula for each output.
struct PairPass {
  let row: String
  let type: String
  let inputs: [String]
  let outputs: [String]
  let parameters: [String]
  let formulas: [String]

  /// Without bundles for float64, where they gain less than their size.
  func block(_ lanes: String) -> String {
    let results = formulas.joined(separator: ", ")
    return inStep(
      inputs + parameters, lanes, bundles: lanes != "F64",
      formulas.count == 1 ? results : "(\(results))")
  }
}

/// The gates and losses that swiftact.h declares by name.
func pairExports(_ pairs: [Pair], from row: inout Int) -> [String] {
  var lines: [String] = []
  for pass in pairs.flatMap(\.passes) {
    for (suffix, type, dtype) in exportedTypes {
      let name = "swiftact_\(pass.row)_\(suffix)"
      let declared =
        pass.inputs.map { "_ \($0): UnsafePointer<\(type)>" }
        + pass.outputs.map { "_ \($0): UnsafeMutablePointer<\(type)>" } + ["_ n: Int"]
        + pass.parameters.map { "_ \($0): \(type)" }
      let appended =
        pass.inputs.map { "    operands.append(\($0))" }
        + pass.parameters.map { "    operands.append(value: \($0))" }
        + pass.outputs.map { "    operands.append(\($0))" }
      lines += [
        "@_cdecl(\"\(name)\")",
        "public func \(name)(\(declared.joined(separator: ", "))) {",
        "  withOperands { (operands: inout OperandList<\(type)>) in",
      ]
      lines += appended + ["    operands.run(row: \(row), \(dtype), n)", "  }", "}", ""]
    }
    row += 1
  }
  return lines
}
