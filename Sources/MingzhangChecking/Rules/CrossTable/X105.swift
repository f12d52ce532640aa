import MingzhangModel

extension Rule {
  /// General public budget: fiscal summary = its own table.
  static let generalBudgetTablesDiffer = Rule(
    "X105", Wording("财政拨款收支总表的一般公共预算支出与一般公共预算支出表不一致", "General budget expenditure differs between tables"), .error,
    preparer: Wording("核对两张表的一般公共预算支出合计。", "Check the general budget's total in both tables."),
    citizen: Wording("两张表说的一般公共预算支出不是一个数。", "Two tables state different general budget totals.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.fiscalAppropriationSummary), try subject.table(.generalPublicBudgetExpenditure))
    let key: LineKey = a.line(.expenditureOfYear) != nil ? .expenditureOfYear : .totalExpenditure
    return try Ties(subject).equal(a, key, .expenditure, .generalPublicBudget, b, .total, nil, .total)
  }
}
