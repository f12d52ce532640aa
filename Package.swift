// swift-tools-version: 6.1
import PackageDescription

// The arrows point one way (ARCHITECTURE.md); Scripts/check-arrows compares this file with the allowed list.
let package = Package(
  name: "mingzhang",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .target(name: "MingzhangModel"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSystemPoppler", pkgConfig: "poppler", providers: [.apt(["libpoppler-private-dev"])]),
    // GPL, like the library it links; nothing but the worker may depend on it.
    .target(
      name: "CPoppler", dependencies: ["CSystemPoppler"],
      linkerSettings: [.linkedLibrary("poppler"), .linkedLibrary("m")]),
    .systemLibrary(name: "CSystemQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
    // Highlights and notes on a PDF; runs in the worker, for its limits, and could be linked by anything.
    .target(name: "CPDFMarks", dependencies: ["CSystemQPDF"], linkerSettings: [.linkedLibrary("qpdf")]),
    .executableTarget(
      name: "mingzhang-pdf", dependencies: ["CPoppler", "CPDFMarks"], path: "Sources/PDFWorker",
      exclude: ["README.md", "COPYING"]),
    .systemLibrary(name: "CSystemXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CMarkup", dependencies: ["CSystemXML"]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "MingzhangFormats",
      dependencies: [
        "CZlib", "CMarkup",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      resources: [.copy("Workers")]
    ),
    .target(
      name: "MingzhangCatalog",
      dependencies: [
        "MingzhangModel",
        .product(name: "Yams", package: "Yams"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      resources: [.copy("Data")]
    ),
    .target(name: "MingzhangReading", dependencies: ["MingzhangFormats", "MingzhangCatalog", "MingzhangModel"]),
    .target(name: "MingzhangChecking", dependencies: ["MingzhangCatalog", "MingzhangModel"]),
    .target(
      name: "MingzhangMaking",
      dependencies: [
        "MingzhangFormats", "MingzhangCatalog", "MingzhangModel", "CXLSXWriter",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Templates")]
    ),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "MingzhangStore",
      dependencies: [
        "MingzhangModel", "CPostgres",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("SQL")]
    ),
    // The long build: nothing else depends on it.
    .target(
      name: "MingzhangServer",
      dependencies: [
        "MingzhangStore", "MingzhangReading", "MingzhangChecking", "MingzhangMaking", "MingzhangCatalog",
        "MingzhangFormats", "MingzhangModel",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Templates"), .copy("Static"), .copy("openapi.yaml")]
    ),
    .executableTarget(
      name: "mingzhang-server",
      dependencies: [
        "MingzhangServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/ServerProgram"
    ),
    .executableTarget(
      name: "mingzhang",
      dependencies: [
        "MingzhangReading", "MingzhangChecking", "MingzhangMaking", "MingzhangCatalog", "MingzhangFormats",
        "MingzhangModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    // Measures what the rules cost; part of no package.
    .executableTarget(
      name: "checking-benchmark",
      dependencies: ["MingzhangReading", "MingzhangChecking", "MingzhangCatalog", "MingzhangModel"],
      path: "Benchmarks/CheckingBenchmark"),
    .target(
      name: "MingzhangTestSupport",
      dependencies: ["MingzhangCatalog", "MingzhangModel"],
      path: "Tests/MingzhangTestSupport"
    ),
    .testTarget(name: "MingzhangModelTests", dependencies: ["MingzhangModel"]),
    .testTarget(
      name: "MingzhangFormatsTests", dependencies: ["MingzhangFormats", "MingzhangTestSupport"],
      exclude: ["stuck-worker"]),
    .testTarget(
      name: "MingzhangCatalogTests", dependencies: ["MingzhangCatalog", "MingzhangModel", "MingzhangTestSupport"]),
    .testTarget(
      name: "MingzhangReadingTests",
      dependencies: [
        "MingzhangReading", "MingzhangFormats", "MingzhangCatalog", "MingzhangModel", "MingzhangTestSupport",
      ]),
    .testTarget(
      name: "MingzhangCheckingTests",
      dependencies: [
        "MingzhangChecking", "MingzhangReading", "MingzhangCatalog", "MingzhangModel", "MingzhangTestSupport",
      ],
      exclude: ["Cases", "Books"]),
    .testTarget(
      name: "MingzhangMakingTests",
      dependencies: [
        "MingzhangMaking", "MingzhangFormats", "mingzhang-pdf", "MingzhangCatalog", "MingzhangModel",
        "MingzhangTestSupport",
      ]),
    .testTarget(
      name: "RoundTripTests",
      dependencies: [
        "MingzhangReading", "MingzhangFormats", "mingzhang", "mingzhang-pdf", "MingzhangChecking", "MingzhangMaking",
        "MingzhangCatalog", "MingzhangModel",
        "MingzhangTestSupport",
      ]),
    .testTarget(
      name: "MingzhangStoreTests", dependencies: ["MingzhangStore", "MingzhangModel", "MingzhangTestSupport"]),
    .testTarget(
      name: "MingzhangServerTests",
      dependencies: [
        "MingzhangServer", "mingzhang-server", "mingzhang-pdf", "MingzhangStore", "MingzhangFormats",
        "MingzhangCatalog", "MingzhangModel", "MingzhangTestSupport",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(name: "CommandTests", dependencies: ["mingzhang", "MingzhangModel", "MingzhangTestSupport"]),
  ],
  cxxLanguageStandard: .cxx17
)

// Scripts/fuzz: the readers of our formats under clang's libFuzzer. No part of any other build.
if Context.environment["MINGZHANG_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "mingzhang-fuzz",
      dependencies: ["MingzhangReading", "MingzhangMaking", "MingzhangFormats", "MingzhangCatalog", "MingzhangModel"],
      path: "Fuzz"))
}
