// SPDX-License-Identifier: MIT

/// The functions that swiftact.h declares by name, and their Swift names.
func exportsSource(
  _ functions: [Function], _ pairs: [Pair], _ rowFunctions: [RowFunction]
) -> String {
  var lines = ["import CSwiftAct", ""]
  var row = 0
  for function in functions {
    for pass in function.passes {
      for (suffix, type, dtype) in exportedTypes {
        lines += export(function, pass, row: row, suffix: suffix, type: type, dtype: dtype)
      }
      row += 1
    }
  }
  lines += pairExports(pairs, from: &row)
  lines += rowNumbers(rowFunctions, from: row) + rowExports(rowFunctions, from: &row)
  lines += ["extension Activation {"]
  row = 0
  for function in functions {
    if function.isActivation { lines += member(function, row: row) }
    row += function.passes.count
  }
  return (lines + ["}", ""]).joined(separator: "\n")
}

/// `Activation.gelu`, `Activation.elu(alpha:)`
private func member(_ function: Function, row: Int) -> [String] {
  let declaration =
    function.parameters.isEmpty
    ? "var \(function.name): Activation"
    : "func \(function.name)(" + function.parameters.map { "\($0): Double" }.joined(separator: ", ")
      + ") -> Activation"
  let arguments = (["row: \(row)"] + function.parameters).joined(separator: ", ")
  return ["  public static \(declaration) { Activation(\(arguments)) }"]
}

private func export(
  _ function: Function, _ pass: Pass, row: Int, suffix: String, type: String, dtype: String
) -> [String] {
  let name = "swiftact_\(pass.row)_\(suffix)"
  let inputs = pass.inputs.map { "_ \($0): UnsafePointer<\(type)>, " }.joined()
  let parameters = function.parameters.map { ", _ \($0): \(type)" }.joined()
  let arguments = (pass.inputs + [pass.output, "n"] + function.parameters).joined(separator: ", ")
  return [
    "@_cdecl(\"\(name)\")",
    "public func \(name)(\(inputs)_ \(pass.output): UnsafeMutablePointer<\(type)>, _ n: Int\(parameters)) {",
    "  call(row: \(row), \(dtype), \(arguments))",
    "}",
    "",
  ]
}
