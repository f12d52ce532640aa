import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport

/// A book made in one profile's form: the lines of an example ledger, and the words that an empty ledger of the profile begins with.
struct ProfileBook {
  let catalog: Catalog
  let ledger: Ledger
  let disclosure: Disclosure
  let view: DocumentView

  /// The profiles of the catalog, by identifier.
  static let identifiers: [String] = {
    let folder = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data/profiles")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  init(_ identifier: String) throws {
    catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    guard let profile = catalog.profile(identifier) else { throw NangongBook.MissingProfile() }
    let example = profile.kind == .final ? "qinglan-2024-final" : "nangong-2023"
    var ledger = try LedgerFolder.load(from: TestPlaces.examples.appending(path: example), catalog: catalog)
    let year = min(max(ledger.book.fiscalYear, profile.years.lowerBound), profile.years.upperBound)
    (ledger.book.profile, ledger.book.fiscalYear) = (identifier, year)
    (ledger.book.region, ledger.book.date) = ("", "\(year)-02-15")
    if profile.kind == .budget {
      // last year a tenth less of everything, so that every sentence says a change
      ledger.book.previous = [:]
      ledger.lastYear = Ledger.Lines(
        revenue: ledger.revenue.map { entry in
          var entry = entry
          entry.amount = Money(fen: entry.amount.fen / 10 * 9)
          return entry
        },
        expenditure: ledger.expenditure.map { entry in
          var entry = entry
          entry.amount = Money(fen: entry.amount.fen / 10 * 9)
          return entry
        })
      ledger.expenditure = ledger.expenditure.map(Self.withGovernmentSection)
      if profile.tables.contains(where: { $0.style.groups.joined().contains(.section) }) {
        ledger.expenditure = ledger.expenditure.map(Self.withSection)
      }
    }
    let words = LedgerSkeleton(entity: ledger.book.entity, year: year, profile: profile).files.files()
    ledger.narrative = words.filter { $0.key.hasPrefix("narrative/") }.sorted { $0.key < $1.key }.map { name, bytes in
      .init(file: name, markdown: Self.filledIn(String(decoding: bytes, as: UTF8.self)))
    }
    let origin = Ledger.Origin(file: "", line: 0)
    for figure in Self.questions(ledger) where !ledger.reasons.contains(where: { $0.figure == figure }) {
      ledger.reasons.append(.init(figure: figure, answer: "工作任务增加", origin: origin))
    }
    self.ledger = ledger
    disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
  }

  /// Words that only a department knows, in place of the questions.
  private static func filledIn(_ markdown: String) -> String {
    var out = ""
    var rest = Substring(markdown)
    while let open = rest.firstRange(of: "{{请填写"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      out += rest[..<open.lowerBound] + "负责相关工作，按要求完成各项任务。"
      rest = rest[close.upperBound...]
    }
    return out + rest
  }

  /// Every figure whose reason the words ask.
  private static func questions(_ ledger: Ledger) -> [String] {
    var out: [String] = []
    for source in ledger.narrative {
      var rest = Substring(source.markdown)
      while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
        let body = rest[open.upperBound..<close.lowerBound].split(separator: "|")
        if body.count == 2, body[1].hasSuffix("原因") {
          let basis = body[1].dropLast(2)
          out.append(basis.isEmpty ? String(body[0]) : "\(basis).\(body[0])")
        }
        rest = rest[close.upperBound...]
      }
    }
    return out
  }

  /// A project's sections, for the forms that print all expenditure by section.
  private static func withSection(_ entry: Ledger.ExpenditureEntry) -> Ledger.ExpenditureEntry {
    guard entry.section == nil else { return entry }
    var entry = entry
    (entry.section, entry.governmentSection) = (EconomicCode("30227"), EconomicCode("50205"))
    return entry
  }

  /// The government's section of a basic line, for the forms that print both classifications.
  private static func withGovernmentSection(_ entry: Ledger.ExpenditureEntry) -> Ledger.ExpenditureEntry {
    guard let section = entry.section?.digits else { return entry }
    var entry = entry
    let code =
      switch section.prefix(3) {
      case "301": ["30101", "30102", "30103"].contains(section) ? "50101" : section == "30113" ? "50103" : "50102"
      case "302": ["30215": "50202", "30216": "50203", "30217": "50206", "30231": "50208"][section] ?? "50201"
      case "303": "50901"
      default: "50306"
      }
    entry.governmentSection = EconomicCode(code)
    return entry
  }
}
