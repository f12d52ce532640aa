import MingzhangFormats
import MingzhangModel

/// A web page → one page of lines and grids.
///
/// Layout tables (a table that holds tables, or one column only) are not grids: what stands in them is read in order.
struct WebPages {
  let file: String?
  private var blocks: [Page.Block] = []
  private var line = ""
  private var lineNumber = 0

  init(file: String?) { self.file = file }

  static func pages(of bytes: [UInt8], file: String?) -> (pages: [Page], notices: [InputNotice])? {
    guard let root = MarkupParser.html(bytes, encoding: declared(bytes)) else { return nil }
    var reader = WebPages(file: file)
    // the page's title is often the only place that names the department
    if let title = root.child("head")?.child("title") { reader.read(title) }
    reader.read(root.child("body") ?? root)
    reader.endLine()
    let hasTable = reader.blocks.contains { if case .grid = $0 { true } else { false } }
    return ([Page(number: 1, blocks: reader.blocks)], WebAttachments(root, hasTable: hasTable).notices)
  }

  /// `gb2312` and `gbk` pages use characters beyond both: gb18030 reads them all. Nil leaves it to the page.
  private static func declared(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    if head.contains("charset=gb") || head.contains("charset=\"gb") || head.contains("charset='gb") { return "gb18030" }
    if String(validating: bytes, as: UTF8.self) != nil { return "utf-8" }
    return head.contains("charset") ? nil : "gb18030"
  }

  private static let hidden: Set<String> = [
    "script", "style", "noscript", "template", "head", "nav", "select", "svg", "iframe",
  ]
  private static let lines: Set<String> = [
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "section", "article", "header",
    "footer", "main", "caption", "dt",
    "dd", "blockquote", "figure", "hr", "title",
  ]

  private mutating func read(_ node: MarkupNode) {
    switch node.content {
    case .text(let text):
      if line.isEmpty { lineNumber = node.line }
      line += text
    case .element(let name, let attributes, let children):
      guard !Self.hidden.contains(name), attributes["hidden"] == nil,
        attributes["style"]?.contains("display:none") != true
      else { return }
      if name == "table", let grid = grid(node) {
        endLine()
        for caption in node.children("caption") {
          for part in caption.children {
            read(part)
            if part.name == "span" { endLine() }
          }
          endLine()
        }
        blocks.append(.grid(grid))
        return
      }
      let breaks = Self.lines.contains(name)
      if breaks { endLine() }
      children.forEach { read($0) }
      if breaks { endLine() }
    }
  }

  private mutating func endLine() {
    let text = Self.plain(line)
    line = ""
    guard !text.isEmpty else { return }
    blocks.append(.line(TextLine(text, span: SourceSpan(file: file, line: lineNumber))))
  }

  /// White space as a browser shows it.
  private static func plain(_ text: String) -> String {
    var out = ""
    var space = false
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{A0}" {
        space = true
      } else {
        if space, !out.isEmpty { out.append(" ") }
        space = false
        out.unicodeScalars.append(scalar)
      }
    }
    return out.trimmingSpaces()
  }

  /// A data table as a grid; nil for a table that only lays out.
  private func grid(_ table: MarkupNode) -> Grid? {
    guard table.all("table").isEmpty else { return nil }
    let rows = table.all("tr")
    guard rows.count <= 20_000 else { return nil }
    var cells: [GridCell] = []
    var taken: [Int: Int] = [:]  // column → rows still covered
    var width = 0
    for (r, row) in rows.enumerated() {
      var column = 0
      var covered: [Int: Int] = [:]
      for cell in row.children where cell.name == "td" || cell.name == "th" {
        while taken[column, default: 0] > 0 { column += 1 }
        let across = min(200, max(1, cell.attribute("colspan").flatMap { Int($0) } ?? 1))
        let down = min(rows.count - r, max(1, cell.attribute("rowspan").flatMap { Int($0) } ?? 1))
        let text = cellText(cell)
        let place = "R\(r + 1)C\(column + 1)"
        cells.append(
          GridCell(
            row: r, column: column, rowSpan: down, columnSpan: across, text: text,
            span: SourceSpan(file: file, line: cell.line == 0 ? nil : cell.line, cell: place)))
        for c in column..<column + across { covered[c] = down }
        column += across
        guard column < GridLimit.columns else { break }
      }
      for c in taken.keys { taken[c] = max(0, (taken[c] ?? 0) - 1) }
      for (c, down) in covered { taken[c] = max(taken[c] ?? 0, down - 1) }
      width = max(width, column)
    }
    guard width > 1, cells.contains(where: { !$0.text.isEmpty }) else { return nil }
    return Grid(
      columnCount: width, rowCount: rows.count, cells: cells,
      span: SourceSpan(file: file, line: table.line == 0 ? nil : table.line))
  }

  private func cellText(_ node: MarkupNode) -> String {
    var text = ""
    func walk(_ node: MarkupNode) {
      switch node.content {
      case .text(let words): text += words
      case .element(let name, _, let children):
        if name == "br" || (Self.lines.contains(name) && !text.isEmpty) { text += "\n" }
        children.forEach(walk)
      }
    }
    node.children.forEach(walk)
    return text.split(separator: "\n").map { Self.plain(String($0)) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
