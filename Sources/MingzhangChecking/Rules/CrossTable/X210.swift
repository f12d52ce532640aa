import MingzhangModel

extension Rule {
  /// The department's summary = the sum of its units' summaries.
  static let departmentOffUnits = Rule(
    "X210", Wording("部门收支总额不等于所属单位之和", "The department's totals differ from its units"), .warning,
    preparer: Wording("核对部门汇总数与各所属单位公开的数。", "Check the department's totals against its units' disclosures."),
    citizen: Wording("部门说的总数和它下属单位加起来不是一个数。", "The department's total is not the sum of its units.")
  ) { subject throws(Unchecked) in
    let units = try Beside(subject).units()
    var broken: [Broken] = []
    for (key, side) in [(LineKey.totalRevenue, StatementSide.revenue), (.totalExpenditure, .expenditure)] {
      if let found = try UnitSums(subject).breach(.revenueAndExpenditureSummary, key, side, .amount, in: units) {
        broken.append(found)
      }
    }
    return broken
  }
}
