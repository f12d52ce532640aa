import MingzhangModel

extension Rule {
  /// Each class of the fiscal summary = the same class of the general budget table.
  static let fiscalClassesDiffer = Rule(
    "X108", Wording("财政拨款收支总表的类级支出与一般公共预算支出表不一致", "A class differs between fiscal summary and general budget table"),
    .error,
    preparer: Wording("核对两张表同一类的支出。", "Check the class in both tables."),
    citizen: Wording("同一类支出在两张表里不是一个数。", "The same class has different amounts in two tables.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.fiscalAppropriationSummary), try subject.table(.generalPublicBudgetExpenditure))
    let isDeep = a.lines.contains { $0.key.functionalCode?.level == .item }
    return try Ties(subject).codes(
      a, .expenditure, .generalPublicBudget, b, nil, .total, level: isDeep ? nil : .class, sharedBelowClass: true)
  }
}
