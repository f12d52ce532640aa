import MingzhangCatalog
import MingzhangModel

/// Ledger → disclosure: posts every table, fills every sentence. Equal input gives an equal disclosure.
public struct Posting: Sendable {
  let ledger: Ledger
  let profile: Profile
  let catalog: Catalog

  /// A state secret that is still in `ledger` is taken out here: nothing posts one.
  public init(ledger: Ledger, profile: Profile, catalog: Catalog) {
    self.ledger = Redaction(ledger, catalog: catalog).ledger
    (self.profile, self.catalog) = (profile, catalog)
  }

  public func disclosure() -> Disclosure {
    let figures = Figures(ledger, catalog: catalog)
    let words = NarrativePosting(ledger: ledger, profile: profile, figures: figures)
    let tables = StatementPosting(ledger: ledger, catalog: catalog)
    let narrative = words.narrative()
    let statements =
      profile.tables.map(tables.statement) + EliminationTable(ledger: ledger, catalog: catalog).statements
    let places = TablePlaces(ledger)
    let titles = profile.tables.filter { places.isBeforeWords($0.kind) }.map { tables.title(of: $0) }
    let headings = narrative.sections.filter { $0.level == 1 }.map(\.heading)
    return Disclosure(
      kind: ledger.book.kind, entity: ledger.book.entity, fiscalYear: ledger.book.fiscalYear,
      title: "\(ledger.book.entity) \(profile.coverTitle.withYear(ledger.book.fiscalYear))",
      contents: (titles + headings).map { ContentsEntry($0, page: nil) }, statements: statements, narrative: narrative,
      units: ledger.units.map { UnitEntry(name: $0.name, nature: $0.nature, rank: $0.rank, funding: $0.funding) },
      goals: words.goals(), glossary: words.glossary())
  }
}

/// Which tables stand among the words, where a placeholder puts them, and not with the nine.
struct TablePlaces {
  private let placed: Set<StatementKind>

  init(_ ledger: Ledger) {
    let elements = ledger.narrative.flatMap { NarrativeScript($0, ledger: ledger).elements }
    placed = Set(
      elements.compactMap { element in
        if case .slot(let slot) = element.content { Self.kind(of: slot) } else { nil }
      })
  }

  /// The nine tables, and any other that the words do not place.
  func isBeforeWords(_ kind: StatementKind) -> Bool { StatementKind.nine.contains(kind) || !placed.contains(kind) }

  static func kind(of slot: NarrativeScript.Slot) -> StatementKind? {
    switch slot {
    case .projects: .projectExpenditure
    case .procurement: .procurement
    case .assets: .assets
    case .units, .goals, .glossary: nil
    }
  }
}

extension String {
  /// `{year}` and `{lastYear}` replaced.
  func withYear(_ year: Int) -> String {
    replacing("{year}", with: String(year)).replacing("{lastYear}", with: String(year - 1))
  }
}

extension Ledger.Book {
  /// The line above every table: budget code and name, as the book gives it, or the entity's name.
  var departmentLine: String { code.isEmpty ? entity : code }
}
