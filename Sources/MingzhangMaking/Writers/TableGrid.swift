import MingzhangModel

/// Rows of cells with spans, laid on their columns: every printed cell at the place of its top-left corner.
struct TableGrid {
  /// `rows[r][c]` is the cell that begins there; nil where a span of another cell reaches.
  let rows: [[TableView.CellView?]]

  init(_ source: [[TableView.CellView]], width: Int) {
    var rows = Array(repeating: [TableView.CellView?](repeating: nil, count: width), count: source.count)
    var taken = Array(repeating: [Bool](repeating: false, count: width), count: source.count)
    for (r, row) in source.enumerated() {
      var column = 0
      for cell in row {
        while column < width, taken[r][column] { column += 1 }
        guard column < width else { break }
        rows[r][column] = cell
        for down in r..<min(source.count, r + max(1, cell.rowSpan)) {
          for across in column..<min(width, column + max(1, cell.columnSpan)) { taken[down][across] = true }
        }
        column += max(1, cell.columnSpan)
      }
    }
    self.rows = rows
  }
}

extension DocumentView {
  /// What the contents list: headings of the first two levels and the statutory tables, with their level.
  var contentsEntries: [(level: Int, title: String)] {
    blocks.compactMap { block in
      switch block {
      case .heading(let level, let words): level <= 2 ? (level, words) : nil
      case .table(let table): table.inContents ? (2, table.title) : nil
      case .paragraph: nil
      }
    }
  }
}
