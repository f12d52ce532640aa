import MingzhangModel

extension Rule {
  /// The amount of a key project (重点项目) = the amount of that project in the project table.
  static let keyProjectAmountOff = Rule(
    "X232", Wording("重点项目的金额与项目支出表不一致", "A key project's amount differs from the project table"), .error,
    preparer: Wording("核对重点项目绩效表与项目支出表里这个项目的金额。", "Check the project's amount in both tables."),
    citizen: Wording("同一个项目，两张表里的钱数不一样。", "Two tables state different amounts for one project.")
  ) { subject throws(Unchecked) in
    let table = ProjectAmounts(try subject.table(.projectExpenditure))
    let others = subject.disclosure.statements.filter { $0.kind == .other && $0.title.contains("重点项目") }
    guard !others.isEmpty else { throw Unchecked("没有重点项目表", "there is no table of key projects") }
    var broken: [Broken] = []
    var decided = false
    for other in others {
      for (name, row) in ProjectAmounts(other).rows.sorted(by: { $0.key < $1.key }) {
        try subject.deadline?.check()
        guard row.count == 1, let (there, amount) = row.first, let lines = table.rows[name], lines.count == 1,
          let (here, stated) = lines.first
        else { continue }
        decided = true
        if let found = Sums(subject: subject).equal(
          (there, amount, "重点项目表“\(there.text.before(" "))”"), (here, stated, "项目支出表"), unit: other.money, key: name)
        {
          broken.append(found)
        }
      }
    }
    guard decided else { throw Unchecked("重点项目表与项目支出表没有同名的项目", "no project is in both tables") }
    return broken
  }
}

/// Projects of a table by their folded names, with the amount of each.
struct ProjectAmounts {
  private(set) var rows: [String: [(Evidence, ReportedAmount)]] = [:]

  init(_ statement: Statement) {
    guard
      let name = statement.columns.firstIndex(where: { column in
        column.key == .caption || ["项目", "项目名称"].contains { column.heading.foldedForMatching.hasPrefix($0) }
          || column.heading.hasPrefix("支出项目") || column.heading.foldedForMatching.hasSuffix("级项目名称")
      }),
      let amount = statement.columns.firstIndex(where: { column in
        [.total, .amount].contains(column.key) || column.heading.hasPrefix("预算数") || column.heading.hasPrefix("总计")
      }), name != amount
    else { return }
    for row in statement.rows {
      let words = row[name].printed.foldedForMatching
      guard words.count >= 4, !words.hasSuffix("计"), case .amount(let value) = row[amount].reading else { continue }
      let place = Evidence(
        "\(statement.title) / \(row[name].printed)", text: "\(row[name].printed) \(row[amount].printed)",
        span: row[amount].span ?? row[name].span, statement: statement.kind)
      rows[words, default: []].append((place, value))
    }
  }
}
