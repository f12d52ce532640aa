import MingzhangModel

extension Rule {
  /// A budget has no negative amounts.
  static let negativeAmount = Rule(
    "W127", Wording("预算数为负", "A budgeted amount is negative"), .warning,
    preparer: Wording("核对负数是否误填。", "Check whether the negative amount is a slip."),
    citizen: Wording("预算安排的金额不会是负数。", "A budgeted amount cannot be negative.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else { throw Unchecked("决算表可以有负数", "final accounts may have negatives") }
    var broken: [Broken] = []
    for statement in try subject.tables(StatementKind.nine) {
      let columns = Sums.amountColumns(statement)
      // most tables have none: a look at the cells is cheaper than at their meanings
      guard statement.rows.contains(where: { row in row.contains { $0.isBelowNothing } }) else { continue }
      for line in statement.lines {
        for column in columns {
          guard case .amount(let amount)? = statement.cell(line, column)?.reading, amount.money < .zero else {
            continue
          }
          broken.append(
            Broken(
              Wording(
                "“\(line.caption)”为 \(statement.print(amount))。", "“\(line.caption)” is \(statement.print(amount))."),
              found: statement.print(amount), evidence: [statement.evidence(line, column)],
              key: "\(statement.kind.rawValue)|\(line.key)|\(column)"))
        }
      }
      let known = Set(columns)
      for (index, column) in statement.columns.enumerated()
      where !known.contains(column.key) && column.mayHoldAmounts && !column.isOfChanges {
        for line in statement.lines where column.belongs(to: line) {
          let cell = statement.rows[line.row][index]
          guard cell.isBelowNothing, case .amount(let amount) = cell.reading else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(line.caption)”的“\(column.heading)”为 \(statement.print(amount))。",
                "“\(line.caption)”, \(column.heading): \(statement.print(amount))."),
              found: statement.print(amount), evidence: [GridSums(subject, statement).evidence(line.row, index)],
              key: "\(statement.kind.rawValue)|\(line.key)|\(column.heading)", severity: .notice))
        }
      }
    }
    return broken
  }
}

extension StatementColumn {
  /// Whether a difference may stand below it: 增减额, 比上年.
  fileprivate var isOfChanges: Bool {
    ["增减", "增长", "变动", "变化", "比", "差额", "差异", "较", "%", "决算", "执行"].contains(where: words.contains)
  }
}

extension Cell {
  fileprivate var isBelowNothing: Bool {
    if case .amount(let amount) = reading { return amount.money < .zero }
    return false
  }
}
