import MingzhangModel

/// Plain or Markdown text → pages: rows of tab or pipe cells become grids, everything else lines.
///
/// A form feed begins a new page. Spans name the line (from 1) and the range of Unicode scalars within it.
struct TextPages {
  let file: String?

  func pages(of text: String) -> [Page] {
    var pages: [Page] = []
    var builder = Builder(file: file)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let pieces = line.split(separator: "\u{0C}", omittingEmptySubsequences: false)
      for (piece, words) in pieces.enumerated() {
        if piece > 0 { pages.append(builder.endPage()) }
        builder.add(words, line: index + 1)
      }
    }
    pages.append(builder.endPage())
    return pages
  }

  private struct Builder {
    let file: String?
    private var number = 1
    private var blocks: [Page.Block] = []
    private var rows: [Row] = []

    init(file: String?) { self.file = file }

    private struct Row {
      var line: Int
      var cells: [(text: Substring, columns: Range<Int>)]
    }

    mutating func endPage() -> Page {
      endGrid()
      defer {
        number += 1
        blocks = []
      }
      return Page(number: number, blocks: blocks)
    }

    mutating func add(_ words: Substring, line: Int) {
      if let cells = Self.cells(of: words) {
        if !cells.isEmpty { rows.append(Row(line: line, cells: cells)) }
        return
      }
      endGrid()
      let marks = Self.headingMarks(words)
      let text = String(words.unicodeScalars.dropFirst(marks)).trimmingSpaces()
      guard !text.isEmpty else { return }
      let start = marks + words.unicodeScalars.dropFirst(marks).prefix { $0.properties.isWhitespace }.count
      let span = SourceSpan(
        file: file, page: number, line: line, columns: start..<start + text.unicodeScalars.count)
      blocks.append(
        .line(TextLine(text, span: span, isBold: marks > 0 || text.hasPrefix("**") && text.hasSuffix("**"))))
    }

    /// The cells of a table row; nil when the line is none; empty for the rule below a pipe table's heading.
    private static func cells(of words: Substring) -> [(text: Substring, columns: Range<Int>)]? {
      let trimmed = words.drop { $0 == " " }
      if trimmed.first == "|" {
        var cells = split(words, at: "|")
        if !cells.isEmpty { cells.removeFirst() }
        if let last = cells.last, last.text.allSatisfy(\.isWhitespace) { cells.removeLast() }
        let isRule = cells.allSatisfy { $0.text.contains("-") && $0.text.allSatisfy { "-: ".contains($0) } }
        return isRule ? [] : cells
      }
      guard words.contains("\t"), !isContentsLine(words) else { return nil }
      return split(words, at: "\t")
    }

    /// How many scalars the `## ` of a Markdown heading takes.
    private static func headingMarks(_ words: Substring) -> Int {
      let marks = words.unicodeScalars.prefix { $0 == "#" }.count
      return marks > 0 && marks <= 6 && words.unicodeScalars.dropFirst(marks).first == " " ? marks : 0
    }

    /// `部门预算收支总表.....⇥- 1 -`: dot leaders make a line of the contents, not a table row.
    private static func isContentsLine(_ words: Substring) -> Bool {
      words.contains("...") || words.contains("……") || words.contains("···")
    }

    private static func split(_ words: Substring, at separator: Unicode.Scalar) -> [(
      text: Substring, columns: Range<Int>
    )] {
      var cells: [(text: Substring, columns: Range<Int>)] = []
      var (start, from, column, escaped) = (words.startIndex, 0, 0, false)
      let scalars = words.unicodeScalars
      var index = scalars.startIndex
      while index < scalars.endIndex {
        if scalars[index] == separator, !escaped {
          cells.append((words[start..<index], from..<column))
          start = scalars.index(after: index)
          from = column + 1
        }
        escaped = scalars[index] == "\\" && !escaped
        index = scalars.index(after: index)
        column += 1
      }
      cells.append((words[start..<words.endIndex], from..<column))
      return cells
    }

    private mutating func endGrid() {
      guard let first = rows.first else { return }
      defer { rows = [] }
      let width = rows.map(\.cells.count).max() ?? 0
      var cells: [GridCell] = []
      for (r, row) in rows.enumerated() {
        for (c, cell) in row.cells.enumerated() {
          var text = String(cell.text).trimmingSpaces()
          if text.contains("\\|") { text = text.replacing("\\|", with: "|") }
          if text.contains("<br>") { text = text.replacing("<br>", with: "\n") }
          let span = SourceSpan(file: file, page: number, line: row.line, columns: cell.columns)
          cells.append(GridCell(row: r, column: c, text: text, span: span))
        }
      }
      let span = SourceSpan(file: file, page: number, line: first.line)
      blocks.append(.grid(Grid(columnCount: width, rowCount: rows.count, cells: cells, span: span)))
    }
  }
}
