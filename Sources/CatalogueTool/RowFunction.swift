// SPDX-License-Identifier: MIT

/// One line of the list: `ROW_FUNCTION(softmax, Softmax, VALUE)`.
struct RowFunction {
  let name: String
  let type: String
  let shape: Shape

  /// An operand of a function called by name, as C declares it.
  enum Operand {
    case row(String)
    case number(String)
    case label(String)
    case parameter(String)
    case outputRow(String)
    case outputNumber(String)
  }

  /// What SHAPE stands for, in the order of the C prototypes in swiftact.h.
  enum Shape: String {
    case value = "VALUE"
    case backward = "BACKWARD"
    case total = "TOTAL"
    case totalBackward = "TOTAL_BACKWARD"
    case labelled = "LABELLED"
    case labelledGradient = "LABELLED_GRAD"
    case targeted = "TARGETED"
    case targetedGradient = "TARGETED_GRAD"

    var operands: [Operand] {
      switch self {
      case .value: [.row("x"), .parameter("temperature"), .outputRow("y")]
      case .backward: [.row("dy"), .row("x"), .parameter("temperature"), .outputRow("dx")]
      case .total: [.row("x"), .outputNumber("y")]
      case .totalBackward: [.number("dy"), .row("x"), .outputRow("dx")]
      case .labelled: [.row("x"), .label("labels"), .outputNumber("loss")]
      case .labelledGradient:
        [
          .row("x"), .label("labels"), .number("weights"), .outputNumber("loss"),
          .outputRow("dx"),
        ]
      case .targeted:
        [
          .row("x"), .row("targets"), .label("labels"), .number("labelWeights"),
          .outputNumber("loss"),
        ]
      case .targetedGradient:
        [
          .row("x"), .row("targets"), .label("labels"), .number("labelWeights"),
          .number("weights"), .outputNumber("loss"), .outputRow("dx"),
        ]
      }
    }
  }

  static func list(in header: String) throws -> [RowFunction] {
    let line = /^\s+ROW_FUNCTION\(\s*(\w+),\s*(\w+),\s*(\w+)\s*\)/
    return try header.split(separator: "\n").compactMap { text -> RowFunction? in
      guard let match = text.firstMatch(of: line) else { return nil }
      guard let shape = Shape(rawValue: String(match.3)) else {
        throw CatalogueError("\(match.1): unknown shape \(match.3)")
      }
      return RowFunction(name: String(match.1), type: String(match.2), shape: shape)
    }
  }
}
