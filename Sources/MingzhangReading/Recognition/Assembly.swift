import MingzhangCatalog
import MingzhangModel

/// What the walk has sorted, read in full and put together as a disclosure.
struct Assembly {
  let catalog: Catalog
  var walk: Walk
  let source: SourceFile

  func result() -> ReadingResult {
    var leftovers = walk.leftovers
    var account = DigitConservation(total: walk.digitTotal)
    func leave(_ text: String, _ reason: Leftover.Reason, _ span: SourceSpan?) {
      if text.digitCount > 0 { leftovers.append(Leftover(text, reason, span: span)) }
    }

    let identity = Identity(walk: walk, fileName: source.name)
    var disclosure = Disclosure(
      kind: identity.kind, entity: identity.entity, fiscalYear: identity.fiscalYear, title: identity.title,
      source: source)
    for line in walk.cover { leave(line.text, .coverTitle, line.span) }
    if let title = walk.contentsTitle { leave(title.text, .coverTitle, title.span) }
    let hasPages = walk.contents.contains { ContentsReader.entry(of: $0).page != nil }
    for line in walk.contents {
      let entry = ContentsReader.entry(of: line)
      if entry.page != nil || !hasPages { disclosure.contents.append(entry) }
      leave(line.text, .contentsPage, line.span)
    }

    var shifted: [SpannedText] = []
    let names = ItemNames(catalog.functional, year: disclosure.fiscalYear)
    for draft in walk.drafts {
      let table = draft.finished(form: catalog.form(draft.kind), entityYear: disclosure.fiscalYear, names: names)
      shifted += table.shifted
      account.named[Leftover.Reason.tableHeading.rawValue, default: 0] += table.digitsInHeading
      for note in table.statement.notes { leave(note.text, .note, note.span) }
      switch draft.kind {
      case .performance:
        account.inGoals += table.digitsInRows
        let title = SpannedText(draft.title, span: draft.titleSpan)
        disclosure.goals.append(GoalReader().goal(title: title, grids: draft.grids))
      case .units:
        account.named[Leftover.Reason.unitsTable.rawValue, default: 0] += table.digitsInRows
        disclosure.units += draft.grids.flatMap { UnitsReader().units(in: $0) }
      default: account.inTables += table.digitsInRows
      }
      if !disclosure.contents.contains(where: { $0.title.hasSuffix("表") && !$0.title.hasSuffix("报表") }) {
        disclosure.contents += ListOfTables.entries(in: table.statement)
      }
      disclosure.statements.append(table.statement)
    }

    disclosure.nature = Nature(statements: disclosure.statements, lines: walk.allLines).value

    let words = NarrativeAssembly(fiscalYear: disclosure.fiscalYear)
    for section in walk.sections {
      let read = words.section(section)
      disclosure.narrative.sections.append(read.section)
      disclosure.glossary += read.glossary
      account.inClaims += read.digitsInClaims
      leftovers += read.leftovers
    }

    disclosure.inputNotices = InputQuality().notices(for: walk.allLines, entity: disclosure.entity)
    if !shifted.isEmpty {
      disclosure.inputNotices.append(
        InputNotice(
          .shiftedHeading,
          Wording(
            "表头在不同页上错开一格；已按表样对齐。", "A heading stands one cell off on some page; aligned by the form."),
          samples: Array(shifted.prefix(5)), count: shifted.count))
    }
    for leftover in leftovers where leftover.reason != .unexplained {
      account.named[leftover.reason.rawValue, default: 0] += leftover.text.digitCount
    }
    disclosure.leftovers = leftovers
    return ReadingResult(disclosure: disclosure, conservation: account)
  }
}

/// The sections of the narrative with their claims.
struct NarrativeAssembly {
  let claims: ClaimReader

  init(fiscalYear: Int?) { claims = ClaimReader(fiscalYear: fiscalYear) }

  struct Read {
    var section: Narrative.Section
    var glossary: [GlossaryEntry] = []
    var leftovers: [Leftover] = []
    var digitsInClaims = 0
  }

  func section(_ source: Walk.Section) -> Read {
    var read = Read(
      section: Narrative.Section(
        topic: source.topic, level: source.level, heading: source.heading?.text ?? "", headingSpan: source.heading?.span
      ))
    if let heading = source.heading, heading.text.digitCount > 0 {
      read.leftovers.append(Leftover(heading.text, .sectionTitle, span: heading.span))
    }
    if source.topic == .glossary { read.glossary = GlossaryReader().entries(in: source.lines) }
    for paragraph in source.lines {
      let text = SpannedText(paragraph.text, span: paragraph.span)
      let topic = source.topic ?? (Self.opensExplanation(read.section.heading) ? .overview : .otherMatters)
      let found = claims.claims(
        in: text, topic: Headings.lead(of: paragraph.text).flatMap(Headings.topic) ?? topic,
        heading: read.section.heading)
      account(paragraph, found, isGlossary: source.topic == .glossary, in: &read)
      read.section.paragraphs.append(
        Narrative.Paragraph(paragraph.text, span: paragraph.span, claims: placed(found, in: paragraph)))
    }
    return read
  }

  /// `2026年部门预算编制说明`: what follows without a heading of its own is the overview.
  private static func opensExplanation(_ heading: String) -> Bool {
    let folded = heading.foldedForMatching
    return folded.count <= 40
      && ["预算编制说明", "预算情况说明", "决算情况说明"].contains { folded.contains($0) }
  }

  /// Claims of a paragraph joined from lines stand where their own line stands.
  private func placed(_ claims: [Claim], in paragraph: TextLine) -> [Claim] {
    guard !paragraph.parts.isEmpty else { return claims }
    return claims.map { claim in
      guard let range = claim.span?.columns else { return claim }
      var claim = claim
      claim.span = paragraph.span(of: range)
      return claim
    }
  }

  /// Digits of the paragraph: in claims, in its list number, or left over.
  private func account(_ paragraph: TextLine, _ claims: [Claim], isGlossary: Bool, in read: inout Read) {
    let total = paragraph.text.digitCount
    guard total > 0 else { return }
    let start = paragraph.span.columns?.lowerBound ?? 0
    var taken = Set<Int>()
    for claim in claims {
      guard let columns = claim.span?.columns else { continue }
      for column in columns { taken.insert(column - start) }
    }
    let scalars = Array(paragraph.text.unicodeScalars)
    let digits = scalars.indices.filter { String.isDigit(scalars[$0]) }
    read.digitsInClaims += digits.count { taken.contains($0) }
    let open = digits.filter { !taken.contains($0) }
    guard let last = open.last else { return }
    let number = Self.listNumberLength(scalars)
    let (inNumber, others) = (open.filter { $0 < number }, open.filter { $0 >= number })
    if !inNumber.isEmpty {
      read.leftovers.append(
        Leftover(String(String.UnicodeScalarView(scalars[0..<number])), .listNumber, span: paragraph.span))
    }
    guard let first = others.first else { return }
    let words = String(String.UnicodeScalarView(others.map { scalars[$0] }))
    _ = (first, last)
    read.leftovers.append(Leftover(words, isGlossary ? .glossaryText : .unexplained, span: paragraph.span))
  }

  /// `- 1、**`, `7.`, `(3)`: how many scalars the number of a list entry takes.
  private static func listNumberLength(_ scalars: [Unicode.Scalar]) -> Int {
    var index = 0
    while index < scalars.count, "-*#•· (（\u{3000}".unicodeScalars.contains(scalars[index]) { index += 1 }
    let start = index
    while index < scalars.count, String.isDigit(scalars[index]) { index += 1 }
    guard index > start, index - start <= 2, index < scalars.count, "、.．)）:：".unicodeScalars.contains(scalars[index])
    else {
      return 0
    }
    return index + 1
  }
}

extension Headings {
  /// `1、收入说明。反映…` → `收入说明`: the words by which a paragraph says what it is about.
  static func lead(of text: String) -> String? {
    let folded = text.foldedForMatching
    guard let (_, rest) = numbering(of: folded), let end = rest.firstIndex(where: { "。:".contains($0) }) else {
      return nil
    }
    let lead = rest[..<end]
    return lead.count <= 16 ? String(lead) : nil
  }
}
