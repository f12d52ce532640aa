import MingzhangModel

/// What was read, as tables with the source of every cell: the base of the CSV and XLSX writers.
struct ReadingTables {
  let disclosure: Disclosure

  struct Table {
    var statement: Statement
    /// `01-部门收支总表`
    var name: String
  }

  var tables: [Table] {
    disclosure.statements.enumerated().map { index, statement in
      let title = statement.title.isEmpty ? statement.kind.chinese : statement.title
      let clean = String(title.filter { !"/\\:*?\"<>|".contains($0) && !$0.isNewline }.prefix(40))
      return Table(statement: statement, name: (index < 9 ? "0" : "") + "\(index + 1)-\(clean)")
    }
  }

  /// `收入/预算数`, numbered when empty.
  static func headings(_ statement: Statement) -> [String] {
    statement.columns.enumerated().map { $1.heading.isEmpty ? "列\($0 + 1)" : $1.heading }
  }

  /// Where a row stands: `第 8 页`, `第 548 行`, `工作表“收支总表”A7`.
  static func source(of row: [Cell]) -> String { row.compactMap(\.span).first?.place(.chinese) ?? "" }

  static let cellColumns = [
    "table", "title", "kind", "unit", "row", "column", "line", "column_key", "caption", "heading", "printed", "reading",
    "amount_yuan", "page", "text_line", "sheet", "cell", "x0", "y0", "x1", "y1",
  ]
  static let numberColumns: Set<String> = [
    "table", "row", "column", "amount_yuan", "page", "text_line", "x0", "y0", "x1", "y1",
  ]

  /// Every cell that is not blank, one a row: table and row from 1, box in points from the page's top left.
  var cells: [[String]] {
    var out: [[String]] = []
    for (number, statement) in disclosure.statements.enumerated() {
      let headings = Self.headings(statement)
      let lines = Dictionary(grouping: statement.lines, by: \.row)
      for (r, row) in statement.rows.enumerated() {
        for (c, cell) in row.enumerated() where cell.reading != .blank {
          let column = statement.columns[c]
          let line = lines[r]?.first { $0.side == nil || column.side == nil || $0.side == column.side }
          let (reading, amount) = Self.meaning(cell.reading)
          let (span, box) = (cell.span, cell.span?.box)
          func points(_ value: Double?) -> String { value.map { PrintedNumber.tenths($0) } ?? "" }
          out.append([
            "\(number + 1)", statement.title, statement.kind.rawValue, statement.unit?.rawValue ?? "", "\(r + 1)",
            "\(c + 1)", line?.key.name ?? "", column.key.name, line?.caption ?? "", headings[c], cell.printed, reading,
            amount, span.map { "\($0.page)" } ?? "", span?.line.map(String.init) ?? "", span?.sheet ?? "",
            span?.cell ?? "", points(box?.x0), points(box?.y0), points(box?.x1), points(box?.y1),
          ])
        }
      }
    }
    return out
  }

  private static func meaning(_ reading: CellReading) -> (String, String) {
    switch reading {
    case .amount(let amount): ("amount", amount.money.printed(in: .yuan))
    case .number: ("number", "")
    case .blank: ("blank", "")
    case .text: ("text", "")
    case .illegible: ("illegible", "")
    }
  }
}

extension PrintedNumber {
  /// Points with one decimal.
  fileprivate static func tenths(_ value: Double) -> String {
    PrintedNumber(digits: Int64((value * 10).rounded()), decimals: 1).description
  }
}
