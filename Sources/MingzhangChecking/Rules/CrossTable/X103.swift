import MingzhangModel

extension Rule {
  /// Each class of the summary = the same class of the expenditure table.
  static let summaryClassesDiffer = Rule(
    "X103", Wording("收支总表的类级支出与支出总表不一致", "A class differs between summary and expenditure table"), .error,
    preparer: Wording("核对两张表同一类的支出。", "Check the class in both tables."),
    citizen: Wording("同一类支出在两张表里不是一个数。", "The same class has different amounts in two tables.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.expenditure))
    // some summaries list sections and items below their classes
    let isDeep = a.lines.contains { $0.key.functionalCode?.level == .item }
    return try Ties(subject).codes(
      a, .expenditure, a.expenditureAmount, b, nil, .total, level: isDeep ? nil : .class, sharedBelowClass: true)
  }
}
