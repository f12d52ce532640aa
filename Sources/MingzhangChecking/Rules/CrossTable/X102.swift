import MingzhangModel

extension Rule {
  /// Expenditure of the year in the summary = total of the expenditure table.
  static let expenditureTablesDiffer = Rule(
    "X102", Wording("收支总表的支出与支出总表不一致", "Summary and expenditure table differ"), .error,
    preparer: Wording("核对收支总表本年支出合计与支出总表合计。", "Make the summary's expenditure equal the expenditure table's total."),
    citizen: Wording("两张表说的总支出不是一个数。", "Two tables state different total expenditures.")
  ) { subject throws(Unchecked) in
    let (a, b) = (try subject.table(.revenueAndExpenditureSummary), try subject.table(.expenditure))
    let key: LineKey = a.line(.expenditureOfYear) != nil ? .expenditureOfYear : .totalExpenditure
    return try Ties(subject).equal(a, key, .expenditure, a.expenditureAmount, b, .total, nil, .total)
  }
}
