import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport

/// The Nangong book, made once from its ledger.
struct NangongBook {
  let catalog: Catalog
  let ledger: Ledger
  let disclosure: Disclosure
  let view: DocumentView

  init() throws {
    catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    ledger = try LedgerFolder.load(from: TestPlaces.examples.appending(path: "nangong-2023"), catalog: catalog)
    guard let profile = catalog.profile(ledger.book.profile) else { throw MissingProfile() }
    disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
  }

  struct MissingProfile: Error {}
}

extension CheckReport {
  /// Findings of error severity, as lines that a failing test can show.
  var errors: [String] { findings.filter { $0.severity == .error }.map { "\($0.rule) \($0.message.chinese)" } }
}
