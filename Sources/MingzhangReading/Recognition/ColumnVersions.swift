import MingzhangModel

/// Columns that print the same item for another year, as a budget beside the final account, or as a difference.
///
/// Without this, 上年预算数 and 本年预算数 would be one key twice, and neither could be used.
enum ColumnVersions {
  static func marked(_ columns: [StatementColumn]) -> [StatementColumn] {
    let paths = columns.map { $0.path.map(\.foldedForMatching) }
    let years = paths.map(Self.years)
    let current = years.filter { $0.count == 1 }.flatMap(\.self).max()
    let hasFinal = paths.contains { $0.contains { $0.contains("决算数") } }
    var out = columns
    for index in columns.indices where isAmount(columns[index].key) {
      let (path, key) = (paths[index], columns[index].key)
      if years[index].count > 1 || path.contains(where: isDifference) {
        // no amount of any year: such a column stays what its heading says
        out[index].key = .heading(path)
      } else if path.contains(where: isPrior) || years[index].first.map({ $0 < current ?? $0 }) == true {
        out[index].key = .prior(key)
      } else if hasFinal, path.contains(where: { $0.contains("预算数") && !$0.contains("决算数") }) {
        out[index].key = .budget(key)
      }
    }
    return withTotalOfGroup(out, paths)
  }

  /// A 小计 that stands under one heading with 基本支出 and 项目支出 is their total, when no column is called so.
  private static func withTotalOfGroup(_ columns: [StatementColumn], _ paths: [[String]]) -> [StatementColumn] {
    guard !columns.contains(where: { $0.key == .total }),
      let basic = columns.firstIndex(where: { $0.key == .basic }),
      let project = columns.firstIndex(where: { $0.key == .project })
    else { return columns }
    let parent = paths[basic].dropLast()
    guard !parent.isEmpty, paths[project].dropLast() == parent else { return columns }
    let wholes = columns.indices.filter { index in
      paths[index].dropLast() == parent && ["小计", "合计"].contains(paths[index].last ?? "")
    }
    guard wholes.count == 1, let whole = wholes.first else { return columns }
    var out = columns
    out[whole].key = .total
    return out
  }

  private static func isAmount(_ key: ColumnKey) -> Bool {
    ![.sequence, .code, .caption, .unitCode, .unitName, .quantity, .unitPrice].contains(key)
      && !key.name.hasPrefix("heading:")
  }

  private static func isDifference(_ words: String) -> Bool {
    ["增减", "增长", "差额", "±", "比上年", "较上年"].contains { words.contains($0) }
  }

  private static func isPrior(_ words: String) -> Bool {
    if words == "上年" || words == "上年度" { return true }
    return ["上年预算", "上年数", "上年执行", "上年决算", "上年度预算"].contains { words.hasPrefix($0) }
  }

  private static func years(_ path: [String]) -> Set<Int> {
    var found = Set<Int>()
    for words in path {
      var rest = Substring(words)
      while let mark = rest.firstIndex(of: "年") {
        if let year = String(rest[..<mark].suffix(4)).fiscalYearAtStart { found.insert(year) }
        rest = rest[rest.index(after: mark)...]
      }
    }
    return found
  }
}

/// In a “三公” table that also prints 会议费 and 培训费, 合计 is more than the “三公”: its 小计 is the total of the table.
enum ThreePublicTotal {
  static func marked(_ columns: [StatementColumn]) -> [StatementColumn] {
    let (subtotal, total) = (ColumnKey.threePublicSubtotal, ColumnKey.total)
    guard columns.contains(where: { $0.key == subtotal }) else { return columns }
    return columns.map { column in
      var column = column
      switch column.key {
      case total, .prior(total), .budget(total): column.key = .heading(column.path.map(\.foldedForMatching))
      case subtotal: column.key = total
      case .prior(subtotal): column.key = .prior(total)
      case .budget(subtotal): column.key = .budget(total)
      default: break
      }
      return column
    }
  }
}

/// Equal groups of columns printed side by side without a word of their own: 科目编码 科目名称 决算数 | 科目编码 科目名称 决算数.
enum ColumnParts {
  static func marked(_ columns: [StatementColumn]) -> [StatementColumn] {
    guard columns.allSatisfy({ $0.side == nil }), let first = columns.first?.key, first == .code || first == .caption
    else { return columns }
    for count in [4, 3, 2] where columns.count % count == 0 {
      let width = columns.count / count
      guard width >= 2 else { continue }
      let keys = columns.prefix(width).map(\.key)
      let hasAmount = keys.contains { ![.sequence, .code, .caption].contains($0) }
      guard hasAmount, columns.indices.allSatisfy({ columns[$0].key == keys[$0 % width] }) else { continue }
      return columns.indices.map { index in
        var column = columns[index]
        column.part = index / width
        return column
      }
    }
    return columns
  }
}

/// Expenditure told several times side by side, by function and by economic purpose: the lines of the table are those by function.
enum SummaryGroups {
  static func marked(_ columns: [StatementColumn]) -> [StatementColumn] {
    let own = columns.indices.filter { columns[$0].side == .expenditure }
    let names = own.filter { columns[$0].path.last?.foldedForMatching.contains("科目") ?? false }
    guard names.count >= 2, let first = names.first, columns[first].path.last?.contains("功能") ?? false,
      let last = own.last, !own.contains(where: { columns[$0].key == .caption }),
      names.allSatisfy({ $0 < last && columns[$0 + 1].side == .expenditure && !names.contains($0 + 1) })
    else { return columns }
    var out = columns
    out[first].key = .caption
    for column in own where column >= names[1] {
      out[column].key = .heading(columns[column].path.map(\.foldedForMatching))
    }
    return out
  }
}
