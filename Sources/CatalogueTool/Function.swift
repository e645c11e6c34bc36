// SPDX-License-Identifier: MIT
import Foundation

/// One line of the list: `ACTIVATION(elu, ELU, ONE(alpha))`.
struct Function {
  let name: String
  let type: String
  let parameters: [String]

  static func list(in header: String) throws -> [Function] {
    let line = /^\s+ACTIVATION\(\s*(\w+),\s*(\w+),\s*(\w+)(?:\(([\w, ]+)\))?\s*\)/
    let functions = try header.split(separator: "\n").compactMap { text -> Function? in
      guard let match = text.firstMatch(of: line) else { return nil }
      let parameters = (match.4 ?? "").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard ["NONE", "ONE", "TWO"].firstIndex(of: match.3) == parameters.count else {
        throw CatalogueError("\(match.1): \(match.3) does not fit \(parameters)")
      }
      return Function(name: String(match.1), type: String(match.2), parameters: parameters)
    }
    guard !functions.isEmpty else { throw CatalogueError("no ACTIVATION line in the list") }
    return functions
  }

  /// The three rows of a function, in the order of the table.
  var passes: [Pass] {
    [
      Pass(row: name, inputs: ["x"], output: "y", formula: "value"),
      Pass(row: name + "_grad", inputs: ["x"], output: "dx", formula: "slope"),
      Pass(row: name + "_backward", inputs: ["dy", "x"], output: "dx", formula: "slope"),
    ]
  }
}

struct Pass {
  let row: String
  let inputs: [String]
  let output: String
  let formula: String
}

/// The C name's suffix, the Swift type, and where it stands in the table.
let exportedTypes = [("f32", "Float", "SWIFTACT_FLOAT32"), ("f64", "Double", "SWIFTACT_FLOAT64")]
