import MingzhangFormats
import MingzhangModel

/// An XLSX → one page a sheet: rows of cells with merges and the values that formulas were saved with.
struct ExcelPages {
  let file: String?

  struct Book {
    var pages: [Page] = []
    var notices: [InputNotice] = []
  }

  /// Merges that overlap each other could cover any number of cells; beyond this many the rest is not followed.
  private static let maximumCovered = 4_000_000

  /// Nil when the archive is no workbook.
  func book(of archive: ZIPReader) throws(ZIPReader.Problem) -> Book? {
    guard let workbook = try Workbook(archive) else { return nil }
    var book = Book()
    var oddities = ExcelOddities()
    for sheet in workbook.sheets {
      if sheet.isHidden {
        if !sheet.cells.isEmpty { oddities.hiddenSheets.append(sheet.name) }
        continue
      }
      if sheet.isTruncated { oddities.truncatedSheets.append(sheet.name) }
      let number = book.pages.count + 1
      // the sheet's name is often the only title
      let name = Page.Block.line(TextLine(sheet.name, span: SourceSpan(file: file, page: number, sheet: sheet.name)))
      let blocks = grid(of: sheet, &oddities).map { [name] + Self.parts($0) } ?? []
      book.pages.append(Page(number: number, blocks: blocks))
    }
    book.notices = oddities.notices
    return book
  }

  private func grid(of sheet: Workbook.Sheet, _ oddities: inout ExcelOddities) -> Grid? {
    var cells: [GridCell] = []
    for cell in sheet.cells {
      let span = SourceSpan(file: file, sheet: sheet.name, cell: cell.reference)
      var text = cell.text
      if case .date = cell.content { text = ExcelDate.printed(text) ?? text }
      if case .formulaWithoutValue = cell.content {
        // not blank: something is meant to stand here, and what it is cannot be known
        text = "（公式未计算）"
        oddities.unsaved.append(SpannedText(cell.reference, span: span))
      }
      guard !text.isEmpty else { continue }
      if cell.isHidden || sheet.hiddenColumns.contains(cell.column) {
        oddities.hiddenCells.append(SpannedText(text, span: span))
      }
      cells.append(GridCell(row: cell.row, column: cell.column, text: text, span: span))
    }
    guard let width = cells.map({ $0.column + 1 }).max(), let height = cells.map({ $0.row + 1 }).max() else {
      return nil
    }
    var spans: [[Int]: (rows: Int, columns: Int)] = [:]
    for merge in sheet.merges where merge.rows.lowerBound < height && merge.columns.lowerBound < width {
      spans[[merge.rows.lowerBound, merge.columns.lowerBound]] = (
        min(height, merge.rows.upperBound + 1) - merge.rows.lowerBound,
        min(width, merge.columns.upperBound + 1) - merge.columns.lowerBound
      )
    }
    var covered = 0
    for index in cells.indices {
      guard let span = spans[[cells[index].row, cells[index].column]] else { continue }
      covered += span.rows * span.columns
      guard covered <= Self.maximumCovered else { break }
      (cells[index].rowSpan, cells[index].columnSpan) = span
    }
    return Grid(columnCount: width, rowCount: height, cells: cells, span: SourceSpan(file: file, sheet: sheet.name))
  }

  /// One sheet may hold several tables below each other: an empty row between two filled ones parts them.
  private static func parts(_ grid: Grid) -> [Page.Block] {
    let filled = Set(grid.cells.flatMap { cell in cell.row..<cell.row + max(1, cell.rowSpan) })
    var blocks: [Page.Block] = []
    var start: Int?
    for row in 0...grid.rowCount {
      if filled.contains(row), row < grid.rowCount {
        start = start ?? row
      } else if let first = start {
        var part = grid
        part.rowCount = row - first
        part.cells = grid.cells.filter { $0.row >= first && $0.row < row }.map {
          var cell = $0
          cell.row -= first
          return cell
        }
        if part.rowCount == 1, part.cells.count == 1, let only = part.cells.first {
          blocks.append(.line(TextLine(only.text.unwrapped, span: only.span)))
        } else {
          blocks.append(.grid(part))
        }
        start = nil
      }
    }
    return blocks
  }
}
