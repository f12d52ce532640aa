import MingzhangFormats
import MingzhangModel

/// A DOCX → one page of paragraphs and tables (ECMA-376: gridSpan, vMerge).
struct WordPages {
  let file: String?

  /// Nil when the archive is no Word document.
  func pages(of archive: ZIPReader) throws(ZIPReader.Problem) -> [Page]? {
    guard let bytes = try archive.bytes(of: "word/document.xml"), let root = MarkupParser.xml(bytes),
      let body = root.child("body")
    else {
      return nil
    }
    var blocks: [Page.Block] = []
    var paragraph = 0
    var table = 0
    collect(body, into: &blocks, &paragraph, &table)
    return [Page(number: 1, blocks: blocks)]
  }

  private func collect(
    _ parent: MarkupNode, into blocks: inout [Page.Block], _ paragraph: inout Int, _ table: inout Int
  ) {
    for node in parent.children {
      switch node.name {
      case "p":
        paragraph += 1
        for text in text(node).split(separator: "\n") {
          let words = String(text).trimmingSpaces()
          guard !words.isEmpty else { continue }
          blocks.append(.line(TextLine(words, span: SourceSpan(file: file, line: paragraph))))
        }
      case "tbl":
        table += 1
        blocks.append(.grid(grid(node, number: table)))
      case "sdt": if let content = node.child("sdtContent") { collect(content, into: &blocks, &paragraph, &table) }
      default: break
      }
    }
  }

  /// The words of a paragraph: runs with tabs and breaks; deleted text and field codes are not words.
  private func text(_ node: MarkupNode) -> String {
    var out = ""
    for child in node.children {
      switch child.name {
      case "t": out += child.text
      case "tab": out += "\t"
      case "br", "cr": out += "\n"
      case "del", "instrText", "pPr", "rPr": break
      default: out += text(child)
      }
    }
    return out
  }

  private func grid(_ table: MarkupNode, number: Int) -> Grid {
    var cells: [GridCell] = []
    var open: [Int: Int] = [:]  // column → index of the cell that may go on downwards
    var width = 0
    let rows = table.children("tr")
    for (r, row) in rows.enumerated() {
      var column = row.child("trPr")?.child("gridBefore")?.attribute("val").flatMap { Int($0) } ?? 0
      for cell in row.children("tc") {
        let properties = cell.child("tcPr")
        let across = min(200, max(1, properties?.child("gridSpan")?.attribute("val").flatMap { Int($0) } ?? 1))
        let merge = properties?.child("vMerge")
        let place = SourceSpan(file: file, sheet: "表\(number)", cell: "R\(r + 1)C\(column + 1)")
        if let merge, merge.attribute("val") != "restart", let index = open[column] {
          cells[index].rowSpan += 1
        } else {
          let words = cell.children("p").map { text($0).trimmingSpaces() }.filter { !$0.isEmpty }.joined(
            separator: "\n")
          cells.append(GridCell(row: r, column: column, columnSpan: across, text: words, span: place))
          open[column] = merge == nil ? nil : cells.count - 1
        }
        column += across
      }
      width = max(width, column)
    }
    return Grid(
      columnCount: width, rowCount: rows.count, cells: cells, span: SourceSpan(file: file, sheet: "表\(number)"))
  }
}
