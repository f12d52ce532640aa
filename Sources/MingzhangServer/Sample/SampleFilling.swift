import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// Puts a large made-up city straight into a store, for measuring: the same ledgers and tables as the sample's, but nothing is
/// typeset and read back, which would take hours.
public struct SampleFilling: Sendable {
  let store: Store
  let catalog: Catalog

  public init(_ store: Store, catalog: Catalog) { (self.store, self.catalog) = (store, catalog) }

  /// - Parameter progress: is told how many books are there.
  public func fill(
    departments: Int, years: ClosedRange<Int>, at moment: Moment, progress: (Int) -> Void = { _ in }
  ) async throws {
    let city = SampleCity(departments: departments, years: years, seed: 1)
    var organisations = [
      Organisation(
        id: "sample", parent: nil, kind: .city, name: SampleCity.name, region: SampleCity.region, isSample: true)
    ]
    for (index, department) in city.departments.enumerated() {
      organisations.append(
        Organisation(
          id: "sample-\(index + 1)", parent: "sample", kind: .department, name: department.name, position: index + 1,
          isSample: true))
    }
    try await store.keep(organisations, by: "system", at: moment)
    var done = 0
    for (index, department) in city.departments.enumerated() {
      for year in years {
        let ledger = city.ledger(of: department, in: year, catalog: catalog)
        guard let profile = catalog.profile(ledger.book.profile) else { continue }
        let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
        let report = RuleBook.standard.check(disclosure, with: catalog)
        let bytes = Data("\(department.name) \(year)\n\(SampleCity.mark)\n".utf8)
        let file = try store.shelf.keep(bytes)
        let version = try await store.add(
          NewVersion(
            file: file, byteCount: bytes.count, mediaType: "text/plain; charset=utf-8",
            fileName: "\(department.name)\(year).txt", origin: .sample, organisation: "sample-\(index + 1)",
            fiscalYear: year, kind: .budget, isSample: true), by: "system", at: moment)
        let kept = try await store.keep(Examined(disclosure, report), of: version.id, at: moment)
        _ = try await store.publishSample(kept, at: moment)
        done += 1
        progress(done)
      }
    }
  }
}
