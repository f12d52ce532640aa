import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangServer
import MingzhangStore

/// For measuring: `Benchmarks/serving` calls it.
struct Fill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把一个很大的示例城市直接放进空库，用来量速度。Fills an empty store with a large made-up city.", shouldDisplay: false)
  @Option(help: "部门数。Departments.") var departments = 100
  @Option(help: "年数。Years.") var years = 10
  @OptionGroup var place: StorePlace

  func run() async throws {
    let catalog = try Catalog.load(from: try place.catalogFolder(try place.settings()))
    try await place.use { store in
      try await SampleFilling(store, catalog: catalog).fill(
        departments: departments, years: (2026 - years)...2025, at: .now
      ) { done in
        if done % 100 == 0 { FileHandle.standardError.write(Data("\(done)\n".utf8)) }
      }
    }
  }
}
