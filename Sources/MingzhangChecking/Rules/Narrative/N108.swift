import MingzhangModel

extension Rule {
  /// For departments of administrative units alone, agency operating expenses are the operating expenses of the basic table.
  static let agencyOperatingInWordsOff = Rule(
    "N108", Wording("机关运行经费与公用经费不一致", "Agency operating expenses differ from operating expenses"), .notice,
    citations: [Citation("机关事务管理条例", "第九条")],
    preparer: Wording(
      "只有行政单位的部门，机关运行经费即公用经费；不等时核对口径。", "In a department of administrative units they are the same; check the scope."),
    citizen: Wording("机关运行经费和公用经费通常是一个数。", "They are usually one figure.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.units.isEmpty, subject.disclosure.units.allSatisfy({ $0.nature.contains("行政") }) else {
      throw Unchecked("部门不都是行政单位，或没有单位表", "not only administrative units, or no table of units")
    }
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard statement.hasColumn(.operating) else { throw Unchecked("基本支出表没有公用经费列", "no operating column") }
    return try ClaimTies(subject).equal([.agencyOperatingExpenses], statement, .total, nil, .operating)
  }
}
