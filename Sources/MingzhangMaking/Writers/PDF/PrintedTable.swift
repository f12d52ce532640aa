import MingzhangModel

/// A table as the Typst template reads it: words and spans only, and which rows surely take one line.
struct PrintedTable: Encodable {
  struct Column: Encodable {
    /// In points.
    var width: Double
    var alignment: TableView.Column.Alignment
  }

  struct Row: Encodable {
    /// The words of every cell surely stand on one line, so that the height of the row is known.
    var oneLine: Bool
    /// No cell needs more than its words: none spans, none may be broken over pages.
    var plain: Bool
    var cells: [Cell]
  }

  /// Words alone, or an object of `text`, `rowSpan` and `columnSpan`.
  struct Cell: Encodable {
    var text: String
    var rowSpan, columnSpan: Int

    private enum CodingKeys: String, CodingKey { case text, rowSpan, columnSpan }

    func encode(to encoder: any Encoder) throws {
      if rowSpan == 1, columnSpan == 1 {
        var words = encoder.singleValueContainer()
        return try words.encode(text)
      }
      var object = encoder.container(keyedBy: CodingKeys.self)
      try object.encode(text, forKey: .text)
      try object.encode(rowSpan, forKey: .rowSpan)
      try object.encode(columnSpan, forKey: .columnSpan)
    }
  }

  var title: String
  var inContents, startsPage: Bool
  var left, middle, right: String
  var columns: [Column]
  var leadRows, headRows, bodyRows: [Row]
  var notes: [String]

  /// `padding` is what a cell keeps free on both sides together, in points.
  init(_ table: TableView, fit: ColumnFit, padding: Double) {
    (title, inContents, startsPage) = (table.title, table.inContents, table.startsPage)
    (left, middle, right, notes) = (table.left, table.middle, table.right, table.notes)
    columns = zip(table.columns, fit.widths).map { Column(width: $1, alignment: $0.alignment) }
    leadRows = Self.rows(table.leadRows, fit: fit, padding: padding)
    headRows = Self.rows(table.headRows, fit: fit, padding: padding)
    bodyRows = Self.rows(table.bodyRows, fit: fit, padding: padding)
  }

  /// Every row with exactly the cells that its columns need, because Typst lays cells one after another.
  private static func rows(_ source: [[TableView.CellView]], fit: ColumnFit, padding: Double) -> [Row] {
    let grid = TableGrid(source, width: fit.widths.count)
    // a merged cell that may need more lines than its rows have: the last of them grows
    var growing = Set<Int>()
    for (r, row) in grid.rows.enumerated() {
      for (column, cell) in row.enumerated() {
        guard let cell, !cell.text.isEmpty else { continue }
        let last = min(fit.widths.count, column + max(1, cell.columnSpan))
        let room = fit.widths[column..<last].reduce(0, +) - padding
        if !LineLength.fits(cell.text, size: fit.size, room: room) { growing.insert(r + cell.rowSpan - 1) }
      }
    }
    return grid.filled.enumerated().map { r, row in
      let cells = row.map { Cell(text: $0.text, rowSpan: max(1, $0.rowSpan), columnSpan: max(1, $0.columnSpan)) }
      let oneLine = !growing.contains(r)
      let plain = oneLine && cells.allSatisfy { $0.rowSpan == 1 && $0.columnSpan == 1 }
      return Row(oneLine: oneLine, plain: plain, cells: cells)
    }
  }
}
