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
    let partHeadings = profile.parts.indices.map {
      profile.heading(ofPart: $0, entity: disclosure.entity, year: year)
    }
    var words = WordsInOrder(disclosure.narrative, parts: partHeadings)
    var blocks: [DocumentView.Block] = []
    let elements = ledger.narrative.flatMap { NarrativeScript($0, ledger: ledger).elements }
    let places = TablePlaces(ledger)
    // where the tables are printed: before all words, or after the words of the parts before theirs
    var areTablesDue = true
    func tables() -> [DocumentView.Block] {
      areTablesDue = false
      let heading = profile.partOfTables.map { partHeadings[$0] } ?? profile.tablesHeading
      return [.heading(level: 1, heading)]
        + disclosure.statements.filter { places.isBeforeWords($0.kind) }.map { table($0, inContents: true) }
    }
    func printsBefore(_ block: DocumentView.Block?) -> Bool {
      guard areTablesDue, let due = profile.partOfTables else { return areTablesDue && profile.parts.isEmpty }
      guard case .heading(level: 1, let heading)? = block, let part = partHeadings.firstIndex(of: heading) else {
        return due == 0
      }
      return part > due
    }
    if printsBefore(nil) { blocks += tables() }
    blocks += words.takeTitle()
    for element in elements {
      switch element.content {
      case .slot(let slot): blocks += self.tables(for: slot)
      case .heading(level: 1):
        // the headings of parts stand before the section that begins them
        var isUnderPart = false
        while !isUnderPart, let part = words.takePart() {
          if printsBefore(part) { blocks += tables() }
          blocks.append(part)
          isUnderPart = words.isUnderPart(element.template)
        }
        if !isUnderPart { blocks += words.takeNext() }
      case .heading, .paragraph: blocks += words.takeNext()
      }
    }
    blocks += words.takeRest()
    if areTablesDue { blocks += tables() }
    if ledger.book.hasCharts { blocks += ChartAnnex(disclosure).blocks }
    return DocumentView(
      organisation: disclosure.entity, title: profile.coverTitle.withYear(year), date: ledger.book.date,
      contentsTitle: profile.contentsTitle.withYear(year), mark: ledger.book.mark, blocks: blocks)
  }

  private func tables(for slot: NarrativeScript.Slot) -> [DocumentView.Block] {
    switch slot {
    case .units: [.table(UnitsView(units: disclosure.units).table)]
    case .goals: disclosure.goals.map { .table(GoalView(goal: $0, form: profile.goals, ledger: ledger).table) }
    case .projects, .procurement, .assets:
      disclosure.statements.filter { $0.kind == TablePlaces.kind(of: slot) }.map { table($0, inContents: false) }
    case .glossary:
      disclosure.glossary.enumerated().map { .paragraph("\($0 + 1)、\($1.term)：\($1.definition)") }
    }
  }

  private func table(_ statement: Statement, inContents: Bool) -> DocumentView.Block {
    .table(
      StatementView(
        statement: statement, plan: profile.table(of: statement), ledger: ledger, inContents: inContents
      ).table)
  }
}

/// The words of a disclosure, handed out one heading or paragraph at a time.
private struct WordsInOrder {
  private var title: [DocumentView.Block] = []
  private var rest: ArraySlice<DocumentView.Block>
  private var part = ""

  init(_ narrative: Narrative, parts: [String]) {
    var blocks: [DocumentView.Block] = []
    for section in narrative.sections {
      if section.level > 0 {
        let isPart = section.level == 1 && parts.contains(section.heading)
        blocks.append(.heading(level: isPart ? 1 : min(4, section.level + 1), section.heading))
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

  /// The heading of a part, when it is next.
  mutating func takePart() -> DocumentView.Block? {
    guard case .heading(level: 1, let heading)? = rest.first else { return nil }
    part = heading
    return rest.popFirst()
  }

  /// Whether a section's heading is printed as its part's heading and not again.
  func isUnderPart(_ template: Template) -> Bool {
    guard case .words(let heading)? = template.pieces.first, template.pieces.count == 1, !part.isEmpty else {
      return false
    }
    return part.foldedForMatching.hasSuffix(heading.foldedForMatching)
  }

  mutating func takeNext() -> [DocumentView.Block] { rest.popFirst().map { [$0] } ?? [] }

  mutating func takeRest() -> [DocumentView.Block] {
    defer { rest = [] }
    return Array(rest)
  }
}
