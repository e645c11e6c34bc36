// SPDX-License-Identifier: MIT

/// The functions of whole rows that swiftact.h declares by name.
func rowExports(_ rowFunctions: [RowFunction], from row: inout Int) -> [String] {
  var lines: [String] = []
  for function in rowFunctions {
    for (suffix, type, dtype) in exportedTypes {
      lines += export(function, row: row, suffix: suffix, type: type, dtype: dtype)
    }
    row += 1
  }
  return lines
}

/// Where each function of whole rows stands in the table.
func rowNumbers(_ rowFunctions: [RowFunction], from row: Int) -> [String] {
  ["enum RowNumber {"]
    + rowFunctions.enumerated().map { index, function in
      "  static var \(function.name): Int { \(row + index) }"
    } + ["}", ""]
}

private func export(
  _ function: RowFunction, row: Int, suffix: String, type: String, dtype: String
) -> [String] {
  let name = "swiftact_\(function.name)_\(suffix)"
  let operands = function.shape.operands
  let declared = operands.filter { !$0.isParameter }.map { $0.declaration(type) }
  let parameters = operands.filter(\.isParameter).map { $0.declaration(type) }
  let counts = ["_ rows: Int", "_ columns: Int"]
  let appended = operands.map { "    call.append(\($0.argument))" }
  return [
    "@_cdecl(\"\(name)\")",
    "public func \(name)(\((declared + counts + parameters).joined(separator: ", "))) {",
    "  withRowCall(rows, columns) { (call: inout RowCall<\(type)>) in",
  ] + appended + [
    "    call.run(row: \(row), \(dtype))",
    "  }",
    "}",
    "",
  ]
}

extension RowFunction.Operand {
  fileprivate var isParameter: Bool {
    if case .parameter = self { true } else { false }
  }

  fileprivate func declaration(_ type: String) -> String {
    switch self {
    case .row(let name), .number(let name): "_ \(name): UnsafePointer<\(type)>"
    case .label(let name): "_ \(name): UnsafePointer<Int>"
    case .parameter(let name): "_ \(name): \(type)"
    case .outputRow(let name), .outputNumber(let name): "_ \(name): UnsafeMutablePointer<\(type)>"
    }
  }

  fileprivate var argument: String {
    switch self {
    case .row(let name), .outputRow(let name): "rowsOf: \(name)"
    case .number(let name), .outputNumber(let name): "numbers: \(name)"
    case .label(let name): "labels: \(name)"
    case .parameter(let name): "value: \(name)"
    }
  }
}
