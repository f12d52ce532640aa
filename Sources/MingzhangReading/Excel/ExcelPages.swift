import MingzhangFormats
import MingzhangModel

/// An XLSX → one page a sheet: rows of cells with merges and the values that formulas were saved with.
struct ExcelPages {
  let file: String?

  /// Nil when the archive is no workbook.
  func pages(of archive: ZIPReader) throws(ZIPReader.Problem) -> [Page]? {
    guard let workbook = try Workbook(archive) else { return nil }
    var pages: [Page] = []
    for sheet in workbook.sheets where !sheet.isHidden {
      let number = pages.count + 1
      // the sheet's name is often the only title
      let name = Page.Block.line(TextLine(sheet.name, span: SourceSpan(file: file, page: number, sheet: sheet.name)))
      let blocks = grid(of: sheet).map { [name] + Self.parts($0) } ?? []
      pages.append(Page(number: number, blocks: blocks))
    }
    return pages.isEmpty ? nil : pages
  }

  private func grid(of sheet: Workbook.Sheet) -> Grid? {
    let filled = sheet.cells.filter { !$0.text.isEmpty }
    guard let width = filled.map({ $0.column + 1 }).max(), let height = filled.map({ $0.row + 1 }).max() else {
      return nil
    }
    var spans: [[Int]: (rows: Int, columns: Int)] = [:]
    for merge in sheet.merges where merge.rows.lowerBound < height && merge.columns.lowerBound < width {
      spans[[merge.rows.lowerBound, merge.columns.lowerBound]] = (
        min(height, merge.rows.upperBound + 1) - merge.rows.lowerBound,
        min(width, merge.columns.upperBound + 1) - merge.columns.lowerBound
      )
    }
    let cells = filled.map { cell in
      let span = spans[[cell.row, cell.column]]
      return GridCell(
        row: cell.row, column: cell.column, rowSpan: span?.rows ?? 1, columnSpan: span?.columns ?? 1, text: cell.text,
        span: SourceSpan(file: file, sheet: sheet.name, cell: cell.reference))
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
