import MingzhangModel

extension Rule {
  /// Contributions and housing fund: the functional item usually equals the economic section.
  static let contributionsDiffer = Rule(
    "X113", Wording("社保缴费、住房公积金的功能与经济科目不一致", "Contributions differ between functional and economic codes"), .notice,
    preparer: Wording(
      "功能科目与经济科目通常相等；不等时核对口径（如退休人员、项目支出）。", "They are usually equal; check the scope when they are not."),
    citizen: Wording("同一笔缴费按功能和按经济分类列的数不同。", "The same contribution has two amounts.")
  ) { subject throws(Unchecked) in
    let (functional, economic) = (
      try subject.table(.generalPublicBudgetExpenditure), try subject.table(.generalPublicBudgetBasicExpenditure)
    )
    var broken: [Broken] = []
    var decided = false
    for (items, section) in [
      (["2080505"], "30108"), (["2080506"], "30109"), (["2101101", "2101102"], "30110"), (["2210201"], "30113"),
    ] {
      let lines = items.compactMap { FunctionalCode($0).flatMap { functional.line(.function($0)) } }
      guard let first = lines.first, let code = EconomicCode(section), let part = economic.line(.economic(code)) else {
        continue
      }
      var sum = ReportedAmount.zero
      for line in lines {
        sum = sum + (try basic(line, functional, subject))
      }
      // beside the government classification a section stands once for offices and once for institutions
      var told = ReportedAmount.zero
      for line in economic.lines where line.key == part.key {
        told = told + (try subject.amount(line, .total, in: economic))
      }
      let once = try subject.amount(part, .total, in: economic)
      decided = true
      // a table that lists its units one below the other is compared line by line
      if sum.agrees(with: once) { continue }
      if var found = Sums(subject: subject).equal(
        (functional.evidence(first, .basic), sum, "\(items.joined(separator: "+"))“\(first.caption)”"),
        (economic.evidence(part, .total), told, "\(section)“\(part.caption)”"),
        unit: functional.money, key: section)
      {
        // usual, not certain: nothing is concluded from it
        found.comparison = nil
        broken.append(found)
      }
    }
    guard decided else { throw Unchecked("没有可比的科目", "no codes to compare") }
    return broken
  }

  /// Basic expenditure of a line: its column, its two parts, or, where neither is printed, the whole line.
  private static func basic(
    _ line: StatementLine, _ statement: Statement, _ subject: Subject
  ) throws(Unchecked) -> ReportedAmount {
    if !statement.hasColumn(.basic), statement.hasColumn(.personnel), statement.hasColumn(.operating) {
      return try subject.amount(line, .personnel, in: statement) + subject.amount(line, .operating, in: statement)
    }
    return try subject.amount(line, statement.hasColumn(.basic) ? .basic : .total, in: statement)
  }
}
