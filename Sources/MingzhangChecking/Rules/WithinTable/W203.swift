import MingzhangModel

extension Rule {
  /// A basic expenditure table with two or three lists side by side: class = Σ sections, 人员/公用经费合计 = Σ classes.
  static let sideBySideEconomicOff = Rule(
    "W203", Wording("基本支出表并列各栏加总不符", "A list of the basic expenditure table does not add up"), .error,
    preparer: Wording("核对该类与其各款；人员经费 = 301 + 303，公用经费 = 其余各类。", "Check the class and its sections."),
    citizen: Wording("大类与其明细加总对不上。", "A class is not the sum of its details.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    let lists = SideBySideLists(subject, statement)
    guard lists.isSideBySide else { throw Unchecked("基本支出表不是并列排的", "the table has no lists side by side") }
    return try lists.broken()
  }
}
