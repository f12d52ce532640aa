import MingzhangCatalog
import MingzhangModel

/// The whole book as shown: cover, contents, tables, words, performance targets, procurement, assets, glossary.
///
/// Prints what the disclosure says and computes nothing; the ledger gives only the order of the words and the trace of a number.
public struct BookView: Sendable {
  let disclosure: Disclosure
  let ledger: Ledger
  let profile: Profile

  public init(disclosure: Disclosure, ledger: Ledger, profile: Profile) {
    (self.disclosure, self.ledger, self.profile) = (disclosure, ledger, profile)
  }

  public var document: DocumentView {
    let year = ledger.book.fiscalYear
    var words = WordsInOrder(disclosure.narrative)
    var blocks: [DocumentView.Block] = [.heading(level: 1, profile.tablesHeading)]
    let elements = ledger.narrative.flatMap { NarrativeScript($0).elements }
    let placed = Set(elements.compactMap { Self.kind(of: $0.content) })
    for statement in disclosure.statements where isBefore(statement.kind, placed) {
      blocks.append(table(statement, inContents: true))
    }
    blocks += words.takeTitle()
    for element in elements {
      switch element.content {
      case .slot(let slot): blocks += tables(for: slot)
      case .heading, .paragraph: blocks += words.takeNext()
      }
    }
    blocks += words.takeRest()
    return DocumentView(
      organisation: disclosure.entity, title: profile.coverTitle.withYear(year), date: ledger.book.date,
      contentsTitle: profile.contentsTitle.withYear(year), blocks: blocks)
  }

  /// The nine tables, and any other that the words do not place.
  private func isBefore(_ kind: StatementKind, _ placed: Set<StatementKind>) -> Bool {
    StatementKind.nine.contains(kind) || !placed.contains(kind)
  }

  private static func kind(of content: NarrativeScript.Element.Content) -> StatementKind? {
    switch content {
    case .slot(.projects): .projectExpenditure
    case .slot(.procurement): .procurement
    case .slot(.assets): .assets
    default: nil
    }
  }

  private func tables(for slot: NarrativeScript.Slot) -> [DocumentView.Block] {
    switch slot {
    case .units: [.table(UnitsView(units: disclosure.units).table)]
    case .goals: disclosure.goals.map { .table(GoalView(goal: $0).table) }
    case .projects, .procurement, .assets:
      disclosure.statements.filter { $0.kind == Self.kind(of: .slot(slot)) }.map { table($0, inContents: false) }
    case .glossary:
      disclosure.glossary.enumerated().map { .paragraph("\($0 + 1)、\($1.term)：\($1.definition)") }
    }
  }

  private func table(_ statement: Statement, inContents: Bool) -> DocumentView.Block {
    .table(
      StatementView(
        statement: statement, plan: profile.table(statement.kind), ledger: ledger, inContents: inContents
      ).table)
  }
}

/// The words of a disclosure, handed out one heading or paragraph at a time.
private struct WordsInOrder {
  private var title: [DocumentView.Block] = []
  private var rest: ArraySlice<DocumentView.Block>

  init(_ narrative: Narrative) {
    var blocks: [DocumentView.Block] = []
    for section in narrative.sections {
      if section.level > 0 {
        blocks.append(.heading(level: min(4, section.level + 1), section.heading))
      } else if !section.heading.isEmpty {
        title.append(.heading(level: 1, section.heading))
      }
      blocks += section.paragraphs.map { .paragraph($0.text) }
    }
    rest = blocks[...]
  }

  mutating func takeTitle() -> [DocumentView.Block] {
    defer { title = [] }
    return title
  }

  mutating func takeNext() -> [DocumentView.Block] { rest.popFirst().map { [$0] } ?? [] }

  mutating func takeRest() -> [DocumentView.Block] {
    defer { rest = [] }
    return Array(rest)
  }
}
