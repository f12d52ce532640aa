import MingzhangModel

extension Rule {
  /// Basic expenditure: functional table = economic table.
  static let basicTotalsDiffer = Rule(
    "X107", Wording("基本支出在两张表里不一致", "Basic expenditure differs between tables"), .error,
    citations: [Citation("预算法实施条例", "第六条")],
    preparer: Wording("核对一般公共预算支出表的基本支出合计与基本支出表合计。", "Check basic expenditure in both tables."),
    citizen: Wording("两张表说的基本支出不是一个数。", "Two tables state different basic expenditures.")
  ) { subject throws(Unchecked) in
    let (a, b) = (
      try subject.table(.generalPublicBudgetExpenditure), try subject.table(.generalPublicBudgetBasicExpenditure)
    )
    return try Ties(subject).equal(a, .total, nil, .basic, b, .total, nil, .total)
  }
}
