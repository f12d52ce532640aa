import MingzhangModel

extension Rule {
  /// Basic expenditure of the functional table = personnel + operating totals of the economic table.
  static let basicOffPersonnelAndOperating = Rule(
    "X201", Wording("基本支出不等于人员经费与公用经费之和", "Basic expenditure differs from personnel + operating"), .error,
    preparer: Wording("核对一般公共预算支出表的基本支出与基本支出表的人员经费合计、公用经费合计。", "Check basic expenditure in both tables."),
    citizen: Wording("两张表说的基本支出不是一个数。", "Two tables state different basic expenditures.")
  ) { subject throws(Unchecked) in
    let (functional, economic) = (
      try subject.table(.generalPublicBudgetExpenditure), try subject.table(.generalPublicBudgetBasicExpenditure)
    )
    guard let totals = SideBySideLists(subject, economic).totals() else {
      throw Unchecked("基本支出表没有人员、公用两个合计", "the table has no totals for personnel and operating")
    }
    let line = try subject.line(.total, in: functional)
    let whole = try subject.printed(line, .basic, in: functional)
    let sum = totals.personnel.1 + totals.operating.1
    let unit = functional.money
    let comparison = Comparison([
      .init(functional.evidence(line, .basic), whole, sign: 1, unit: unit),
      .init(totals.personnel.0, totals.personnel.1, sign: -1, unit: economic.money),
      .init(totals.operating.0, totals.operating.1, sign: -1, unit: economic.money),
    ])
    guard !whole.agrees(with: sum) else {
      subject.trace?.note { comparison }
      return []
    }
    return [
      Broken(
        Wording(
          "一般公共预算支出表的基本支出为 \(functional.print(whole, like: whole))，基本支出表的人员经费与公用经费相加为 \(functional.print(sum, like: whole))。",
          "Basic expenditure is \(functional.print(whole, like: whole)); personnel and operating add up to \(functional.print(sum, like: whole))."
        ),
        expected: functional.print(sum, like: whole), found: functional.print(whole, like: whole),
        difference: functional.print(whole - sum),
        evidence: comparison.terms.map(\.evidence), key: "basic", severity: Sums.severity(whole - sum),
        comparison: comparison)
    ]
  }
}
