import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// What pages show of a book at first sight. It follows from the disclosure alone, which never changes, so it is made once.
struct BookFacts: Codable, Sendable {
  var figures: KeyFigures
  /// Links begin with `book:` where the address of the book belongs.
  var flow: FlowChart
  var functions: Treemap
  var economics: Treemap
  /// For charts over several years.
  var reduced: Disclosure

  init(_ disclosure: Disclosure, _ catalog: Catalog) {
    let places = Dictionary(
      disclosure.statements.enumerated().flatMap { ordinal, statement in
        statement.lines.map { (LineOfKind(kind: statement.kind, key: $0.key), "book:/tables/\(ordinal)#r\($0.row)") }
      }, uniquingKeysWith: { first, _ in first })
    let charts = DisclosureCharts(catalog: catalog) { places[LineOfKind(kind: $0, key: $1)] }
    figures = KeyFigures(disclosure)
    (flow, functions) = (charts.flow(disclosure), charts.functionTreemap(disclosure))
    economics = charts.economicTreemap(disclosure)
    reduced = disclosure.reducedToCharts
  }

  private struct LineOfKind: Hashable {
    var kind: StatementKind
    var key: LineKey
  }
}

/// Makes the facts of books once: kept in memory as long as there is room, and beside the shelf for the next start.
final class FactKeeper: Sendable {
  private let store: Store
  private let catalog: Catalog
  private let folder: URL
  /// Decoded they take about three times what their texts do, by which they are counted.
  private let memory = BoundedMemory<String, BookFacts>(limit: 24 << 20)

  /// - Parameter edition: changes with the program; what another edition made is thrown away.
  init(_ store: Store, _ catalog: Catalog, folder: URL, edition: String) {
    let all = folder.appending(path: "facts")
    // what stays is never read again
    for name in (try? FileManager.default.contentsOfDirectory(atPath: all.path)) ?? [] where name != edition {
      try? FileManager.default.removeItem(at: all.appending(path: name))
    }
    (self.store, self.catalog, self.folder) = (store, catalog, all.appending(path: edition))
  }

  /// Nil while the version was not read.
  func facts(of version: Version) async throws -> BookFacts? {
    guard let digest = version.disclosureFile else { return nil }
    if let known = memory[digest] { return known }
    let place = place(of: digest)
    // what cannot be read is made anew
    if let data = FileManager.default.contents(atPath: place.path),
      let facts = try? JSONDecoder().decode(BookFacts.self, from: data)
    {
      memory.keep(facts, for: digest, cost: data.count)
      return facts
    }
    let made = await JobWork.onThread { [store, catalog] in
      Result { try store.disclosure(of: version).map { BookFacts($0, catalog) } }
    }
    guard let facts = try made.get() else { return nil }
    if let data = try? JSONEncoder().encode(facts) {
      memory.keep(facts, for: digest, cost: data.count)
      // a full disk costs time, not the page
      try? FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? data.write(to: place, options: .atomic)
    }
    return facts
  }

  /// Whether the facts that are kept leave no room for many more.
  var isFull: Bool { memory.total > 18 << 20 }

  /// Whether the facts need not be made when they are asked for.
  func isMade(for version: Version) -> Bool {
    guard let digest = version.disclosureFile else { return true }
    return FileManager.default.fileExists(atPath: place(of: digest).path)
  }

  private func place(of digest: String) -> URL { folder.appending(path: "\(digest.prefix(2))/\(digest).json") }
}
