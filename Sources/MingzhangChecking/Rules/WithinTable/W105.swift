import MingzhangModel

extension Rule {
  /// Basic expenditure by economic classification: total = personnel + operating.
  static let basicTableOffParts = Rule(
    "W105", Wording("基本支出表合计不等于人员经费与公用经费之和", "Basic expenditure differs from personnel plus operating"), .error,
    citations: [Citation("预算法实施条例", "第六条")],
    preparer: Wording("核对该行的人员经费和公用经费，使合计等于两者之和。", "Make the row's total equal personnel plus operating."),
    citizen: Wording("一行里的合计与人员经费、公用经费相加对不上。", "A row's total is not personnel plus operating.")
  ) { subject throws(Unchecked) in
    try subject.each(.generalPublicBudgetBasicExpenditure) { statement throws(Unchecked) in
      try Sums(subject: subject).rows(
        statement, whole: .total, parts: [.personnel, .operating], required: [.personnel, .operating])
    }
  }
}
