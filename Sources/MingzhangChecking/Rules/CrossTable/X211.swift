import MingzhangModel

extension Rule {
  /// General public budget by code: the department = the sum of its units. No such money passes between units.
  static let departmentCodesOffUnits = Rule(
    "X211", Wording("部门一般公共预算支出科目不等于所属单位之和", "A code of the department differs from its units"), .warning,
    preparer: Wording("核对该科目的部门汇总数与各所属单位公开的数。", "Check the code against the units' disclosures."),
    citizen: Wording("同一科目，部门的数和下属单位加起来的数不同。", "A code's amount is not the sum of the units.")
  ) { subject throws(Unchecked) in
    let units = try Beside(subject).units()
    let statement = try subject.table(.generalPublicBudgetExpenditure)
    guard !statement.hasRepeatedCodes else { throw Unchecked("表中同一科目分列多行", "a table lists one code in several rows") }
    for unit in units {
      guard !(try unit.table(.generalPublicBudgetExpenditure)).hasRepeatedCodes else {
        throw Unchecked("所属单位的表中同一科目分列多行", "a unit's table lists one code in several rows")
      }
    }
    var broken: [Broken] = []
    for line in statement.lines where line.key == .total || line.key.functionalCode?.level == .item {
      try subject.deadline?.check()
      if let found = try UnitSums(subject).breach(
        .generalPublicBudgetExpenditure, line.key, nil, .total, in: units)
      {
        broken.append(found)
      }
    }
    return broken
  }
}
