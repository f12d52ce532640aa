import MingzhangFormats
import MingzhangModel

/// A DOCX → one page of paragraphs and tables (ECMA-376: gridSpan, vMerge), then its footnotes.
struct WordPages {
  let file: String?
  private var blocks: [Page.Block] = []
  private var paragraph = 0
  private var table = 0
  private var numbering = WordNumbering(nil, styles: nil)

  init(file: String?) { self.file = file }

  /// Nil when the archive is no Word document.
  func pages(of archive: ZIPReader) throws(ZIPReader.Problem) -> [Page]? {
    guard let root = try Self.part("word/document.xml", of: archive), let body = root.child("body") else { return nil }
    var reader = self
    reader.numbering = WordNumbering(
      try Self.part("word/numbering.xml", of: archive), styles: try Self.part("word/styles.xml", of: archive))
    reader.collect(body)
    for notes in ["footnotes", "endnotes"] {
      guard let root = try Self.part("word/\(notes).xml", of: archive) else { continue }
      // separators are notes of a type
      for note in root.children where note.attribute("type") == nil { reader.collect(note) }
    }
    return [Page(number: 1, blocks: reader.blocks)]
  }

  private static func part(_ name: String, of archive: ZIPReader) throws(ZIPReader.Problem) -> MarkupNode? {
    try archive.bytes(of: name).flatMap(MarkupParser.xml)
  }

  /// Wrappers that stand for what they hold: content controls, custom XML, tracked insertions.
  private static func content(of parent: MarkupNode) -> [MarkupNode] {
    parent.children.flatMap { node -> [MarkupNode] in
      switch node.name {
      case "sdt": node.child("sdtContent").map(content) ?? []
      case "customXml", "smartTag", "ins", "moveTo": content(of: node)
      default: [node]
      }
    }
  }

  private mutating func collect(_ parent: MarkupNode) {
    for node in Self.content(of: parent) {
      switch node.name {
      case "p": add(node)
      case "tbl":
        if isLayout(node) {
          for row in rows(node) { for cell in cells(row) { collect(cell) } }
        } else {
          table += 1
          blocks.append(.grid(grid(node, number: table)))
        }
      default: break
      }
    }
  }

  private mutating func add(_ node: MarkupNode) {
    paragraph += 1
    var boxes: [MarkupNode] = []
    let words = numbering.prefix(of: node) + text(node, boxes: &boxes)
    for part in words.split(separator: "\n") {
      let words = String(part).trimmingSpaces()
      guard !words.isEmpty else { continue }
      blocks.append(.line(TextLine(words, span: SourceSpan(file: file, line: paragraph))))
    }
    for box in boxes { collect(box) }
  }

  /// The words of a paragraph: runs with tabs and breaks. Deleted text and field codes are not words; the text boxes that
  /// hang on the paragraph are given apart.
  private func text(_ node: MarkupNode, boxes: inout [MarkupNode]) -> String {
    var out = ""
    for child in node.children {
      switch child.name {
      case "t": out += child.text
      case "tab": out += "\t"
      case "br", "cr": out += "\n"
      case "noBreakHyphen": out += "-"
      case "del", "moveFrom", "instrText", "delText", "pPr", "rPr": break
      case "txbxContent": boxes.append(child)
      // one drawing twice, for new and old programs
      case "AlternateContent":
        if let choice = child.child("Choice") ?? child.child("Fallback") { out += text(choice, boxes: &boxes) }
      default: out += text(child, boxes: &boxes)
      }
    }
    return out
  }

  // MARK: tables

  private func rows(_ table: MarkupNode) -> [MarkupNode] { Self.content(of: table).filter { $0.name == "tr" } }
  private func cells(_ row: MarkupNode) -> [MarkupNode] { Self.content(of: row).filter { $0.name == "tc" } }

  /// A table that holds tables only lays out: what stands in it is read in order.
  private func isLayout(_ table: MarkupNode) -> Bool {
    rows(table).contains { row in cells(row).contains { Self.content(of: $0).contains { $0.name == "tbl" } } }
  }

  private mutating func words(_ cell: MarkupNode) -> String {
    var out: [String] = []
    for node in Self.content(of: cell) where node.name == "p" {
      var boxes: [MarkupNode] = []
      out.append((numbering.prefix(of: node) + text(node, boxes: &boxes)).trimmingSpaces())
      out += boxes.map { words($0) }
    }
    return out.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private mutating func grid(_ table: MarkupNode, number: Int) -> Grid {
    var found: [GridCell] = []
    var open: [Int: Int] = [:]  // column → index of the cell that may go on downwards
    var width = 0
    let rows = rows(table)
    for (r, row) in rows.enumerated() {
      let before = row.child("trPr")?.child("gridBefore")?.attribute("val").flatMap { Int($0) } ?? 0
      var column = min(200, max(0, before))
      for cell in cells(row) {
        let properties = cell.child("tcPr")
        let across = min(200, max(1, properties?.child("gridSpan")?.attribute("val").flatMap { Int($0) } ?? 1))
        let merge = properties?.child("vMerge")
        let place = SourceSpan(file: file, sheet: "表\(number)", cell: "R\(r + 1)C\(column + 1)")
        if let merge, merge.attribute("val") != "restart", let index = open[column] {
          found[index].rowSpan += 1
        } else {
          found.append(GridCell(row: r, column: column, columnSpan: across, text: words(cell), span: place))
          open[column] = merge == nil ? nil : found.count - 1
        }
        column += across
        guard column < 1000 else { break }
      }
      width = max(width, column)
    }
    return Grid(
      columnCount: width, rowCount: rows.count, cells: found, span: SourceSpan(file: file, sheet: "表\(number)"))
  }
}
