import MingzhangCatalog
import MingzhangModel

/// The rows of a published table that name several classifications at once: `2014001-行政运行 | 50101-工资奖金津补贴 | 30101-基本工资`.
struct Combinations {
  struct Row {
    var item: FunctionalCode?
    var section: EconomicCode?
    var government: EconomicCode?
    /// Index into `Statement.rows`.
    var row: Int
  }

  /// The column of each classification.
  let columns: [(column: Int, dimension: Profile.Table.Dimension)]
  let rows: [Row]

  /// Nil: the table does not name two classifications, each with code and name in one cell.
  init?(_ statement: Statement) {
    var columns: [(column: Int, dimension: Profile.Table.Dimension)] = statement.columns.enumerated().compactMap {
      let parts = $1.key.name.split(separator: ":").last?.split(separator: ".").map(String.init) ?? []
      guard $1.key.name.hasPrefix(GroupedRows.prefix), parts.count < 2 || ["code", "bracketed"].contains(parts[1]),
        let dimension = parts.first.flatMap(Profile.Table.Dimension.init(rawValue:)),
        ![.unit, .project].contains(dimension)
      else { return nil }
      return ($0, dimension)
    }
    let isLabelled = !columns.isEmpty
    for column in statement.columns.indices where !isLabelled && statement.columns[column].side == nil {
      let codes = statement.rows.compactMap { Self.code($0[column].printed) }
      guard !codes.isEmpty, codes.count * 2 > statement.rows.count else { continue }
      let firsts = Set(codes.map { $0.prefix(1) })
      guard firsts.count == 1, let first = firsts.first else { continue }
      let dimension: Profile.Table.Dimension? =
        first == "2" ? .item : first == "3" ? .section : first == "5" ? .government : nil
      if let dimension { columns.append((column, dimension)) }
    }
    guard columns.count > 1 || isLabelled else { return nil }
    self.columns = columns
    rows = statement.rows.indices.compactMap { index in
      var row = Row(row: index)
      for (column, dimension) in columns {
        let printed = statement.rows[index][column].printed
        guard let code = Self.code(printed) ?? (isLabelled ? printed.foldedForMatching : nil) else { continue }
        switch dimension {
        case .item: row.item = FunctionalCode(code)
        case .section: row.section = EconomicCode(code)
        default: row.government = EconomicCode(code)
        }
      }
      return row.item == nil && row.section == nil && row.government == nil ? nil : row
    }
  }

  /// `30101` of `30101-基本工资`.
  private static func code(_ printed: String) -> String? {
    let text = printed.foldedForMatching
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[..<end].dropFirst()) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard [5, 7].contains(digits.count), text.dropFirst(digits.count).first == "-" else { return nil }
    return String(digits)
  }
}
