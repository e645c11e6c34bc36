// SPDX-License-Identifier: MIT
import Foundation
import PackagePlugin

/// Runs `CatalogueTool` on the list of functions, for the target being built.
@main
struct CataloguePlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let list = context.package.directoryURL
      .appending(path: "Sources/CSwiftAct/include/swiftact_catalogue.h")
    let output = context.pluginWorkDirectoryURL.appending(path: "\(target.name)Catalogue.swift")
    return [
      .buildCommand(
        displayName: "Writing \(output.lastPathComponent)",
        executable: try context.tool(named: "CatalogueTool").url,
        arguments: [target.name, list.path, output.path],
        inputFiles: [list],
        outputFiles: [output])
    ]
  }
}
