import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel

@testable import MingzhangReading

/// A published file as its pages: what stands printed can be altered, and the pages recognised again.
struct PublishedDocument {
  let name: String
  var pages: [Page]
  let source: SourceFile
  /// What was read before any edit.
  let disclosure: Disclosure
  let figures: PublishedFigures

  init(_ file: URL, catalog: Catalog) throws {
    let read = try Reader(catalog: catalog).pages(
      of: Array(Data(contentsOf: file)), name: file.lastPathComponent, password: nil)
    (name, pages, source) = (file.deletingPathExtension().lastPathComponent, read.pages, read.source)
    figures = PublishedFigures(read.pages)
    disclosure = Recognizer(catalog: catalog).recognise(read.pages, source: read.source).disclosure
  }

  func check(with catalog: Catalog) -> CheckReport {
    RuleBook.standard.check(recognised(with: catalog), with: catalog)
  }

  func recognised(with catalog: Catalog) -> Disclosure {
    Recognizer(catalog: catalog).recognise(pages, source: source).disclosure
  }

  // MARK: words

  /// A printed line or paragraph.
  struct Place: Hashable {
    var page: Int
    var block: Int
  }

  func line(_ place: Place) -> TextLine? {
    if case .line(let line) = pages[place.page].blocks[place.block] { return line }
    return nil
  }

  /// Lines that became words of the narrative.
  func prose() -> [Place] {
    let known = Set(disclosure.narrative.sections.flatMap { $0.paragraphs.map(\.text) })
    return places { line in line.text.count > 12 && known.contains { $0.contains(line.text) } }
  }

  /// Lines that became headings of the narrative; the same words in the contents are none.
  func headings() -> [Place] {
    let known = Dictionary(grouping: disclosure.narrative.sections, by: \.heading)
    return places { line in
      known[line.text]?.contains { $0.headingSpan.map { $0.page == line.span.page } ?? true } ?? false
    }
  }

  func places(where wanted: (TextLine) -> Bool) -> [Place] {
    pages.indices.flatMap { page in
      pages[page].blocks.indices.compactMap { block in
        let place = Place(page: page, block: block)
        return line(place).map(wanted) == true ? place : nil
      }
    }
  }

  /// Replaces the characters of `range` and says where the new ones stand.
  mutating func replace(_ range: Range<String.Index>, at place: Place, with new: String) -> SourceSpan? {
    guard case .line(var line) = pages[place.page].blocks[place.block] else { return nil }
    let text = line.text
    let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
    let end = text.unicodeScalars.distance(from: text.startIndex, to: range.upperBound)
    let added = new.unicodeScalars.count - (end - start)
    let span = line.span(of: max(0, start - 1)..<max(end, start + 1))
    line.text.replaceSubrange(range, with: new)
    for index in line.parts.indices where line.parts[index].start > start {
      line.parts[index].start = max(start, line.parts[index].start + added)
    }
    pages[place.page].blocks[place.block] = .line(line)
    return span
  }

  mutating func remove(_ place: Place) { pages[place.page].blocks.remove(at: place.block) }

  // MARK: cells

  /// A cell of a recognised table, where it stands on the page.
  struct TableCell {
    var page: Int
    var block: Int
    /// Index into the grid's cells.
    var index: Int
  }

  /// The printed cell at `span`.
  func cell(at span: SourceSpan?) -> TableCell? {
    guard let span else { return nil }
    for page in pages.indices where pages[page].number == span.page {
      for block in pages[page].blocks.indices {
        guard case .grid(let grid) = pages[page].blocks[block] else { continue }
        if let index = grid.cells.firstIndex(where: { $0.span == span && !$0.text.isEmpty }) {
          return TableCell(page: page, block: block, index: index)
        }
      }
    }
    return nil
  }

  func text(_ cell: TableCell) -> String {
    guard case .grid(let grid) = pages[cell.page].blocks[cell.block] else { return "" }
    return grid.cells[cell.index].text
  }

  mutating func set(_ text: String, at cell: TableCell) -> SourceSpan? {
    guard case .grid(var grid) = pages[cell.page].blocks[cell.block] else { return nil }
    grid.cells[cell.index].text = text
    pages[cell.page].blocks[cell.block] = .grid(grid)
    return grid.cells[cell.index].span
  }

  /// Takes the printed row of `cell` out; nil when a merged cell reaches over it.
  mutating func removeRow(of cell: TableCell) -> Bool {
    guard case .grid(var grid) = pages[cell.page].blocks[cell.block] else { return false }
    let row = grid.cells[cell.index].row
    guard !grid.cells.contains(where: { $0.rowSpan > 1 && ($0.row..<$0.row + $0.rowSpan).contains(row) }) else {
      return false
    }
    grid.cells.removeAll { $0.row == row }
    for index in grid.cells.indices where grid.cells[index].row > row { grid.cells[index].row -= 1 }
    grid.rowCount -= 1
    pages[cell.page].blocks[cell.block] = .grid(grid)
    return true
  }

  /// Prints the row of `cell` twice.
  mutating func doubleRow(of cell: TableCell) -> Bool {
    guard case .grid(var grid) = pages[cell.page].blocks[cell.block] else { return false }
    let row = grid.cells[cell.index].row
    guard !grid.cells.contains(where: { $0.rowSpan > 1 && ($0.row..<$0.row + $0.rowSpan).contains(row) }) else {
      return false
    }
    let own = grid.cells.filter { $0.row == row }
    for index in grid.cells.indices where grid.cells[index].row > row { grid.cells[index].row += 1 }
    grid.cells += own.map {
      var copy = $0
      copy.row += 1
      return copy
    }
    grid.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    grid.rowCount += 1
    pages[cell.page].blocks[cell.block] = .grid(grid)
    return true
  }
}

/// What was altered in a published document, and where a finding must point.
struct PublishedEdit {
  var kind: String
  var document: PublishedDocument
  var spans: [SourceSpan]
  var words: [String]
  /// What was done, for the list of what was missed.
  var note: String
}

/// A kind of mistake in published files: makes the `pick`-th edit of its kind, nil when there is no further place for it.
struct PublishedKind: Sendable {
  typealias Made = (document: PublishedDocument, spans: [SourceSpan?], words: [String], note: String)
  let name: String
  let make: @Sendable (PublishedDocument, Int) -> Made?

  func edits(of document: PublishedDocument, count: Int) -> [PublishedEdit] {
    var out: [PublishedEdit] = []
    for pick in 0..<(count * 4) where out.count < count {
      guard let made = make(document, pick), made.document.pages != document.pages,
        !out.contains(where: { $0.note == made.note })
      else { continue }
      out.append(
        PublishedEdit(
          kind: name, document: made.document, spans: made.spans.compactMap(\.self), words: made.words, note: made.note)
      )
    }
    return out
  }
}
