import MingzhangModel

/// One table as WordprocessingML. Heading rows come first and repeat; merged cells keep their borders.
struct WordTable {
  private let table: TableView
  private let widths: [Int]
  /// Half-points.
  private let size: Int

  /// `width` in twentieths of a point.
  init(_ table: TableView, width: Int) {
    self.table = table
    let fit = ColumnFit(table, room: Double(width) / 20, padding: 12)
    widths = fit.widths.map { Int(($0 * 20).rounded()) }
    size = Int(fit.size * 2)
  }

  private var count: Int { table.columns.count }

  /// Empty for a table without rows, which Word would refuse.
  var xml: String {
    guard count > 0, !(table.leadRows + table.headRows + table.bodyRows).isEmpty else { return "" }
    var out = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
    out += "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    out += widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    if [table.left, table.middle, table.right].contains(where: { !$0.isEmpty }) { out += lineRow }
    out += rows(table.leadRows, style: "Cell", isHeading: true, boldFirst: true)
    out += rows(table.headRows, style: "CellHead", isHeading: true)
    out += rows(table.bodyRows, style: "Cell", isHeading: false)
    return out + "</w:tbl>"
  }

  /// Department, year and unit above the heading, without borders; repeated with it.
  private var lineRow: String {
    let total = widths.reduce(0, +)
    var out =
      "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"\(total)\" w:type=\"dxa\"/>"
    out +=
      "<w:gridSpan w:val=\"\(count)\"/><w:tcBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/><w:right w:val=\"nil\"/></w:tcBorders></w:tcPr>"
    out += "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/><w:tabs><w:tab w:val=\"center\" w:pos=\"\(total / 2)\"/>"
    out += "<w:tab w:val=\"right\" w:pos=\"\(total - 120)\"/></w:tabs></w:pPr>"
    out += run(table.left) + "<w:r><w:tab/></w:r>" + run(table.middle) + "<w:r><w:tab/></w:r>" + run(table.right)
    return out + "</w:p></w:tc></w:tr>"
  }

  private func rows(_ source: [[TableView.CellView]], style: String, isHeading: Bool, boldFirst: Bool = false) -> String
  {
    let grid = TableGrid(source, width: count).rows
    var out = ""
    // covered[c]: how many more rows the cell above reaches down, and over how many columns
    var covered = Array(repeating: (rows: 0, columns: 1), count: count)
    for row in grid {
      out += "<w:tr><w:trPr><w:cantSplit/>\(isHeading ? "<w:tblHeader/>" : "")</w:trPr>"
      var column = 0
      var isFirst = true
      while column < count {
        if let cell = row[column] {
          let span = max(1, min(cell.columnSpan, count - column))
          out += self.cell(
            cell, column, span, style: boldFirst && isFirst ? "CellHead" : style, isHeading: isHeading,
            merge: cell.rowSpan > 1 ? "restart" : nil)
          for c in column..<column + span { covered[c] = (max(1, cell.rowSpan) - 1, span) }
          column += span
        } else if covered[column].rows > 0 {
          let span = max(1, min(covered[column].columns, count - column))
          out += self.cell(TableView.CellView(""), column, span, style: style, isHeading: isHeading, merge: "continue")
          for c in column..<column + span { covered[c].rows -= 1 }
          column += span
        } else {
          out += self.cell(TableView.CellView(""), column, 1, style: style, isHeading: isHeading, merge: nil)
          column += 1
        }
        isFirst = false
      }
      out += "</w:tr>"
    }
    return out
  }

  private func cell(
    _ cell: TableView.CellView, _ column: Int, _ span: Int, style: String, isHeading: Bool, merge: String?
  ) -> String {
    var out = "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[column..<column + span].reduce(0, +))\" w:type=\"dxa\"/>"
    if span > 1 { out += "<w:gridSpan w:val=\"\(span)\"/>" }
    if let merge { out += merge == "restart" ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>" }
    if style == "CellHead" { out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F0F0\"/>" }
    out += "<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>"
    if style == "Cell" { out += "<w:jc w:val=\"\(span > 1 ? "left" : table.columns[column].alignment.rawValue)\"/>" }
    out += "</w:pPr>"
    let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      if index > 0 { out += "<w:r><w:br/></w:r>" }
      if !line.isEmpty { out += run(line) }
    }
    return out + "</w:p></w:tc>"
  }

  private func run(_ text: String) -> String {
    "<w:r><w:rPr><w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/></w:rPr><w:t xml:space=\"preserve\">\(HTMLWriter.escaped(text))</w:t></w:r>"
  }
}
