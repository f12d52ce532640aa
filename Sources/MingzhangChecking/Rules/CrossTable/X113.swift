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
        sum = sum + (try subject.amount(line, functional.hasColumn(.basic) ? .basic : .total, in: functional))
      }
      decided = true
      if var found = Sums(subject: subject).equal(
        (functional.evidence(first, .basic), sum, "\(items.joined(separator: "+"))“\(first.caption)”"),
        (
          economic.evidence(part, .total), try subject.amount(part, .total, in: economic), "\(section)“\(part.caption)”"
        ),
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
}
