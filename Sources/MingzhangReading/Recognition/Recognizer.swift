import MingzhangCatalog
import MingzhangModel

/// Pages → disclosure: finds tables by their forms, sections by their headings, and accounts for every digit.
public struct Recognizer: Sendable {
  let catalog: Catalog

  public init(catalog: Catalog) { self.catalog = catalog }

  public func recognise(_ pages: [Page], source: SourceFile) -> ReadingResult {
    var walk = Walk(catalog: catalog, pages: SplitColumns(catalog: catalog).joined(pages))
    walk.run()
    return Assembly(catalog: catalog, walk: walk, source: source).result()
  }
}

/// One pass over the blocks of a file, from top to bottom, sorting each into a part of the disclosure.
struct Walk {
  struct Item {
    var page: Int
    var block: Page.Block
  }

  /// A heading or a paragraph of the narrative, not yet read.
  struct Section {
    var level: Int
    var heading: TextLine?
    var topic: Narrative.Topic?
    var lines: [TextLine] = []
  }

  let catalog: Catalog
  private let titles: Titles
  private let items: [Item]
  private var index = 0
  private var open: TableDraft?
  private var entryTitles: Set<String> = []
  /// How many sections there were when a table last took its name from one.
  private var namedSections = 0

  let digitTotal: Int
  let allLines: [SpannedText]
  var cover: [TextLine] = []
  var contents: [TextLine] = []
  var contentsTitle: TextLine?
  var drafts: [TableDraft] = []
  var sections: [Section] = []
  var leftovers: [Leftover] = []
  var isCover = true

  init(catalog: Catalog, pages: [Page]) {
    self.catalog = catalog
    titles = Titles(catalog: catalog)
    let parts = GridParts(catalog: catalog)
    var items: [Item] = []
    var lines: [SpannedText] = []
    var digits = 0
    let heads = RunningHeads(pages: pages, titles: titles)
    for page in pages {
      for block in titles.joinedTitles(page.blocks) {
        switch block {
        case .line(let line):
          digits += line.text.digitCount
          lines.append(SpannedText(line.text, span: line.span))
          if heads.contain(line) {
            if line.text.digitCount > 0 { leftovers.append(Leftover(line.text, .runningHead, span: line.span)) }
            continue
          }
          items.append(Item(page: page.number, block: block))
        case .grid(let grid):
          for cell in grid.cells {
            digits += cell.text.digitCount
            if !cell.text.isEmpty { lines.append(SpannedText(cell.text, span: cell.span)) }
          }
          items += parts.blocks(of: grid).map { Item(page: page.number, block: $0) }
        }
      }
    }
    (self.items, digitTotal, allLines) = (Paragraphs.cut(Paragraphs.joined(items)), digits, lines)
  }

  mutating func run() {
    while index < items.count {
      let item = items[index]
      index += 1
      switch item.block {
      case .grid(let grid): take(grid, page: item.page)
      case .line(let line): take(line, page: item.page)
      }
    }
    close()
  }

  // MARK: lines

  private mutating func take(_ line: TextLine, page: Int) {
    let text = line.text
    let folded = text.foldedForMatching
    guard !folded.isEmpty else { return }
    if Self.isPageNumber(folded) { return leave(text, .runningHead, line.span) }
    if contents.isEmpty, Self.isContentsTitle(folded) { return readContents(line) }
    if let table = tableAhead(line, page: page) { return start(table) }
    if open != nil, afterTable(line, folded: folded) { return }
    if let level = Headings.level(of: text) ?? levelOfNextInList(text) ?? (folded == "名词解释" ? 1 : nil) {
      close()
      isCover = false
      return sections.append(Section(level: level, heading: line, topic: topic(of: text, level: level)))
    }
    if isCover, sections.isEmpty, drafts.isEmpty, cover.count < 24, folded.count < 40, !folded.contains("。") {
      return cover.append(line)
    }
    isCover = false
    close()
    if isDocumentTitle(folded) { return sections.append(Section(level: 0, heading: line, topic: nil)) }
    if sections.isEmpty { sections.append(Section(level: 0, heading: nil, topic: nil)) }
    sections[sections.count - 1].lines.append(line)
  }

  /// A longer heading that ends in a full stop is still one when it goes on counting where the last heading stopped.
  private func levelOfNextInList(_ text: String) -> Int? {
    let folded = text.foldedForMatching
    guard let (level, rest) = Headings.numbering(of: folded), rest.count <= 50, !rest.contains(","),
      !rest.contains(";"),
      !rest.dropLast().contains("。"), let last = sections.last(where: { $0.level > 0 }), last.level == level,
      level == 3,
      let before = last.heading.flatMap({ Int($0.text.foldedForMatching.prefix { $0.isNumber }) }),
      let number = Int(folded.prefix { $0.isNumber }), number == before + 1
    else { return nil }
    return level
  }

  /// `南宫市人民政府办公室 2023 年部门预算信息公开情况说明`: opens the part with the words.
  private func isDocumentTitle(_ folded: String) -> Bool {
    folded.count <= 50 && (folded.hasSuffix("说明") || folded.hasSuffix("公开")) && folded.firstYear != nil
      && !folded.contains("。") && !folded.contains(",")
  }

  private func topic(of heading: String, level: Int) -> Narrative.Topic? {
    let parent = sections.last { $0.level > 0 && $0.level < level }?.topic
    switch parent {
    case .performance, .duties, .glossary: return parent
    default: break
    }
    if level > 2 { return parent ?? Headings.topic(of: heading) }
    return Headings.topic(of: heading) ?? parent
  }

  /// Lines between a table and what follows: notes, and the head that is printed again on the next page.
  private mutating func afterTable(_ line: TextLine, folded: String) -> Bool {
    guard var table = open else { return false }
    if Notes.isNote(line.text) {
      table.notes.append(SpannedText(line.text, span: line.span))
      open = table
      return true
    }
    if table.head.lines.contains(folded) || TableHead.isPart(line.text) {
      if let other = table.anotherUnit(in: line) {
        table.waitingUnit = other
        open = table
      }
      leave(line.text, .runningHead, line.span)
      return true
    }
    return false
  }

  static func isPageNumber(_ folded: String) -> Bool {
    guard folded.unicodeScalars.count <= 16 else { return false }
    var bare = Substring(folded)
    // 第8页,共45页 and 8/45
    if bare.hasPrefix("第"), bare.hasSuffix("页"), let mark = bare.firstRange(of: "页"), mark.upperBound < bare.endIndex {
      let rest = bare[mark.upperBound...].drop { ",、/".contains($0) }
      if rest.hasPrefix("共"), rest.dropFirst().dropLast().allSatisfy(\.isNumber) { bare = bare[..<mark.upperBound] }
    } else if let slash = bare.firstIndex(of: "/"), !bare[bare.index(after: slash)...].isEmpty,
      bare[bare.index(after: slash)...].allSatisfy(\.isNumber)
    {
      bare = bare[..<slash]
    }
    if bare.hasPrefix("第"), bare.hasSuffix("页") { bare = bare.dropFirst().dropLast() }
    while let first = bare.first, "-—·~".contains(first) { bare = bare.dropFirst() }
    while let last = bare.last, "-—·~".contains(last) { bare = bare.dropLast() }
    return !bare.isEmpty && bare.count <= 4 && bare.allSatisfy { $0.isASCII && $0.isNumber }
  }

  // MARK: contents

  private static func isContentsTitle(_ folded: String) -> Bool {
    folded.count <= 30 && (folded.hasSuffix("目录") || folded == "目次")
  }

  /// Takes in the entries below 目录, until the body begins with a title that the contents already named.
  private mutating func readContents(_ title: TextLine) {
    isCover = true
    contentsTitle = title
    var waiting = 0
    var lookahead = index
    while lookahead < items.count, case .line(let line) = items[lookahead].block {
      let folded = line.text.foldedForMatching
      let entry = ContentsReader.entry(of: line)
      let bare = entry.title.foldedForMatching
      if let last = contents.last, Self.goesOn(last, with: line) {
        contents[contents.count - 1].text += line.text
        entryTitles.insert(ContentsReader.entry(of: contents[contents.count - 1]).title.foldedForMatching)
        lookahead += 1
        continue
      }
      if entryTitles.contains(bare) && entry.page == nil { break }
      guard folded.unicodeScalars.count <= 80, !folded.hasSuffix("。") else { break }
      if entry.page != nil { waiting = 0 } else { waiting += 1 }
      if Self.isPageNumber(folded) { waiting -= 1 } else { entryTitles.insert(bare) }
      if waiting > 24, !isRepeated(contents.first ?? line, after: lookahead) { break }
      contents.append(line)
      lookahead += 1
    }
    // without any page numbers the contents end where the body repeats the first entry
    index = lookahead
    isCover = false
  }

  /// Whether an entry is broken over two lines: numbered and without a page, then a few words without a number.
  private static func goesOn(_ entry: TextLine, with line: TextLine) -> Bool {
    let (first, rest) = (entry.text.foldedForMatching, line.text.foldedForMatching)
    guard ContentsReader.entry(of: entry).page == nil, first.unicodeScalars.count >= 20,
      rest.unicodeScalars.count <= 12,
      Headings.numbering(of: first) != nil, Headings.numbering(of: rest) == nil, !rest.hasPrefix("第"),
      !rest.hasPrefix("附"),
      !isPageNumber(rest)
    else { return false }
    // 情况说 | 明, 收支预 | 算总表: an entry is a title, and ends as one
    return !["表", "说明", "解释", "概况", "情况", "职责", "设置"].contains(where: first.hasSuffix)
  }

  /// Whether the first entry of long contents without page numbers stands again soon: then all up to there are contents.
  private func isRepeated(_ first: TextLine, after place: Int) -> Bool {
    let bare = ContentsReader.entry(of: first).title.foldedForMatching
    return items[place..<min(items.count, place + 60)].dropFirst().contains { item in
      guard case .line(let line) = item.block else { return false }
      return ContentsReader.entry(of: line).title.foldedForMatching == bare
    }
  }

  // MARK: tables

  private struct Ahead {
    var draft: TableDraft
    /// The item after the head; the grid itself when there is one.
    var next: Int
    var headLines: [TextLine]
    var titleLines: [TextLine]
  }

  /// A table that begins with this line: a title, then only lines of a head, then a grid (or a note that it is empty).
  private func tableAhead(_ line: TextLine, page: Int) -> Ahead? {
    guard var kind = titles.kind(of: line.text) else { return nil }
    var draft = TableDraft(kind: kind, title: line.text.trimmingSpaces(), titleSpan: line.span, head: TableHead())
    var ahead = Ahead(draft: draft, next: index, headLines: [], titleLines: [line])
    var strangers = 0
    var position = index
    while position < items.count, position < index + 10 {
      switch items[position].block {
      case .grid:
        guard items[position].page == page else { return nil }
        draft.kind = kind
        ahead.draft = draft
        ahead.next = position
        return ahead
      case .line(let next):
        let folded = next.text.foldedForMatching
        if draft.head.take(next.text) {
          ahead.headLines.append(next)
        } else if Notes.isNote(next.text), kind != .other, !draft.head.lines.isEmpty {
          ahead.draft = draft
          ahead.next = position
          return ahead
        } else if let more = titles.kind(of: next.text), strangers == 0, ahead.titleLines.count < 3 {
          // a title over two lines, or a more particular one below a general one
          if kind == .other || more != .other {
            if Headings.level(of: next.text) != nil { return nil }
            (kind, draft.title, draft.titleSpan) = (more, next.text.trimmingSpaces(), next.span)
          } else {
            draft.title += next.text.trimmingSpaces()
          }
          ahead.titleLines.append(next)
        } else if folded.count < 30,
          folded.hasPrefix("(") && folded.hasSuffix(")")
            || strangers == 0 && draft.title.hasOpenBracket && folded.contains(")") && !folded.contains("单位")
        {
          // （不含上年结转）, or the rest of a bracket that the line's end cut
          draft.title += next.text.trimmingSpaces()
          ahead.titleLines.append(next)
        } else {
          strangers += 1
          guard strangers <= 2, folded.unicodeScalars.count <= 24, Headings.level(of: next.text) == nil,
            !folded.contains("。"), !folded.contains(",")
          else { return nil }
          draft.head.name(next.text)
          ahead.headLines.append(next)
        }
      }
      position += 1
    }
    return nil
  }

  private mutating func start(_ ahead: Ahead) {
    close()
    isCover = false
    for line in ahead.titleLines { leave(line.text, .tableTitle, line.span) }
    for line in ahead.headLines { leave(line.text, .tableHeading, line.span) }
    index = ahead.next
    if let last = drafts.last, last.kind == ahead.draft.kind, !last.matrices.isEmpty, index < items.count,
      last.title.foldedForMatching == ahead.draft.title.foldedForMatching, case .grid(let grid) = items[index].block,
      let lastPage = last.pages.last, items[index].page - lastPage <= 1,
      last.isContinued(by: grid, matrix: Matrix(grid))
    {
      drafts.removeLast()
      var last = last
      if last.otherUnit == nil { last.otherUnit = ahead.headLines.lazy.compactMap(last.anotherUnit).first }
      open = last
    } else {
      open = ahead.draft
    }
  }

  private mutating func take(_ grid: Grid, page: Int) {
    let matrix = Matrix(grid)
    isCover = false
    if let table = open, !table.isContinued(by: grid, matrix: matrix) {
      close()
      if table.isFollowed(byForm: matrix) {
        open = TableDraft(kind: table.kind, title: table.title, titleSpan: nil, head: table.head)
      }
    }
    if open == nil {
      let kind = FormMatch(catalog: catalog).kind(of: matrix) ?? .other
      var table = TableDraft(kind: kind, title: "", head: TableHead())
      // the first table of a section that has no title of its own is called what the section is called
      if let heading = sections.last?.heading, namedSections != sections.count, abs(heading.span.page - page) < 2,
        heading.span.box != nil, let (_, words) = Headings.numbering(of: heading.text.foldedForMatching),
        words.count < 30
      {
        (table.title, table.titleSpan) = (String(words), heading.span)
      }
      namedSections = sections.count
      open = table
    }
    open?.add(grid, matrix: matrix, page: page)
  }

  private mutating func close() {
    guard let table = open else { return }
    if !table.matrices.isEmpty || !table.notes.isEmpty { drafts.append(table) }
    open = nil
  }

  /// Notes the words as accounted for, when they have digits.
  mutating func leave(_ text: String, _ reason: Leftover.Reason, _ span: SourceSpan?) {
    if text.digitCount > 0 { leftovers.append(Leftover(text, reason, span: span)) }
  }
}

/// A table without a title, known by its columns.
struct FormMatch {
  let catalog: Catalog

  func kind(of matrix: Matrix) -> StatementKind? {
    let words = (0..<min(3, matrix.rows.count)).flatMap { matrix.words(inRow: $0) }
    if words.contains("一级指标") || words.contains("三级指标") { return .performance }
    if words.contains("单位性质"), words.contains("单位名称") { return .units }
    return nil
  }
}

extension String {
  /// Whether a bracket is opened and not closed.
  fileprivate var hasOpenBracket: Bool {
    let folded = foldedForMatching
    return folded.count { $0 == "(" } > folded.count { $0 == ")" }
  }
}
