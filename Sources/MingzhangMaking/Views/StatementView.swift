import MingzhangCatalog
import MingzhangModel

/// A statement as shown: heading with spans, rows exactly as posted, the trace of every number, the rows that are sums.
struct StatementView {
  let statement: Statement
  let plan: Profile.Table?
  let ledger: Ledger
  let inContents: Bool

  var table: TableView {
    let year = ledger.book.fiscalYear
    let isLandscape = plan?.landscape ?? false
    return TableView(
      title: statement.title, inContents: inContents, left: statement.entity ?? "",
      middle: statement.kind == .assets
        ? "截止时间：\(year - 1)-12-31"
        : statement.fiscalYear.map { ledger.book.kind == .final ? "\($0)年度" : "预算年度：\($0)" } ?? "",
      right: statement.unit.map { "单位：\($0.rawValue)" } ?? "", columns: columns,
      headRows: HeadRows(statement.columns).rows, bodyRows: bodyRows, notes: statement.notes.map(\.text),
      landscape: isLandscape, startsPage: inContents || isLandscape, kind: statement.kind, sums: Sums(statement).rows)
  }

  private var columns: [TableView.Column] {
    statement.columns.enumerated().map { index, column in
      let width = plan.flatMap { $0.columns.indices.contains(index) ? $0.columns[index].width : nil }
      return TableView.Column(width: width ?? 10, alignment: Self.alignment(of: column.key))
    }
  }

  private static func alignment(of key: ColumnKey) -> TableView.Column.Alignment {
    switch key {
    case .sequence, .quantity: .center
    case .code, .caption: .left
    default: key.name.hasPrefix("heading:") || GroupedRows.isWords(key) ? .left : .right
    }
  }

  private var bodyRows: [[TableView.CellView]] {
    zip(statement.rows, origins).map { row, origins in
      zip(row, origins).map { cell, origins in
        guard case .amount(let amount) = cell.reading else { return TableView.CellView(cell.printed) }
        return TableView.CellView(
          cell.printed, money: amount.money, origins: origins.map { "\($0.file):\($0.line)" })
      }
    }
  }

  /// The ledger lines behind every cell, row by row; none for words.
  var origins: [[[Ledger.Origin]]] {
    let contributions = Contributions(ledger: ledger, style: plan?.style ?? Profile.Table.Style())
    return statement.rows.enumerated().map { index, row in
      let lines = statement.lines.filter { $0.row == index }
      return zip(statement.columns, row).map { column, cell in
        guard case .amount = cell.reading else { return [] }
        let line = lines.first { column.belongs(to: $0) }
        return line.map { self.origins(of: $0, column, contributions) } ?? []
      }
    }
  }

  private func origins(of line: StatementLine, _ column: StatementColumn, _ contributions: Contributions)
    -> [Ledger.Origin]
  {
    let items: [Contributions.Item]
    switch statement.kind {
    case .procurement, .assets,
      .projectExpenditure where plan?.style.groups.isEmpty ?? true:
      items = RowsOfItems(ledger: ledger).items(statement, row: line.row, column.key)
    default: items = contributions.items(statement.kind, line.key, side: column.side, column.key)
    }
    var seen: Set<Ledger.Origin> = []
    return items.map(\.origin).filter { seen.insert($0).inserted }
  }
}

/// Heading rows from heading paths: equal neighbours under one parent are merged, short paths reach down.
struct HeadRows {
  private let columns: [StatementColumn]

  init(_ columns: [StatementColumn]) { self.columns = columns }

  var rows: [[TableView.CellView]] {
    let depth = columns.map(\.path.count).max() ?? 0
    var rows: [[TableView.CellView]] = (0..<depth).map(row)
    if columns.contains(where: { $0.ordinal != nil }) {
      rows.append(columns.map { TableView.CellView($0.ordinal ?? "") })
    }
    return rows
  }

  private func row(_ level: Int) -> [TableView.CellView] {
    let depth = columns.map(\.path.count).max() ?? 0
    var cells: [TableView.CellView] = []
    var index = 0
    while index < columns.count {
      let path = columns[index].path
      guard path.count > level else {
        index += 1
        continue
      }
      let isLeaf = path.count == level + 1
      var end = index + 1
      while !isLeaf, end < columns.count, columns[end].path.count > level + 1,
        columns[end].path.prefix(level + 1) == path.prefix(level + 1)
      { end += 1 }
      cells.append(
        TableView.CellView(path[level], rowSpan: isLeaf ? depth - level : 1, columnSpan: end - index))
      index = end
    }
    return cells
  }
}
