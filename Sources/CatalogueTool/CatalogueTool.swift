// SPDX-License-Identifier: MIT
//
// Reads the list of functions in swiftact_catalogue.h and writes the Swift that
// has to name each of them, for the package to compile:
//
//   Kernels<ISA>   a table of blocks, `swiftact_fill_<isa>`
//   SwiftAct       the functions that C calls by name, `swiftact_gelu_f32` …
//
// A C function pointer cannot be made from generic code and an exported name
// must be a literal, so both need one line of source per function.

import Foundation

@main
enum CatalogueTool {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      throw CatalogueError("usage: CatalogueTool TARGET LIST OUTPUT")
    }
    let header = try String(contentsOfFile: arguments[2], encoding: .utf8)
    let functions = try Function.list(in: header)
    let pairs = try Pair.list(in: header)
    let rowFunctions = try RowFunction.list(in: header)
    let prefix = "Kernels"
    let source =
      arguments[1].hasPrefix(prefix)
      ? kernelsSource(
        functions, pairs, rowFunctions,
        instructionSet: arguments[1].dropFirst(prefix.count).lowercased())
      : exportsSource(functions, pairs, rowFunctions)
    // Leaving an equal file alone spares the package a second build of all that reads it.
    if (try? String(contentsOfFile: arguments[3], encoding: .utf8)) != source {
      try source.write(toFile: arguments[3], atomically: true, encoding: .utf8)
    }
  }
}

struct CatalogueError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
