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
    }
    return broken
  }
}

extension Cell {
  fileprivate var isBelowNothing: Bool {
    if case .amount(let amount) = reading { return amount.money < .zero }
    return false
  }
}
