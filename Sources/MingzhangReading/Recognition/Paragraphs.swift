import MingzhangModel

/// Printed lines → paragraphs. Text, DOCX and HTML give whole paragraphs; a PDF gives lines with boxes.
///
/// A line goes on in the next one when it fills the column and the next is not indented, also over a page's end.
struct Paragraphs {
  private var items: [Walk.Item] = []
  /// The last item that may go on, with the line printed last in it.
  private var open: (index: Int, last: TextLine, column: Column)?
  private var column = Column(left: 0, right: 0)

  private struct Column {
    var left: Double
    var right: Double
  }

  static func joined(_ source: [Walk.Item]) -> [Walk.Item] {
    var flow = Paragraphs()
    var start = source.startIndex
    while start < source.endIndex {
      let end = source[start...].firstIndex { $0.page != source[start].page } ?? source.endIndex
      flow.add(Array(source[start..<end]))
      start = end
    }
    return flow.items
  }

  /// Unicode scalars of the longest paragraph that is read as one; the longest seen in print has 1,600.
  private static let longest = 4_000

  /// Cuts paragraphs that nobody would print as one, at a mark: what is read and checked looks around within a paragraph.
  static func cut(_ items: [Walk.Item]) -> [Walk.Item] {
    func isLong(_ item: Walk.Item) -> Bool {
      guard case .line(let line) = item.block, line.text.utf8.count > longest else { return false }
      return line.text.unicodeScalars.count > longest
    }
    guard items.contains(where: isLong) else { return items }
    return items.flatMap { item -> [Walk.Item] in
      guard isLong(item), case .line(let line) = item.block else { return [item] }
      return line.cut(longest).map { Walk.Item(page: item.page, block: .line($0)) }
    }
  }

  private mutating func add(_ page: [Walk.Item]) {
    // the column of running text, from its long lines
    var (left, right) = (Double.infinity, 0.0)
    for case .line(let line) in page.map(\.block) where line.text.unicodeScalars.count >= 22 {
      guard let box = line.span.box else { continue }
      (left, right) = (min(left, box.x0), max(right, box.x1))
    }
    column = Column(left: left, right: right)
    for item in page {
      guard case .line(let line) = item.block, let box = line.span.box else {
        items.append(item)
        open = nil
        continue
      }
      // page numbers and running heads between the pages do not end a paragraph
      if Walk.isPageNumber(line.text.foldedForMatching) {
        items.append(item)
        continue
      }
      if let before = open, goesOn(from: before, to: line, box) {
        append(line, to: before.index)
        open = (before.index, line, column)
      } else {
        items.append(item)
        open = (items.count - 1, line, column)
      }
    }
  }

  private func goesOn(
    from before: (index: Int, last: TextLine, column: Column), to line: TextLine, _ box: SourceSpan.Box
  ) -> Bool {
    guard let last = before.last.span.box, column.right > 0, before.column.right > 0 else { return false }
    let em = max(before.last.fontSize, 9)
    guard abs(before.last.fontSize - line.fontSize) < 1.2 else { return false }
    let isFilled =
      last.x1 > before.column.right - 2.2 * em && last.x1 - last.x0 > 0.6 * (before.column.right - before.column.left)
    let isIndented = box.x0 > column.left + 1.2 * em
    let isRest = Self.isRest(line.text, of: before.last.text) || Self.closesBracket(line.text, of: before.last.text)
    guard isFilled || isRest, !isIndented, !Self.standsAlone(before.last.text), !Self.standsAlone(line.text) else {
      return false
    }
    if let (level, _) = Headings.numbering(of: line.text.foldedForMatching), level == 1 { return false }
    if before.last.span.page == line.span.page, box.y0 - last.y1 > 2.5 * em { return false }
    return true
  }

  /// `932.50万元。` after `政府采购服务预算`: no paragraph begins with an amount, wherever the line before it was broken.
  private static func isRest(_ text: String, of before: String) -> Bool {
    guard let last = before.unicodeScalars.last, (0x4E00...0x9FFF).contains(last.value), before.count > 8 else {
      return false
    }
    let number = text.unicodeScalars.prefix { (0x30...0x39).contains($0.value) || ",.，．".unicodeScalars.contains($0) }
    let after = text.unicodeScalars.dropFirst(number.count)
    guard number.count > 1, let unit = after.first else { return false }
    return "万元%％".unicodeScalars.contains(unit) && (unit != "万" || after.dropFirst().first == "元")
  }

  /// `长)4.70%。` after `下降(增`: the bracket that the line before it opened ends within a few characters.
  private static func closesBracket(_ text: String, of before: String) -> Bool {
    guard let close = text.prefix(4).firstIndex(where: { "）)".contains($0) }), close > text.startIndex,
      let open = before.lastIndex(where: { "（(".contains($0) }), before.count > 8
    else { return false }
    let words = text[..<close]
    return !before[open...].contains { "）)".contains($0) }
      && words.unicodeScalars.allSatisfy {
        (0x4E00...0x9FFF).contains($0.value) && !"一二三四五六七八九十".unicodeScalars.contains($0)
      }
  }

  /// Lines of the contents and heads of tables are never parts of a paragraph.
  private static func standsAlone(_ text: String) -> Bool {
    text.contains("....") || text.contains("……") || text.contains("····") || TableHead.isPart(text)
  }

  private mutating func append(_ line: TextLine, to index: Int) {
    guard case .line(var whole) = items[index].block else { return }
    if whole.parts.isEmpty { whole.parts = [.init(start: 0, span: whole.span)] }
    whole.parts.append(.init(start: whole.text.unicodeScalars.count, span: line.span))
    whole.text += line.text
    if whole.span.page == line.span.page, let box = whole.span.box, let other = line.span.box {
      whole.span.box = box.union(other)
    }
    items[index].block = .line(whole)
  }
}

extension TextLine {
  /// Pieces of at most `length` scalars, each ending behind a mark when there is one in its second half.
  fileprivate func cut(_ length: Int) -> [TextLine] {
    let scalars = Array(text.unicodeScalars)
    let origin = span.columns?.lowerBound ?? 0
    var pieces: [TextLine] = []
    var start = 0
    while start < scalars.count {
      var end = min(start + length, scalars.count)
      if end < scalars.count {
        for marks in ["。", "；;，,、 \n"] {
          guard let mark = (start + length / 2..<end).last(where: { marks.unicodeScalars.contains(scalars[$0]) })
          else { continue }
          end = mark + 1
          break
        }
      }
      var piece = self
      piece.text = String(String.UnicodeScalarView(scalars[start..<end]))
      if parts.isEmpty {
        piece.span.columns = origin + start..<origin + end
      } else {
        let last = parts.last { $0.start <= start }
        piece.parts = parts.filter { $0.start > start && $0.start < end }
        if let last { piece.parts.insert(last, at: 0) }
        for index in piece.parts.indices { piece.parts[index].start = max(0, piece.parts[index].start - start) }
      }
      pieces.append(piece)
      start = end
    }
    return pieces
  }
}
