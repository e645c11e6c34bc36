// swift-tools-version: 6.0
// SPDX-License-Identifier: MIT
import PackageDescription

/// The sources of `Sources/Kernels` once more, for another instruction set:
/// `Sources/Kernels<name>` is a symbolic link to that folder.
func kernels(_ name: String, march: String, _ defines: String...) -> Target {
  .target(
    name: "Kernels\(name)",
    dependencies: ["CSwiftAct"],
    swiftSettings: [.unsafeFlags(["-Xcc", "-march=\(march)"])] + defines.map { .define($0) },
    plugins: ["CataloguePlugin"])
}

let package = Package(
  name: "swiftact",
  products: [
    .library(name: "SwiftAct", type: .static, targets: ["SwiftAct"])
  ],
  targets: [
    // MARK: Public API
    .target(name: "CSwiftAct"),
    .target(
      name: "SwiftAct",
      dependencies: ["CSwiftAct", "KernelsBaseline", "KernelsAVX2", "KernelsAVX512"],
      plugins: ["CataloguePlugin"]),

    // MARK: Kernels, one module for each instruction set
    kernels("Baseline", march: "x86-64"),
    kernels("AVX2", march: "x86-64-v3", "SWIFTACT_FMA", "SWIFTACT_F16C"),
    kernels("AVX512", march: "x86-64-v4", "SWIFTACT_FMA", "SWIFTACT_F16C", "SWIFTACT_BUNDLES"),

    // The formulas alone, open to tests.
    .target(
      name: "Kernels", dependencies: ["CSwiftAct"],
      swiftSettings: [.unsafeFlags(["-enable-testing"])]),

    // MARK: Written at build time from the list in swiftact_catalogue.h
    .executableTarget(name: "CatalogueTool"),
    .plugin(
      name: "CataloguePlugin", capability: .buildTool(), dependencies: ["CatalogueTool"],
      path: "Sources/CataloguePlugin"),

    // MARK: Tests
    .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
    .testTarget(name: "SwiftActTests", dependencies: ["SwiftAct", "CSwiftAct", "CClient"]),
    .target(name: "CClient", dependencies: ["CSwiftAct", "SwiftAct"], path: "Tests/CClient"),
  ],
  swiftLanguageModes: [.v6]
)
