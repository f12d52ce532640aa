import MingzhangModel

/// A column 增减额 with the two columns that it compares, found by the words of its heading.
struct ChangeColumn {
  var column: Int
  var now: Int
  var before: Int

  /// Rows whose change is not the difference of their two years; nil where no column of changes could be tried.
  static func broken(_ subject: Subject, _ statement: Statement) -> [Broken]? {
    let grid = GridSums(subject, statement)
    var decided = false
    var broken: [Broken] = []
    for change in all(statement) {
      var off: [Broken] = []
      var holding = 0
      for row in statement.rows.indices where grid.isPrinted(row, change.column) {
        let found = grid.breach(
          row, whole: change.column, parts: [(change.now, 1), (change.before, -1)],
          key: statement.columns[change.column].heading, says: "两年相减", english: "the difference of the two years")
        if let found { off.append(found) } else { holding += 1 }
      }
      // where many rows differ, other columns are meant
      guard holding >= 3, off.count * 4 <= holding else { continue }
      decided = true
      broken += off
    }
    return decided ? broken : nil
  }

  private static func all(_ statement: Statement) -> [ChangeColumn] {
    let paths = statement.columns.map { $0.path.map(\.foldedForMatching) }
    return paths.indices.compactMap { column in
      let path = paths[column]
      guard path.count > 1, let group = path.first, let leaf = path.last,
        ["增减额", "增减数", "增减", "增减金额"].contains(leaf)
      else { return nil }
      let isDeducted = group.contains("扣除")
      let names = group.before("(").split(separator: "比", maxSplits: 1).map(String.init)
      guard names.count == 2, let now = side(names[0], isDeducted, paths, statement),
        let before = side(names[1], isDeducted, paths, statement)
      else { return nil }
      return ChangeColumn(column: column, now: now, before: before)
    }
  }

  /// The column of one year: its total; where something is deducted, the column that says so.
  private static func side(_ name: String, _ isDeducted: Bool, _ paths: [[String]], _ statement: Statement) -> Int? {
    let own = paths.indices.filter { paths[$0].first == name && statement.columns[$0].mayHoldAmounts }
    let deducted = own.filter { paths[$0].last?.contains("扣除") ?? false }
    if isDeducted { return deducted.count == 1 ? deducted.first : nil }
    let rest = own.filter { !deducted.contains($0) }
    if rest.count == 1 { return rest.first }
    let totals = rest.filter { ["合计", "小计", "总计"].contains(paths[$0].last ?? "") }
    return totals.count == 1 ? totals.first : nil
  }
}
