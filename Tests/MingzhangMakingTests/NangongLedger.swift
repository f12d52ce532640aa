import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport

/// The Nangong book made from its ledger, and the catalog it needs.
struct NangongLedger {
  static let folder = TestPlaces.examples.appending(path: "nangong-2023")

  let catalog: Catalog
  let ledger: Ledger
  let profile: Profile

  init(_ folder: URL = Self.folder) throws {
    catalog = try Self.loadCatalog()
    ledger = try LedgerFolder.load(from: folder, catalog: catalog)
    guard let profile = catalog.profile(ledger.book.profile) else { throw MissingProfile() }
    self.profile = profile
  }

  var disclosure: Disclosure { Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure() }
  var document: DocumentView { BookView(disclosure: disclosure, ledger: ledger, profile: profile).document }

  static func loadCatalog() throws -> Catalog {
    try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
  }

  struct MissingProfile: Error {}
}

/// A copy of the Nangong ledger that a test may spoil.
struct SpoiledLedger {
  let scratch: TemporaryFolder
  let folder: URL

  init() throws {
    scratch = try TemporaryFolder()
    folder = scratch.url.appending(path: "ledger")
    try FileManager.default.copyItem(at: NangongLedger.folder, to: folder)
  }

  func url(_ file: String) -> URL { folder.appending(path: file) }
  func text(_ file: String) throws -> String { try String(contentsOf: url(file), encoding: .utf8) }
  func write(_ text: String, to file: String) throws { try Data(text.utf8).write(to: url(file)) }

  func replace(_ old: String, with new: String, in file: String) throws {
    let text = try text(file)
    guard text.contains(old) else { throw NothingToReplace(old: old, file: file) }
    try write(text.replacing(old, with: new, maxReplacements: 1), to: file)
  }

  /// The problems that loading reports; empty when it loads.
  func problems() throws -> [LedgerError.Problem] {
    let catalog = try NangongLedger.loadCatalog()
    do {
      _ = try LedgerFolder.load(from: folder, catalog: catalog)
      return []
    } catch {
      return error.problems
    }
  }

  struct NothingToReplace: Error { let old, file: String }
}
