// SPDX-License-Identifier: MIT
import Foundation

/// One line of a list: `ACTIVATION(elu, ELU, ONE(alpha))`.
struct Function {
  let name: String
  let type: String
  let parameters: [String]
  /// Its rows, in the order of the table.
  let passes: [Pass]
  /// Whether this is the function itself, rather than a further pass of one.
  let isActivation: Bool

  /// The lists in the order in which table.c walks them.
  static func list(in header: String) throws -> [Function] {
    let line =
      /^\s+(ACTIVATION|LEARNABLE|FROM_OUTPUT)\(\s*(\w+),\s*(\w+),\s*(\w+)(?:\(([\w, ]+)\))?\s*\)/
    let functions = try header.split(separator: "\n").compactMap { text -> Function? in
      guard let match = text.firstMatch(of: line) else { return nil }
      let list = String(match.1)
      var parameters = (match.5 ?? "").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if list == "LEARNABLE" {
        parameters = [String(match.4)]
      } else if ["NONE", "ONE", "TWO"].firstIndex(of: match.4) != parameters.count {
        throw CatalogueError("\(match.2): \(match.4) does not fit \(parameters)")
      }
      return Function(
        name: String(match.2), type: String(match.3), parameters: parameters,
        passes: passes(of: String(match.2), list, parameters), isActivation: list == "ACTIVATION")
    }
    guard !functions.isEmpty else { throw CatalogueError("no ACTIVATION line in the list") }
    return functions
  }

  private static func passes(of name: String, _ list: String, _ parameters: [String]) -> [Pass] {
    switch list {
    case "LEARNABLE":
      parameters.map {
        Pass(row: "\(name)_grad_\($0)", inputs: ["x"], output: "d\($0)", formula: "parameterSlope")
      }
    case "FROM_OUTPUT":
      [
        Pass(
          row: name + "_backward_y", inputs: ["dy", "y"], output: "dx", formula: "slopeFromOutput",
          single: "SingleFromOutput")
      ]
    default:
      [
        Pass(row: name, inputs: ["x"], output: "y", formula: "value", single: "SingleValue"),
        Pass(
          row: name + "_grad", inputs: ["x"], output: "dx", formula: "slope", single: "SingleSlope"),
        Pass(
          row: name + "_backward", inputs: ["dy", "x"], output: "dx", formula: "slope",
          single: "SingleSlope"),
      ]
    }
  }
}

struct Pass {
  let row: String
  /// The last of them is what the formula is of; it is multiplied by a `dy` before it.
  let inputs: [String]
  let output: String
  let formula: String
  /// What float32 elements are computed with.
  var single = "Single"
}

/// The C name's suffix, the Swift type, and where it stands in the table.
let exportedTypes = [("f32", "Float", "SWIFTACT_FLOAT32"), ("f64", "Double", "SWIFTACT_FLOAT64")]
