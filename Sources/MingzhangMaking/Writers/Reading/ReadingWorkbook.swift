import CXLSXWriter
import MingzhangModel

/// What was read, as a workbook: one sheet a table, amounts as numbers with the decimals they were printed with, the source
/// of every row beside it and of every cell on the last sheet.
public struct ReadingWorkbook: Sendable {
  public init() {}

  public func bytes(for disclosure: Disclosure) throws(MakingError) -> [UInt8] {
    let reading = ReadingTables(disclosure: disclosure)
    let file = try WorkbookFile()
    for table in reading.tables { try write(table.statement, into: file) }
    try file.sheet(
      named: "单元格来源",
      columns: ReadingTables.cellColumns.map {
        PlainSheet.Column(
          title: $0, isNumber: ReadingTables.numberColumns.contains($0),
          width: ["title", "caption", "heading"].contains($0) ? 28 : 12)
      }, rows: reading.cells)
    return try file.bytes()
  }

  private func write(_ statement: Statement, into file: WorkbookFile) throws(MakingError) {
    let title = statement.title.isEmpty ? statement.kind.chinese : statement.title
    let sheet = try file.add(title)
    let pages =
      statement.pages.count == 1
      ? "第 \(statement.pages.lowerBound) 页" : "第 \(statement.pages.lowerBound)—\(statement.pages.upperBound) 页"
    file.write(title, in: sheet, 0, 0)
    file.write(
      [statement.entity, statement.unit.map { "单位：\($0.rawValue)" }, pages].compactMap(\.self).joined(separator: "  "),
      in: sheet, 1, 0)
    let headings = ReadingTables.headings(statement) + ["来源"]
    for (column, heading) in headings.enumerated() {
      let isWords = column == headings.count - 1 || [.caption, .code].contains(statement.columns[column].key)
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), isWords ? 26 : 14, nil)
      file.writeHead(heading, in: sheet, 2, lxw_col_t(column))
    }
    for (r, row) in statement.rows.enumerated() {
      let place = lxw_row_t(r + 3)
      for (c, cell) in row.enumerated() where !cell.printed.isEmpty {
        switch cell.reading {
        case .amount:
          if let number = PrintedNumber(cell.printed) {
            file.write(number, printed: cell.printed, in: sheet, place, lxw_col_t(c))
          } else {
            file.write(cell.printed, in: sheet, place, lxw_col_t(c))
          }
        case .number(let number) where PrintedNumber(cell.printed) == number:
          file.write(number, printed: cell.printed, in: sheet, place, lxw_col_t(c))
        default: file.write(cell.printed, in: sheet, place, lxw_col_t(c))
        }
      }
      file.write(ReadingTables.source(of: row), in: sheet, place, lxw_col_t(headings.count - 1))
    }
    for (index, note) in statement.notes.enumerated() {
      file.write(note.text, in: sheet, lxw_row_t(statement.rows.count + 3 + index), 0)
    }
    worksheet_freeze_panes(sheet, 3, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
  }
}
