import MingzhangModel

/// Rows of cells with spans, laid on their columns: every printed cell at the place of its top-left corner.
///
/// Spans that reach out of the table or into another cell are cut.
struct TableGrid {
  /// `rows[r][c]` is the cell that begins there; nil where a span of another cell reaches, or nothing is.
  let rows: [[TableView.CellView?]]
  /// The cells of every row in order, an empty one at each place that no cell reaches.
  let filled: [[TableView.CellView]]

  init(_ source: [[TableView.CellView]], width: Int) {
    var rows = Array(repeating: [TableView.CellView?](repeating: nil, count: width), count: source.count)
    var taken = Array(repeating: [Bool](repeating: false, count: width), count: source.count)
    var filled = source.map { _ in [TableView.CellView]() }
    for (r, row) in source.enumerated() {
      var cells = row.makeIterator()
      for column in 0..<width where !taken[r][column] {
        guard var cell = cells.next() else {
          filled[r].append(TableView.CellView(""))
          continue
        }
        let free = taken[r][column...].prefix(max(1, cell.columnSpan)).prefix { !$0 }
        cell.columnSpan = free.count
        cell.rowSpan = max(1, min(cell.rowSpan, source.count - r))
        for down in r..<r + cell.rowSpan {
          for across in column..<column + cell.columnSpan { taken[down][across] = true }
        }
        rows[r][column] = cell
        filled[r].append(cell)
      }
    }
    (self.rows, self.filled) = (rows, filled)
  }
}

extension DocumentView {
  /// What the contents list: headings of the first two levels and the statutory tables, with their level.
  var contentsEntries: [(level: Int, title: String)] {
    blocks.compactMap { block in
      switch block {
      case .heading(let level, let words): level <= 2 ? (level, words) : nil
      case .table(let table): table.inContents ? (2, table.title) : nil
      case .paragraph, .figure: nil
      }
    }
  }
}

extension DocumentView {
  /// The document with the sentence of every chart in the place of its picture.
  var withoutPictures: DocumentView {
    var out = self
    out.blocks = blocks.map { block in
      if case .figure(let figure) = block { .paragraph(figure.text) } else { block }
    }
    return out
  }
}
