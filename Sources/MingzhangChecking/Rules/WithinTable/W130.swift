import MingzhangModel

extension Rule {
  /// Tables whose rows are items, not codes: the total = Σ the items.
  static let totalOffItems = Rule(
    "W130", Wording("合计不等于各项之和", "The total differs from the sum of the items"), .notice,
    preparer: Wording("核对合计行与各行，使两者相等。", "Make the total equal the sum of the rows."),
    citizen: Wording("表的合计与各行相加对不上。", "The table's total is not the sum of its rows.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements
    where [.projectExpenditure, .procurement, .assets].contains(statement.kind) {
      let items = statement.lines.filter { $0.key != .total }
      // rows with codes or a second total are a hierarchy, not a list
      guard statement.lines.count == items.count + 1, let total = statement.line(.total), !items.isEmpty,
        items.allSatisfy({ $0.key.name.hasPrefix("caption:") && !$0.caption.contains("计") })
      else { continue }
      // a row of the body itself above its items says everything twice
      if Self.isNested(items, total, statement, subject) { continue }
      decided = true
      let columns = Sums.amountColumns(statement).filter { column in
        if case .amount? = statement.cell(total, column)?.reading { true } else { false }
      }
      broken += try Sums(subject: subject).lines(statement, whole: total, parts: items, columns: columns)
    }
    guard decided else { throw Unchecked("没有带合计行的项目表、采购表或资产表", "no table of items has a total") }
    return broken
  }

  /// Whether units and their items stand in one list: then every amount stands twice.
  private static func isNested(
    _ items: [StatementLine], _ total: StatementLine, _ statement: Statement, _ subject: Subject
  ) -> Bool {
    guard items.count > 1, let whole = try? subject.amount(total, .total, in: statement), whole.money != .zero else {
      return false
    }
    let sum = items.map { (try? subject.amount($0, .total, in: statement)) ?? .zero }.sum()
    return (sum - whole - whole).money.magnitude.fen <= whole.money.magnitude.fen / 10
  }
}
